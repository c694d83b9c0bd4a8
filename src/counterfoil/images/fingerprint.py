"""By which numbers is a picture known again after it was shrunk, framed, turned over or compressed?

PDQ, 256 bits of the coarse structure of brightness, of the whole picture and of what lies within its plain borders,
each in the eight ways that a picture can be turned and mirrored; and the mean colour of 16 fields, since PDQ is blind
to colour. Source: "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", Facebook 2019,
https://github.com/facebook/ThreatExchange/blob/main/hashing/hashing.pdf; its quality gate is 50.
Shrunk to 64 pixels first, hashes are 11 bits from those that PDQ makes at 512 pixels (mean of 25 packshots; most 20).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pdqhash
from PIL import Image

from counterfoil.images.colour import colour_fields
from counterfoil.images.decode import Decoded, Pixels
from counterfoil.images.trim import inside_borders

SIDE = 64  # pixels each way, to which PDQ shrinks: larger ones it samples lopsidedly, and turns with 30 bits wrong
LEAST_QUALITY = 50  # of 100; below, the paper advises not to match: a plain ground is like any other
WHOLE, INSIDE = "whole", "inside"
# How pdqhash orders the forms, as transpositions of the pixels; "turned" is counter-clockwise.
FORMS = (
    "upright",
    "turned 90",
    "turned 180",
    "turned 270",
    "upside down",
    "mirrored",
    "along diagonal",
    "across diagonal",
)


class Fingerprint(NamedTuple):
    """One form of one view: `hash` 256 bits in 32 bytes; `quality` 0 to 100; `colour`: `colour_fields` by rows."""

    view: str
    form: str
    hash: bytes
    quality: int
    colour: bytes


def fingerprints(picture: Decoded) -> list[Fingerprint]:
    """Return the eight forms of the whole picture, and of what its borders enclose where it has any."""
    box = inside_borders(picture.pixels)
    part = picture.pixels[box.top : box.bottom, box.left : box.right]
    made = _forms(WHOLE, picture.pixels)
    return made if part.shape == picture.pixels.shape else made + _forms(INSIDE, part)


def in_form(pixels: Pixels, form: str) -> Pixels:
    """Return the pixels turned and mirrored as the form says."""
    turned = np.rot90(pixels, FORMS.index(form) % 4) if form.startswith("turned") else pixels
    if form == "upside down":
        turned = pixels[::-1]
    elif form == "mirrored":
        turned = pixels[:, ::-1]
    elif form == "along diagonal":
        turned = pixels.transpose(1, 0, 2)
    elif form == "across diagonal":
        turned = pixels[::-1, ::-1].transpose(1, 0, 2)
    return turned


def _forms(view: str, pixels: Pixels) -> list[Fingerprint]:
    small = np.asarray(Image.fromarray(pixels).resize((SIDE, SIDE), Image.Resampling.BOX))
    fields = colour_fields(small)
    hashes, quality = pdqhash.compute_dihedral(np.ascontiguousarray(small))
    return [
        Fingerprint(view, form, _packed(bits), int(quality), in_form(fields, form).tobytes())
        for form, bits in zip(FORMS, hashes, strict=True)
    ]


def _packed(bits: npt.NDArray[np.uint8]) -> bytes:
    return np.packbits(bits.astype(np.uint8)).tobytes()
