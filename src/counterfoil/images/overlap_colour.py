"""Do two pictures show the same colours where they overlap? What stands round it says nothing."""

import numpy as np
import numpy.typing as npt

from counterfoil.images.colour import LIGHT_WEIGHT, lab
from counterfoil.images.decode import Pixels
from counterfoil.images.geometry import Overlap, moved
from counterfoil.images.keypoints import Keypoints

Values = npt.NDArray[np.float64]

SAME_WHERE_OVERLAPPING = 5.0
QUANTILE = 0.75  # of the pixels that overlap: a quarter may be covered by logos and words


def difference_in_overlap(asked: Keypoints, known: Keypoints, found: Overlap) -> float:
    """Return how different the colours are where both show the same: 0 the same, 100 black to white."""
    ours, theirs = shown_twice(asked, known, found)
    if len(ours) == 0:
        return 100.0
    apart = lab(ours) - lab(theirs)
    apart[:, 0] *= LIGHT_WEIGHT
    return float(np.quantile(np.linalg.norm(apart, axis=1), QUANTILE))


def shown_twice(asked: Keypoints, known: Keypoints, found: Overlap) -> tuple[Pixels, Pixels]:
    """Return the colours, RGB, of the asked and of the known picture at the places of the known one that both show."""
    small = asked.small[:, ::-1] if found.mirrored else asked.small
    height, width = known.small.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].reshape(2, -1) + 0.5
    in_known = np.stack([columns, rows], axis=1) * (known.size / [width, height])
    there = moved(in_known, found.transform) * ([small.shape[1], small.shape[0]] / asked.size) - 0.5
    inside = ((there >= 0) & (there <= np.array(small.shape[1::-1]) - 1)).all(axis=1)
    return _between(small, there[inside]), known.small.reshape(-1, 3)[inside]


def _between(small: Pixels, points: Values) -> Pixels:
    """Return the colours at points between pixels, by the four round them."""
    left, top = np.floor(points).astype(int).T
    right, bottom = np.minimum(left + 1, small.shape[1] - 1), np.minimum(top + 1, small.shape[0] - 1)
    along, down = (points - np.floor(points)).T[..., None]
    upper = small[top, left] * (1 - along) + small[top, right] * along
    lower = small[bottom, left] * (1 - along) + small[bottom, right] * along
    colours: Pixels = (upper * (1 - down) + lower * down).round().astype(np.uint8)
    return colours
