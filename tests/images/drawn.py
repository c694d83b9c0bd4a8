"""Pictures drawn for tests: a made-up shoe box with enough structure to be told from others."""

import io

import numpy as np
from PIL import Image, ImageDraw

Picture = Image.Image


def goods(seed: int = 1, *, colour: str = "red", size: tuple[int, int] = (300, 240)) -> Picture:
    """Return a coloured thing on white, its pattern drawn by the seed."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 30, size[0] - 40, size[1] - 30), fill=colour)
    chance = np.random.default_rng(seed)
    for _ in range(12):
        left, top = int(chance.integers(40, size[0] - 110)), int(chance.integers(30, size[1] - 90))
        shade = int(chance.integers(0, 120))
        draw.ellipse((left, top, left + 60, top + 50), fill=(shade, shade, shade))
    return picture


def saved(picture: Picture, form: str = "PNG", **options: object) -> bytes:
    """Return the bytes of the picture's file."""
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()
