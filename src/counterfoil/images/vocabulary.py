"""Which of 65,536 words does a place of a picture say, and how does it say it?

A description is cut in two halves; each takes the nearest of 256 centres, learned from the bank's own descriptions.
Two halves are a word; a signature of 64 bits tells apart what shares one. Sources: A. Babenko and V. Lempitsky, "The
inverted multi-index", CVPR 2012; H. Jégou, M. Douze and C. Schmid, "Hamming embedding and weak geometric consistency
for large scale image search", ECCV 2008. All sums are of whole numbers below 2**24, exact in any order: the same
descriptions give the same vocabulary on every machine.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterfoil.images.decode import Pixels
from counterfoil.images.keypoints import LENGTH

HALVES, CENTRES = 2, 256
WORDS = CENTRES**HALVES
LEARNED_FROM = 40_000  # descriptions, evenly picked
ROUNDS = 8
BITS = 64
SEED = 5
NEAREST = 6  # centres of a half that a place which is looked for may belong to


class Vocabulary(NamedTuple):
    """`centres`: HALVES × CENTRES × LENGTH / 2, bytes; `middles`: of each of BITS sums, its median."""

    centres: Pixels
    middles: npt.NDArray[np.int32]


def learned(descriptors: Pixels) -> Vocabulary:
    """Return the vocabulary of a bank's descriptions; of none, one that says the same of all."""
    step = max(1, len(descriptors) // LEARNED_FROM)
    sample = descriptors[::step][:LEARNED_FROM].astype(np.float32)
    if len(sample) == 0:
        sample = np.zeros((1, LENGTH), np.float32)
    centres = np.stack([_centres(half) for half in np.split(sample, HALVES, axis=1)])
    return Vocabulary(centres, np.median(sample @ _signs(), axis=0).astype(np.int32))


def words(descriptors: Pixels, vocabulary: Vocabulary, *, nearest: int = 1) -> npt.NDArray[np.int64]:
    """Return the words of each description, the likeliest first: n × `nearest`."""
    halves = np.split(descriptors.astype(np.float32), HALVES, axis=1)
    each = min(nearest, NEAREST)
    apart, centre = zip(*(_closest(half, vocabulary.centres[at], each) for at, half in enumerate(halves)), strict=True)
    sums = (apart[0][:, :, None] + apart[1][:, None, :]).reshape(len(descriptors), each * each)
    both = (centre[0][:, :, None] * CENTRES + centre[1][:, None, :]).reshape(len(descriptors), each * each)
    order = np.argsort(sums, axis=1, kind="stable")[:, :nearest]
    return np.take_along_axis(both, order, axis=1)


def signatures(descriptors: Pixels, vocabulary: Vocabulary) -> npt.NDArray[np.uint64]:
    """Return BITS bits of each description: like descriptions differ in few."""
    above = descriptors.astype(np.float32) @ _signs() > vocabulary.middles
    return np.packbits(above, axis=1, bitorder="little").view("<u8")[:, 0]


def _signs() -> npt.NDArray[np.float32]:
    return np.random.default_rng(SEED).choice(np.array([-1, 1], np.float32), (LENGTH, BITS))


def _centres(sample: npt.NDArray[np.float32]) -> Pixels:
    """Return CENTRES means of the sample, rounded (Lloyd's algorithm); an empty one stays where it was."""
    chance = np.random.default_rng(SEED)
    centres = sample[chance.choice(len(sample), CENTRES, replace=len(sample) < CENTRES)].astype(np.uint8)
    for _ in range(ROUNDS):
        nearest = _closest(sample, centres, 1)[1][:, 0]
        counts = np.bincount(nearest, minlength=CENTRES)
        sums = np.zeros((CENTRES, sample.shape[1]))
        np.add.at(sums, nearest, sample)
        filled = counts > 0
        centres[filled] = (sums[filled] / counts[filled, None]).round().astype(np.uint8)
    return centres


def _closest(
    half: npt.NDArray[np.float32], centres: Pixels, count: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    middle = centres.astype(np.float32)
    apart = (middle**2).sum(axis=1) - 2 * (half @ middle.T)
    if count == 1:
        first = apart.argmin(axis=1)[:, None]
        return np.take_along_axis(apart, first, axis=1), first
    # Whole numbers with the centre's own behind them: no two are equal, so that any way of picking picks the same.
    ranked = apart.astype(np.int64) * CENTRES + np.arange(CENTRES)
    least = np.sort(np.partition(ranked, count, axis=1)[:, :count])
    return (least // CENTRES).astype(np.float32), least % CENTRES
