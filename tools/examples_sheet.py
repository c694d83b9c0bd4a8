"""What are the pictures drawn on? A square sheet in 320 units, drawn four times as large and then reduced."""

import io
import unicodedata
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

SIDE = 320  # pixels of the finished picture
ENLARGED = 4  # drawn so many times larger, so that edges come out smooth
COLOURS = 40  # of the finished palette: keeps a picture below ten kilobytes
INK = "#2b2b2b"
Point = tuple[float, float]


class Sheet:
    """A light ground with a soft shadow; every length is in units of the finished picture."""

    def __init__(self, ground: str = "#f3f1ec", shadow: tuple[float, float, float] | None = (160, 268, 110)) -> None:
        self.image = Image.new("RGB", (SIDE * ENLARGED, SIDE * ENLARGED), ground)
        self.draw = ImageDraw.Draw(self.image)
        if shadow:
            x, y, half = shadow
            self.oval((x - half, y - 9, x + half, y + 9), mixed(ground, "#000000", 0.12))

    def _scaled(self, values: Sequence[float]) -> list[float]:
        return [value * ENLARGED for value in values]

    def oval(self, box: Sequence[float], fill: str | None, edge: str | None = None, width: float = 0) -> None:
        """Draw an ellipse within (left, top, right, bottom)."""
        self.draw.ellipse(self._scaled(box), fill=fill, outline=edge, width=round(width * ENLARGED))

    def box(self, box: Sequence[float], fill: str | None, radius: float = 0, edge: str | None = None) -> None:
        """Draw a rectangle with rounded corners."""
        self.draw.rounded_rectangle(
            self._scaled(box), radius=radius * ENLARGED, fill=fill, outline=edge, width=2 * ENLARGED
        )

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """Draw a polygon with straight sides."""
        self.draw.polygon([(x * ENLARGED, y * ENLARGED) for x, y in points], fill=fill)

    def blob(self, points: Sequence[Point], fill: str) -> None:
        """Draw a closed smooth outline through the points."""
        self.shape(smoothed(points), fill)

    def stroke(self, points: Sequence[Point], colour: str, width: float = 3) -> None:
        """Draw a line through the points, with round ends."""
        flat = [(x * ENLARGED, y * ENLARGED) for x, y in points]
        self.draw.line(flat, fill=colour, width=round(width * ENLARGED), joint="curve")
        for x, y in (points[0], points[-1]):
            self.oval((x - width / 2, y - width / 2, x + width / 2, y + width / 2), colour)

    def arc(self, box: Sequence[float], angles: tuple[float, float], colour: str, width: float) -> None:
        """Draw part of an ellipse's edge; angles in degrees, clockwise from three o'clock."""
        self.draw.arc(self._scaled(box), *angles, fill=colour, width=round(width * ENLARGED))

    def letter(self, words: str, centre: Point, size: float, colour: str, tilt: float = 0) -> None:
        """Letter words around a centre, turned counter-clockwise by `tilt` degrees."""
        turned = _lettered(words, size * ENLARGED).rotate(tilt, expand=True, resample=Image.Resampling.BICUBIC)
        x = round(centre[0] * ENLARGED - turned.width / 2)
        y = round(centre[1] * ENLARGED - turned.height / 2)
        self.image.paste(Image.new("RGB", turned.size, colour), (x, y), turned)

    def png(self, *, mirrored: bool = False) -> bytes:
        """Return the finished picture: reduced, with a palette, compressed."""
        small = self.image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        if mirrored:
            small = small.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        flat = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        held = io.BytesIO()
        flat.save(held, "PNG", optimize=True)
        return held.getvalue()


def _lettered(words: str, size: float) -> Image.Image:
    """Return the words as a mask; Pillow's own face lacks accents and Ø, so those are drawn by hand."""
    font = ImageFont.load_default(size=size)
    plain = "".join(unicodedata.normalize("NFD", letter)[0].replace("Ø", "O") for letter in words)
    wide, high = round(font.getlength(plain)), round(size)
    mask = Image.new("L", (wide + high, 2 * high), 0)
    draw = ImageDraw.Draw(mask)
    draw.text((wide / 2 + high / 2, high), plain, font=font, fill=255, anchor="mm")
    stroke = max(1, round(size / 12))
    for place, letter in enumerate(words):
        middle = high / 2 + font.getlength(plain[:place]) + font.getlength(plain[place]) / 2
        if letter in _SIGNS:
            (x1, y1), (x2, y2) = _SIGNS[letter]
            ends = (middle + x1 * size, high + y1 * size, middle + x2 * size, high + y2 * size)
            draw.line(ends, fill=255, width=stroke)
    return mask


# Where the stroke of a letter runs, in letter sizes from the letter's middle and the line's middle.
_SIGNS = {
    "é": ((-0.06, -0.3), (0.11, -0.44)),
    "è": ((-0.11, -0.44), (0.06, -0.3)),
    "Ø": ((-0.27, 0.36), (0.27, -0.36)),
}


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour that lies `share` of the way from one to the other."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darker(colour: str, share: float = 0.25) -> str:
    """Return the colour mixed with black."""
    return mixed(colour, "#000000", share)


def lighter(colour: str, share: float = 0.35) -> str:
    """Return the colour mixed with white."""
    return mixed(colour, "#ffffff", share)


def smoothed(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """Return a closed Catmull-Rom curve through the points."""
    curve = []
    count = len(points)
    for place in range(count):
        a, b, c, d = (points[(place + shift) % count] for shift in (-1, 0, 1, 2))
        curve += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return curve


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
