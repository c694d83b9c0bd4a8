"""Pictures drawn for tests: a made-up shoe box with enough structure to be told from others."""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFont

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


def pack(seed: int = 1, *, colour: str = "red", size: tuple[int, int] = (420, 360)) -> Picture:
    """Return a printed pack on white: words, stripes and spots drawn by the seed, enough to know a part of it again."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((30, 20, size[0] - 30, size[1] - 20), fill=colour)
    chance = np.random.default_rng(seed)
    for _ in range(60):
        left, top = int(chance.integers(30, size[0] - 70)), int(chance.integers(20, size[1] - 50))
        wide, high, shade = (int(number) for number in chance.integers((6, 6, 0), (40, 30, 256)))
        shape = draw.ellipse if chance.integers(2) else draw.rectangle
        shape((left, top, left + wide, top + high), fill=(shade, shade, shade))
    for line in range(4):
        letters = "".join(chr(int(code)) for code in chance.integers(65, 91, 9))
        draw.text((50, 40 + 75 * line), letters, fill="black", font=ImageFont.load_default(40))
    return picture
