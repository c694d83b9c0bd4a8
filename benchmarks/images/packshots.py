"""Which pictures are looked for, what do their names say of product and colour, and which half are they in?

The files lie in ../shared/data/images and are no part of this repository. A product belongs to one half with all its
colours and views; whatever names no colour is a product of its own.
"""

import re
import zlib
from pathlib import Path
from typing import NamedTuple

from picture_edits import Picture
from PIL import Image

IMAGES = Path(__file__).parents[3] / "shared" / "data" / "images"
NAMED = re.compile(r"__(?P<product>[a-z]+\d+)-(?P<colour>[a-z]+)[-_]")
LONGEST = 1080  # pixels of the longer side: offers' pictures are seldom larger, and drawing the edits takes time


class Packshot(NamedTuple):
    """One file: `image_id` is its name, `colour` "" where the name tells none."""

    image_id: str
    product: str
    colour: str
    half: str
    path: Path


def packshots() -> list[Packshot]:
    """Return the product pictures, by name."""
    return [_packshot(path) for path in sorted((IMAGES / "packshots").glob("*.jpg"))]


def groceries() -> list[Path]:
    """Return pictures of other goods, 348 px: strangers for the bank, and what speed is measured on."""
    return sorted((IMAGES / "grocery").glob("*.jpg"))


def opened(path: Path) -> Picture:
    """Return the picture in RGB, at most LONGEST pixels long."""
    with Image.open(path) as file:
        picture = file.convert("RGB")
    picture.thumbnail((LONGEST, LONGEST))
    return picture


def _packshot(path: Path) -> Packshot:
    named = NAMED.search(path.stem)
    product, colour = (named["product"], named["colour"]) if named else (path.stem, "")
    half = "held-out" if zlib.crc32(product.encode()) % 2 else "development"
    return Packshot(path.name, product, colour, half, path)
