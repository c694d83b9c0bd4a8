"""A picture is shown to people drawn anew from its pixels: small, and with nothing else of its file."""

import io

import pytest
from PIL import Image

from counterfoil.images.small import small_picture
from images.drawn import goods, saved


@pytest.mark.parametrize(("size", "small"), [((300, 240), (128, 102)), ((240, 300), (102, 128)), ((60, 40), (60, 40))])
def test_it_fits_and_keeps_its_shape(size: tuple[int, int], small: tuple[int, int]) -> None:
    made = small_picture(saved(goods().resize(size)), side=128)
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("JPEG", small, "RGB")


def test_what_stands_in_the_file_beside_the_pixels_is_left_behind() -> None:
    data = saved(goods(), "JPEG", exif=_exif("taken by Jane Doe"), comment=b"call +1 202 555 0100")
    made = small_picture(data, side=128)
    assert b"Jane" in data
    assert b"Jane" not in made
    assert b"555" not in made


def test_what_is_no_picture_is_none() -> None:
    assert small_picture(b"<svg onload=alert(1)>", side=128) == b""


def _exif(artist: str) -> bytes:
    exif = Image.Exif()
    exif[0x013B] = artist
    return exif.tobytes()
