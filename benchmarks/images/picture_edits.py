"""What do sellers do to a photograph that they take from somebody else? Each edit as a function of a picture.

Written before the method that it measures. Places, colours and words are drawn by a seed made of the picture's name
and the edit's, so that every run makes the same pictures. Shares of a logo are of the area, of a crop of each side.
"""

import io
import zlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

Picture = Image.Image
Chance = np.random.Generator
Edit = Callable[[Picture, Picture, Chance], Picture]  # picture, another picture, chance → the edited one
WORDS = ("SALE", "best shop", "NEW 2024", "free shipping", "100 % original")
BRIGHT = ((214, 40, 40), (20, 90, 200), (250, 200, 20), (20, 20, 20), (30, 140, 70))


class Edited(NamedTuple):
    """The name of an edit and the bytes of the file that a seller would upload."""

    edit: str
    data: bytes


def edited(picture: Picture, other: Picture, *, name: str) -> list[Edited]:
    """Return the picture after each edit of EDITS, as JPEG of quality 90 (`jpeg` has its own)."""
    made = []
    for edit, function in EDITS.items():
        chance = np.random.default_rng(zlib.crc32(f"{name}/{edit}".encode()))
        quality = 30 if edit == "jpeg" else 90
        made.append(Edited(edit, as_jpeg(function(picture, other, chance), quality=quality)))
    return made


def as_jpeg(picture: Picture, *, quality: int = 90) -> bytes:
    """Return the bytes of the picture as a JPEG file."""
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def _same(picture: Picture, _other: Picture, _chance: Chance) -> Picture:
    return picture


def _resize(picture: Picture, _other: Picture, chance: Chance) -> Picture:
    share = chance.uniform(0.3, 0.6)
    return picture.resize((round(picture.width * share), round(picture.height * share * chance.uniform(0.97, 1.03))))


def _colour(picture: Picture, _other: Picture, chance: Chance) -> Picture:
    for way in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
        picture = way(picture).enhance(chance.uniform(0.85, 1.15))
    return picture


def _watermark(picture: Picture, _other: Picture, chance: Chance) -> Picture:
    over = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw, size = ImageDraw.Draw(over), picture.width // 8
    for step in range(3):
        place = (picture.width * step // 4, picture.height * (1 + step) // 4)
        draw.text(
            place, WORDS[chance.integers(len(WORDS))], fill=(128, 128, 128, 110), font=ImageFont.load_default(size)
        )
    return Image.alpha_composite(picture.convert("RGBA"), over)


def _logo(share: float) -> Edit:
    def stuck_on(picture: Picture, _other: Picture, chance: Chance) -> Picture:
        side = round((share * picture.width * picture.height) ** 0.5)
        left, top = (
            int(chance.choice([length // 40, length - side - length // 40]))
            for length in (picture.width, picture.height)
        )
        made = picture.copy()
        draw = ImageDraw.Draw(made)
        draw.ellipse((left, top, left + side, top + side), fill=BRIGHT[chance.integers(len(BRIGHT))])
        draw.text((left + side // 6, top + side // 3), "TOP", fill="white", font=ImageFont.load_default(side / 3))
        return made

    return stuck_on


def _banner(picture: Picture, _other: Picture, chance: Chance) -> Picture:
    made, deep = picture.copy(), picture.height // 8
    top = int(chance.choice([0, picture.height - deep]))
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, top, picture.width, top + deep), fill=BRIGHT[chance.integers(len(BRIGHT))])
    words = WORDS[chance.integers(len(WORDS))]
    draw.text((picture.width // 20, top + deep // 6), words, fill="white", font=ImageFont.load_default(deep / 2))
    return made


def _border(picture: Picture, _other: Picture, chance: Chance) -> Picture:
    wide = round(picture.width * chance.uniform(0.03, 0.12))
    return ImageOps.expand(picture, wide, fill=BRIGHT[chance.integers(len(BRIGHT))])


def _crop(share: float) -> Edit:
    def cut(picture: Picture, _other: Picture, chance: Chance) -> Picture:
        width, height = round(picture.width * share), round(picture.height * share)
        left, top = chance.integers(picture.width - width + 1), chance.integers(picture.height - height + 1)
        return picture.crop((int(left), int(top), int(left) + width, int(top) + height))

    return cut


def _flip(picture: Picture, _other: Picture, _chance: Chance) -> Picture:
    return ImageOps.mirror(picture)


def _collage(picture: Picture, other: Picture, chance: Chance) -> Picture:
    """Two pictures side by side, the one looked for left or right."""
    pair = [picture, other.resize(picture.size)]
    if chance.integers(2):
        pair.reverse()
    made = Image.new("RGB", (2 * picture.width, picture.height), "white")
    for place, part in enumerate(pair):
        made.paste(part, (place * picture.width, 0))
    return made


def _inset(picture: Picture, other: Picture, chance: Chance) -> Picture:
    """The picture looked for, at half its size, set into another photograph."""
    made, size = other.resize(picture.size), (picture.width // 2, picture.height // 2)
    left, top = (int(chance.integers(length // 2)) for length in picture.size)
    made.paste(picture.resize(size), (left, top))
    return made


EDITS: dict[str, Edit] = {
    "none": _same,
    "jpeg": _same,
    "resize": _resize,
    "colour": _colour,
    "watermark": _watermark,
    "logo 5 %": _logo(0.05),
    "logo 10 %": _logo(0.10),
    "banner": _banner,
    "border": _border,
    "crop 95 %": _crop(0.95),
    "crop 90 %": _crop(0.90),
    "crop 80 %": _crop(0.80),
    "crop 70 %": _crop(0.70),
    "flip": _flip,
    "collage": _collage,
    "inset": _inset,
}
