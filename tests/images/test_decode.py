"""Is every picture read as a person would see it, and every bad one refused in words?"""

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from counterfoil.images.decode import LONGEST, ORIENTATION, TURNS, Decoded, Refusal, decode
from images.drawn import goods, saved


def read(data: bytes) -> Decoded:
    decoded = decode(data)
    assert isinstance(decoded, Decoded), decoded
    return decoded


def reason(data: bytes, **limits: int) -> str:
    refused = decode(data, **limits)
    assert isinstance(refused, Refusal)
    return refused.reason


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_formats_of_shops_are_read(form: str) -> None:
    decoded = read(saved(goods(), form))
    assert (decoded.width, decoded.height, decoded.pixels.shape) == (300, 240, (240, 300, 3))
    assert abs(decoded.pixels.astype(int) - np.asarray(goods()).astype(int)).mean() < 6


def test_a_large_picture_comes_back_small_with_its_own_size() -> None:
    decoded = read(saved(goods().resize((3000, 2400)), "JPEG"))
    assert (decoded.width, decoded.height) == (3000, 2400)
    assert max(decoded.pixels.shape) == LONGEST


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_can_be_seen_through_is_white(mode: str) -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    options = {}
    picture = clear.convert(mode) if mode in ("RGBA", "LA") else Image.new(mode, (40, 40), 0)
    if mode == "P":
        options = {"transparency": 0}
    decoded = read(saved(picture, **options))
    assert decoded.pixels.min() == 255


def test_cmyk_is_shown_in_its_colours() -> None:
    pixel = read(saved(Image.new("RGB", (64, 64), (200, 30, 30)).convert("CMYK"), "JPEG")).pixels[32, 32]
    assert pixel[0] > 170
    assert pixel[1] < 60


def test_sixteen_bits_keep_their_greys() -> None:
    ramp = np.linspace(0, 65535, 64 * 64).astype(np.uint16).reshape(64, 64)
    grey = read(saved(Image.fromarray(ramp))).pixels[:, :, 0]
    assert abs(grey.astype(int) - (ramp >> 8)).max() <= 1


@pytest.mark.parametrize("orientation", sorted(TURNS))
def test_a_turned_camera_gives_an_upright_picture(orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    back = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}.get(orientation, TURNS[orientation])
    decoded = read(saved(goods().transpose(back), exif=exif))
    assert (decoded.width, decoded.height) == (300, 240)
    assert np.array_equal(decoded.pixels, np.asarray(goods()))


def test_of_what_moves_the_first_frame_is_seen() -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert tuple(read(data).pixels[10, 10]) == (255, 0, 0)


def test_bad_pictures_are_refused_in_words() -> None:
    whole = saved(goods(), "JPEG")
    assert reason(b"") == "The file is empty."
    assert reason(b"%PDF-1.7 no picture") == "This is no picture in a format that is read."
    assert "breaks off" in reason(whole[: len(whole) // 2])
    assert reason(whole, most_bytes=100) == f"The file has {len(whole):,} bytes; at most 100 are read."
    assert reason(whole, most_pixels=1000) == "The picture has 300 × 240 pixels; at most 1,000 are read."
    assert "show nothing" in reason(saved(Image.new("RGB", (300, 4))))


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
    assert "pixels that are read" in reason(bomb) or "pixels; at most" in reason(bomb)


@given(st.data())
def test_no_bytes_raise(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"]))
    file = bytearray(saved(goods().resize((100, 80)), form))
    for place in data.draw(st.lists(st.integers(0, min(len(file), 400) - 1), max_size=6)):
        file[place] = data.draw(st.integers(0, 255))
    assert isinstance(decode(bytes(file)), Decoded | Refusal)
