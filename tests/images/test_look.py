"""Does one look see all that is wanted, hand it on as plain values, and end at no bytes whatever?"""

import pickle
import struct
import subprocess
import sys
import zlib

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from counterfoil.images.codes_on_packs import CodeOnPack
from counterfoil.images.fingerprint_rows import fingerprint_rows
from counterfoil.images.keypoints import from_bytes
from counterfoil.images.look import Look, Wanted, fingerprints_of, look
from images.drawn import Picture, goods, pack, saved

ALL = Wanted(keypoints=True, codes=True, words=True)
NO_WORDS = Wanted()


def labelled() -> Picture:
    """A pack of 1500 pixels with a bar code whose lines are lost at 512."""
    picture = pack(1).resize((1500, 1286))
    code = np.pad(
        np.array(zxingcpp.create_barcode("4006381333931", zxingcpp.BarcodeFormat.EAN13).to_image(scale=2)), 20
    )
    picture.paste(Image.fromarray(255 - np.pad(255 - code[20:-20, 20:-20], 20)), (300, 400))
    return picture


def bomb(side: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def test_what_is_wanted_is_seen_and_can_be_handed_on() -> None:
    seen = look("pack.jpg", saved(labelled()), wanted=NO_WORDS)
    assert (seen.image_id, seen.refused, seen.width, seen.height) == ("pack.jpg", None, 1500, 1286)
    assert seen.codes == (CodeOnPack("EAN13", "4006381333931", "04006381333931"),)
    assert len(from_bytes(seen.keypoints).points) > 100
    assert seen.words == ()
    assert pickle.loads(pickle.dumps(seen)) == seen


def test_what_is_not_wanted_is_not_looked_for_and_changes_no_fingerprint() -> None:
    little = look("pack.jpg", saved(labelled()), wanted=Wanted(keypoints=False, codes=False))
    assert (little.keypoints, little.codes) == (b"", ())
    assert little.fingerprints == look("pack.jpg", saved(labelled()), wanted=NO_WORDS).fingerprints


def test_words_are_read_only_where_wanted() -> None:
    seen = look("pack.png", saved(goods(size=(500, 300))), wanted=ALL)
    assert seen.refused is None
    assert isinstance(seen.words, tuple)


def test_looks_make_the_table_that_bytes_make() -> None:
    files = [("one", saved(goods(1))), ("bad", b"text"), ("two", saved(pack(2)))]
    looks = [look(name, data, wanted=Wanted(keypoints=False, codes=False)) for name, data in files]
    assert fingerprints_of(looks).equals(fingerprint_rows(files))


FRAMES = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
BAD = {
    "nothing": b"",
    "text": b"This is a letter, not a picture.\n" * 100,
    "zip": b"PK\x03\x04" + bytes(200),
    "cut short": saved(goods(), "JPEG")[:2000],
    "bomb": bomb(60_000),
    "large": bomb(12_000),
    "one pixel": saved(Image.new("RGB", (1, 1))),
    "a line": saved(Image.new("RGB", (4000, 2))),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>',
}
ODD = {
    "animated": saved(FRAMES[0], "GIF", save_all=True, append_images=FRAMES[1:]),
    "CMYK": saved(goods().convert("CMYK"), "JPEG"),
    "grey of 16 bits": saved(Image.fromarray(np.linspace(0, 65535, 6400).astype(np.uint16).reshape(80, 80))),
    "see-through": saved(Image.new("RGBA", (60, 60), (0, 0, 0, 0))),
    "two colours": saved(goods().convert("1")),
    "smallest": saved(Image.new("RGB", (16, 16), "blue")),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_picture_is_refused_in_words(name: str) -> None:
    seen = look(name, BAD[name], wanted=ALL)
    assert seen.refused
    assert seen == Look(name, seen.refused)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_picture_is_looked_at(name: str) -> None:
    seen = look(name, ODD[name], wanted=ALL)
    assert seen.refused is None
    assert len(seen.fingerprints) >= 8
    from_bytes(seen.keypoints)


@settings(max_examples=60)
@given(st.data())
def test_no_bytes_raise(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"]))
    file = bytearray(saved(goods().resize((100, 80)), form))
    for place in data.draw(st.lists(st.integers(0, len(file) - 1), max_size=6)):
        file[place] = data.draw(st.integers(0, 255))
    seen = look("any", bytes(file[: data.draw(st.integers(0, len(file)))]), wanted=NO_WORDS)
    assert (seen.refused is None) == bool(seen.fingerprints)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise(data: bytes) -> None:
    assert look("any", data, wanted=NO_WORDS).refused


def test_the_package_itself_needs_no_library_of_the_extra() -> None:
    banned = "cv2 rapidocr onnxruntime zxingcpp pdqhash PIL".split()
    program = f"import sys, counterfoil.images; sys.exit(any(name in sys.modules for name in {banned!r}))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
