"""How does a picture from anybody become a small array of pixels, or a sentence that says why not?

A seller's picture is hostile until read: it may claim a billion pixels, break off, move, or be no picture at all. The
size is read before any pixel is; JPEGs are decoded at a fraction of their size, so that 348 pixels and 10,000 cost
much the same. Bounds of time, and a decoder that crashes, are for the process around this one.
"""

import io
import warnings
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

Pixels = npt.NDArray[np.uint8]

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")  # what shops show, and no more decoders than that
MOST_BYTES = 32 * 1024 * 1024
MOST_PIXELS = 64_000_000  # 256 MB as RGBA; cameras reach 61 million
LEAST_SIDE = 16  # pixels; less shows nothing
LONGEST = 512  # pixels of the longer side of what is returned
ORIENTATION = 0x0112  # EXIF's tag; CIPA DC-008-2019, table 5
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = (5, 6, 7, 8)  # orientations that change width for height
Image.init()  # until then Pillow knows only some of FORMATS, and fails at the first it does not know


class Decoded(NamedTuple):
    """`pixels`: rows, columns and RGB, small; `width`, `height` as a person sees the whole file."""

    pixels: Pixels
    width: int
    height: int


class Refusal(NamedTuple):
    """Why the bytes are not looked at, as a sentence for people; it repeats nothing of the file."""

    reason: str


class _Unfit(Exception):  # noqa: N818  carries a sentence out of the middle of decoding, never leaves this file
    pass


def decode(
    data: bytes, *, most_bytes: int = MOST_BYTES, most_pixels: int = MOST_PIXELS, longest: int = LONGEST
) -> Decoded | Refusal:
    """Return the picture, upright, on white and at most `longest` pixels long, or why it is refused.

    Of what moves, the first frame is read.

    Raises nothing because of the bytes.
    """
    if not data:
        return Refusal("The file is empty.")
    if len(data) > most_bytes:
        return Refusal(f"The file has {len(data):,} bytes; at most {most_bytes:,} are read.")
    try:
        # Pillow warns of odd EXIF and of large sizes: the first does no harm, the second is judged here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _decoded(data, most_pixels, longest)
    except _Unfit as unfit:
        return Refusal(str(unfit))
    except UnidentifiedImageError:
        return Refusal("This is no picture in a format that is read.")
    except Image.DecompressionBombError:
        return Refusal(f"The picture has far more than the {most_pixels:,} pixels that are read.")
    except Exception:  # decoders of a dozen formats raise whatever their loops run into
        return Refusal("The picture is damaged or breaks off before its end.")


def _decoded(data: bytes, most_pixels: int, longest: int) -> Decoded:
    with Image.open(io.BytesIO(data), formats=FORMATS) as file:
        width, height = file.size
        if width * height > most_pixels:
            raise _Unfit(f"The picture has {width:,} × {height:,} pixels; at most {most_pixels:,} are read.")
        if min(width, height) < LEAST_SIDE:
            raise _Unfit(f"The picture has {width} × {height} pixels; less than {LEAST_SIDE} either way show nothing.")
        orientation = _orientation(file)
        file.draft("RGB", (longest, longest))
        picture = _small(_on_white(file), longest)
    if orientation in TURNS:
        picture = picture.transpose(TURNS[orientation])
    if orientation in SIDEWAYS:
        width, height = height, width
    return Decoded(np.asarray(picture), width, height)


def _orientation(file: Image.Image) -> int:
    try:
        return int(file.getexif().get(ORIENTATION, 1))
    except Exception:  # damaged EXIF says nothing of the pixels, and is shown unturned by browsers too
        return 1


def _on_white(file: Image.Image) -> Image.Image:
    """Return the picture in RGB, what can be seen through being white, as shops show it."""
    if file.mode.startswith(("I", "F")):
        return _eight_bits(file).convert("RGB")
    if file.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in file.info:
        seen_through = file.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen_through.size, "white"), seen_through).convert("RGB")
    return file.convert("RGB")


def _eight_bits(file: Image.Image) -> Image.Image:
    """Return a grey picture of 16 or 32 bits in 8: by its range where that is not said by its mode."""
    grey = np.asarray(file).astype(np.float64)
    if file.mode.startswith("I;16"):
        low, high = 0.0, 65535.0
    else:
        low, high = float(np.nanmin(grey)), float(np.nanmax(grey))
    shown = np.nan_to_num((grey - low) / (high - low) * 255) if high > low else np.zeros_like(grey)
    return Image.fromarray(shown.clip(0, 255).astype(np.uint8))


def _small(picture: Image.Image, longest: int) -> Image.Image:
    picture.thumbnail((longest, longest), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return picture
