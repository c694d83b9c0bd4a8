"""Where in a picture is the thing it shows? Inside the plain borders, whatever their colours.

Frames are peeled off one after the other, so that a red frame round a white ground round a shoe leaves the shoe.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterfoil.images.decode import Pixels

PLAIN = 24  # levels of 255 that a pixel may be from its line's middle: what JPEG does to a plain ground is less
STRAY = 0.01  # share of a line's pixels that may be further off
AT_ONCE = 8  # lines that are looked at together
MOST_FRAMES = 4  # frames within each other that are peeled off
LEAST_LEFT = 1 / 16  # of the area; of less remaining the picture is taken to have no border


class Box(NamedTuple):
    """Rows `top` to `bottom` and columns `left` to `right`, the ends not counted."""

    top: int
    bottom: int
    left: int
    right: int


def inside_borders(pixels: Pixels) -> Box:
    """Return the box within the plain borders; the whole picture where too little would be left."""
    whole = box = Box(0, pixels.shape[0], 0, pixels.shape[1])
    for _ in range(MOST_FRAMES):
        peeled = _peeled(pixels, box)
        if peeled == box:
            break
        box = peeled
    return box if _area(box) >= LEAST_LEFT * _area(whole) else whole


def _peeled(pixels: Pixels, box: Box) -> Box:
    part = pixels[box.top : box.bottom, box.left : box.right]
    top, bottom = _ends(part)
    left, right = _ends(part[top:bottom].transpose(1, 0, 2))
    return Box(box.top + top, box.top + bottom, box.left + left, box.left + right)


def _ends(part: Pixels) -> tuple[int, int]:
    """Return the first line that is not plain and the one after the last; nothing and nothing where all are."""
    first = _first_busy(part)
    return (first, len(part) - _first_busy(part[::-1])) if first < len(part) else (0, 0)


def _first_busy(part: Pixels) -> int:
    """Return the first line that is not plain, looking no further than has to be; their number where there is none."""
    if part.size == 0:
        return len(part)
    for start in range(0, len(part), AT_ONCE):
        busy = np.flatnonzero(~_plain(part[start : start + AT_ONCE]))
        if len(busy):
            return start + int(busy[0])
    return len(part)


def _plain(part: Pixels) -> npt.NDArray[np.bool_]:
    """Say of each line whether nearly all its pixels have nearly the colour of its middle one, by brightness."""
    middle = np.partition(part, part.shape[1] // 2, axis=1)[:, part.shape[1] // 2][:, None]
    off = np.maximum(part, middle) - np.minimum(part, middle) > PLAIN
    shown: npt.NDArray[np.bool_] = off.any(axis=2).mean(axis=1) <= STRAY
    return shown


def _area(box: Box) -> int:
    return (box.bottom - box.top) * (box.right - box.left)
