"""Do the places that two pictures share lie to each other as in one photograph, shrunk, moved, turned or mirrored?

Every pair of matching places proposes a move by its sizes and directions; each is held against all pairs, and the best
is refined. So nothing is drawn by chance, as it would be in RANSAC. Source: J. Philbin et al., "Object retrieval with
large vocabularies and fast spatial matching", CVPR 2007; the ratio test is Lowe's, see `keypoints`.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterfoil.images.kernel_geometry import best_proposal
from counterfoil.images.keypoints import Keypoints, mirrored

Transform = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.int64]

# Set on the benchmark's development half: of 1,454 edited copies none is below, of 2,900 pictures that share a face or
# legs with the known one none above.
LEAST_INLIERS = 8
LEAST_AGREEMENT = 0.36
RATIO = 0.85  # of the distances to the nearest and the next; places of one pattern are like each other
NEAR = 0.03  # of the longer side of the asked picture: how far off a place may lie before the move is refined
CLOSE = 0.01  # and after
TURN = np.pi / 6  # by which the directions of two places may differ from the move
GROW = 1.6  # times that their sizes may
SCALES = (0.1, 10.0)  # of the known picture in the asked one
SKEW = 1.35  # of the scale one way to that across: sellers stretch pictures little
ROUNDS = 3
SMALLEST = 2.0  # pixels of a place that SIFT still finds
GRID = 32  # fields each way by which the area shown is measured


class Overlap(NamedTuple):
    """How the known picture lies in the asked one. `transform`: 2 × 3, from pixels of the known to those of the asked.

    `inliers`: places that agree with it, and `places` which, x and y in the known picture; `agreement`: their share of
    those that the asked picture should show; `share`: of the known picture's area that it shows; `mirrored`: the asked
    picture had to be mirrored first, and `transform` leads into the mirrored one.
    """

    inliers: int
    agreement: float
    share: float
    transform: Transform
    places: npt.NDArray[np.float64]
    mirrored: bool = False


NO_OVERLAP = Overlap(0, 0.0, 0.0, np.zeros((2, 3)), np.zeros((0, 2)), mirrored=False)


def overlap(asked: Keypoints, known: Keypoints) -> Overlap:
    """Return the best overlap, plain or mirrored; NO_OVERLAP where no three places agree."""
    plain, other = (overlap_of_pairs(one, known, matches(one, known)) for one in (asked, mirrored(asked)))
    return plain if plain.inliers >= other.inliers else other._replace(mirrored=True)


def same_picture(asked: Keypoints, known: Keypoints) -> bool:
    """Return whether both show one photograph, or a part of it, in whatever colours."""
    return is_same(overlap(asked, known))


def is_same(found: Overlap) -> bool:
    """Return whether an overlap is large enough to be one photograph's."""
    return found.inliers >= LEAST_INLIERS and found.agreement >= LEAST_AGREEMENT


def matches(asked: Keypoints, known: Keypoints) -> Pairs:
    """Return the places of the asked picture with their like in the known one, n × 2, each place once."""
    if len(asked.points) < 2 or len(known.points) < 2:
        return np.zeros((0, 2), np.int64)
    # Whole numbers below 2**24: the products are exact, in whatever order they are summed.
    ours, theirs = asked.descriptors.astype(np.float32), known.descriptors.astype(np.float32)
    apart = (ours**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1) - 2 * (ours @ theirs.T)
    nearest = apart.argmin(axis=1)
    rows = np.arange(len(ours))
    best = apart[rows, nearest].copy()
    apart[rows, nearest] = np.inf
    kept = np.flatnonzero(best < RATIO**2 * apart.min(axis=1))
    kept = kept[np.argsort(best[kept], kind="stable")]
    _, first = np.unique(nearest[kept], return_index=True)
    kept = kept[np.sort(first)]
    return np.stack([kept, nearest[kept]], axis=1)


def overlap_of_pairs(asked: Keypoints, known: Keypoints, pairs: Pairs) -> Overlap:
    """Return the overlap that most of these pairs of places agree with."""
    if len(pairs) < 3:
        return NO_OVERLAP
    ours, theirs = asked.points[pairs[:, 0]].astype(np.float64), known.points[pairs[:, 1]].astype(np.float64)
    agreeing = proposed(asked, known, pairs)
    transform: Transform = np.zeros((2, 3))
    for _ in range(ROUNDS):
        if agreeing.sum() < 3:
            return NO_OVERLAP
        transform = _fitted(ours[agreeing], theirs[agreeing])
        if not _plausible(transform):
            return NO_OVERLAP
        off = np.linalg.norm(moved(theirs, transform) - ours, axis=1)
        agreeing = off < _long(asked) * CLOSE
    inside = theirs[agreeing]
    count = int(agreeing.sum())
    agreement = min(1.0, count / max(1, _visible(asked, known, transform)))
    return Overlap(count, agreement, _share(asked, known, transform), transform, inside, mirrored=False)


def moved(points: npt.NDArray[np.float64], transform: Transform) -> npt.NDArray[np.float64]:
    """Return the points of the known picture where they lie in the asked one."""
    there: npt.NDArray[np.float64] = points @ transform[:, :2].T + transform[:, 2]
    return there


def proposed(asked: Keypoints, known: Keypoints, pairs: Pairs) -> npt.NDArray[np.bool_]:
    """Return which pairs agree with the proposal of that pair with which most agree; of no pairs, none."""
    if len(pairs) == 0:
        return np.zeros(0, dtype=bool)
    ours, theirs = asked.points[pairs[:, 0]].astype(np.float64), known.points[pairs[:, 1]].astype(np.float64)
    our_frames, their_frames = (
        asked.frames[pairs[:, 0]].astype(np.float64),
        known.frames[pairs[:, 1]].astype(np.float64),
    )
    frames = np.column_stack([np.log(our_frames[:, 0] / their_frames[:, 0]), our_frames[:, 1] - their_frames[:, 1]])
    return best_proposal(ours, theirs, frames, np.array([_long(asked) * NEAR, np.log(GROW), TURN]))


def _fitted(ours: npt.NDArray[np.float64], theirs: npt.NDArray[np.float64]) -> Transform:
    """Return the affine move with the least squares: a stretched picture is one too."""
    solved = np.linalg.lstsq(np.column_stack([theirs, np.ones(len(theirs))]), ours, rcond=None)[0]
    return np.asarray(solved.T, dtype=np.float64)


def _plausible(transform: Transform) -> bool:
    large, little = np.linalg.svd(transform[:, :2], compute_uv=False)
    upright = np.linalg.det(transform[:, :2]) > 0
    return bool(upright and little >= SCALES[0] and large <= SCALES[1] and large <= SKEW * little)


def _long(ones: Keypoints) -> float:
    return float(ones.size.max())


def _visible(asked: Keypoints, known: Keypoints, transform: Transform) -> int:
    """Return how many places of the known picture lie in the asked one, and large enough to be seen there."""
    scale = np.sqrt(abs(np.linalg.det(transform[:, :2])))
    inside = _inside(known.points.astype(np.float64), asked, transform)
    return int((inside & (known.frames[:, 0] * scale >= SMALLEST)).sum())


def _share(asked: Keypoints, known: Keypoints, transform: Transform) -> float:
    steps = (np.arange(GRID) + 0.5) / GRID
    fields = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2) * known.size
    return float(_inside(fields, asked, transform).mean())


def _inside(points: npt.NDArray[np.float64], asked: Keypoints, transform: Transform) -> npt.NDArray[np.bool_]:
    there = moved(points, transform)
    return np.asarray(((there >= 0) & (there <= asked.size)).all(axis=1))
