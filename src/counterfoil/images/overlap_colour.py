"""Do two pictures show the same colours where they overlap? What stands round the overlap says nothing.

A seller may brighten a picture or put a logo on it: neither makes other goods. A garment dyed anew does. So the known
picture is first shifted in tone as a whole, as far as it helps, and then three things are asked: do nearly all pixels
agree, do those at the shared places, and is there a region of another colour whose edges are still the known ones? A
logo covers the edges; a dye leaves them. Sources as in `colour`.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.Image import Resampling

from counterfoil.images.colour import LIGHT_WEIGHT, lab
from counterfoil.images.decode import Pixels
from counterfoil.images.geometry import Overlap, moved
from counterfoil.images.keypoints import Keypoints
from counterfoil.images.tone import shifted, tones

Values = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# Set on the benchmark's development half: of 1,100 edited copies 4 are beyond one of them, of 365 other colours of one
# product 361 are.
NEARLY_ALL = 0.8  # of the pixels: banners and logos cover up to an eighth
MOST_APART = 8.0  # that these may be
OTHER = 9.0  # from which on a pixel is of another colour
MOST_PLACES = 0.12  # share of the shared places that may be
LEAST_REGION = 0.065  # share of the overlap that a region of another colour has
SAME_EDGES = 0.6  # correlation of its edges
WORST = 20.0  # no pixel counts for more in the mean
RIM = 2  # pixels of `small` at its border, into which sellers' frames bleed
LEAST_PIXELS = 50


class OverlapColours(NamedTuple):
    """`mean`: of the differences, 0 the same, 20 another picture; `nearly_all`: four fifths of the pixels are within.

    `places`: share of the shared places of another colour; `region`: share of the pixels, and `edges`: how much the
    edges there are the known ones, -1 to 1.
    """

    mean: float
    nearly_all: float
    places: float
    region: float
    edges: float


NOTHING_SHOWN = OverlapColours(WORST, WORST, 1.0, 1.0, 1.0)


def colours_in_overlap(asked: Keypoints, known: Keypoints, found: Overlap) -> OverlapColours:
    """Return how the colours compare where both show the same; NOTHING_SHOWN where that is next to nothing."""
    ours, both = _in_known_frame(asked, known, found)
    if both.sum() < LEAST_PIXELS:
        return NOTHING_SHOWN
    theirs = _as_coarse(known.small, _fineness(asked, known, found))
    smooth, known_smooth = _smoothed(ours), _smoothed(theirs)
    apart = min(
        (_apart(smooth, shifted(known_smooth, tone)) for tone in tones(known_smooth[both], smooth[both])),
        key=lambda one: float(np.minimum(one[both], WORST).mean()),
    )
    columns, rows = (found.places * (np.array(both.shape[::-1]) / known.size)).astype(int).T
    columns, rows = columns.clip(0, both.shape[1] - 1), rows.clip(0, both.shape[0] - 1)
    at_places = apart[rows, columns][both[rows, columns]]
    other = (apart > OTHER) & both
    return OverlapColours(
        float(np.minimum(apart[both], WORST).mean()),
        float(np.quantile(apart[both], NEARLY_ALL)),
        float((at_places > OTHER).mean()) if len(at_places) else 0.0,
        float(other.sum() / both.sum()),
        _correlation(_edges(ours), _edges(theirs), _grown(other) & both),
    )


def same_colours(seen: OverlapColours) -> bool:
    """Return whether it is the same picture in its own colours, tone and additions apart."""
    dyed = seen.region >= LEAST_REGION and seen.edges >= SAME_EDGES
    return seen.nearly_all <= MOST_APART and seen.places <= MOST_PLACES and not dyed


def _in_known_frame(asked: Keypoints, known: Keypoints, found: Overlap) -> tuple[Values, Mask]:
    """Return the asked picture's colours at the pixels of the known `small`, and where both show something."""
    small = asked.small[:, ::-1] if found.mirrored else asked.small
    height, width = known.small.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].reshape(2, -1) + 0.5
    in_known = np.stack([columns, rows], axis=1) * (known.size / [width, height])
    last = np.array(small.shape[1::-1]) - 1
    there = moved(in_known, found.transform) * ([small.shape[1], small.shape[0]] / asked.size) - 0.5
    both = ((there >= 0) & (there <= last)).all(axis=1).reshape(height, width)
    both[:RIM] = both[-RIM:] = both[:, :RIM] = both[:, -RIM:] = False
    return _between(small, there.clip(0, last)).reshape(height, width, 3), both


def _fineness(asked: Keypoints, known: Keypoints, found: Overlap) -> float:
    """Return how many pixels of the asked `small` show one of the known `small`."""
    larger = np.sqrt(abs(np.linalg.det(found.transform[:, :2])))
    return float(larger * asked.small.shape[1] / asked.size[0] * known.size[0] / known.small.shape[1])


def _as_coarse(small: Pixels, fineness: float) -> Values:
    """Return the known colours as they look where the asked picture shows them smaller."""
    height, width = small.shape[:2]
    picture = Image.fromarray(small)
    if fineness < 1:
        coarse = picture.resize((max(1, round(width * fineness)), max(1, round(height * fineness))), Resampling.BOX)
        picture = coarse.resize((width, height), Resampling.BILINEAR)
    return np.asarray(picture, dtype=np.float64)


def _between(small: Pixels, points: Values) -> Values:
    """Return the colours at points between pixels, by the four round them."""
    left, top = np.floor(points).astype(int).T
    right, bottom = np.minimum(left + 1, small.shape[1] - 1), np.minimum(top + 1, small.shape[0] - 1)
    along, down = (points - np.floor(points)).T[..., None]
    upper = small[top, left] * (1 - along) + small[top, right] * along
    lower = small[bottom, left] * (1 - along) + small[bottom, right] * along
    between: Values = upper * (1 - down) + lower * down
    return between.round()


def _smoothed(colours: Values) -> Values:
    """Return means of 3 × 3: the asked picture may show the known one at half its size."""
    height, width = colours.shape[:2]
    wide = np.pad(colours, ((1, 1), (1, 1), (0, 0)), mode="edge")
    parts = [wide[row : row + height, column : column + width] for row in range(3) for column in range(3)]
    return np.asarray(np.mean(parts, axis=0))


def _apart(ones: Values, others: Values) -> Values:
    off = lab(_bytes(ones)) - lab(_bytes(others))
    off[..., 0] *= LIGHT_WEIGHT
    return np.asarray(np.linalg.norm(off, axis=-1))


def _bytes(colours: Values) -> Pixels:
    return colours.round().clip(0, 255).astype(np.uint8)


def _edges(colours: Values) -> Values:
    """Return how steep each pixel is, in all colours together."""
    down, along = np.zeros_like(colours), np.zeros_like(colours)
    down[1:-1] = colours[2:] - colours[:-2]
    along[:, 1:-1] = colours[:, 2:] - colours[:, :-2]
    return np.asarray(np.sqrt((down**2 + along**2).sum(axis=2)))


def _grown(mask: Mask) -> Mask:
    """Return the mask and the pixels beside it: the edges of a region are at its rim."""
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    grown[:, 1:] |= mask[:, :-1]
    grown[:, :-1] |= mask[:, 1:]
    return grown


def _correlation(ones: Values, others: Values, mask: Mask) -> float:
    ours, theirs = ones[mask], others[mask]
    if len(ours) < 9 or ours.std() < 1 or theirs.std() < 1:
        return 0.0
    return float(np.corrcoef(ours, theirs)[0, 1])
