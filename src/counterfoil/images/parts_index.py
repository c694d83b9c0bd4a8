"""Which known pictures share places with this one, whatever stands round them? An inverted file of words.

So a picture is found of which only a part is shown, or which is a part of what is shown: the hash of the whole cannot.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterfoil.images.decode import Pixels
from counterfoil.images.kernel_index import Found, Rows, scan_words
from counterfoil.images.vocabulary import BITS, WORDS, Vocabulary, learned, signatures, words

RADIUS = 20  # bits of 64 between signatures of one place
ASKED_WORDS = 8  # that a place looked for may say: a worn picture says another word than the known one
ROOM = 1 << 16


class PartsIndex(NamedTuple):
    """`starts`: where each word's places begin in `places` (their numbers) and `signatures`; `ends`: of each picture,
    the number after its last place.
    """

    vocabulary: Vocabulary
    starts: Rows
    places: Rows
    signatures: npt.NDArray[np.uint64]
    ends: npt.NDArray[np.int64]


class Shared(NamedTuple):
    """What one known picture shares: number of the known `picture`, and of the `asked` and the `known` places."""

    picture: int
    asked: npt.NDArray[np.int64]
    known: npt.NDArray[np.int64]


def parts_index(descriptors: Pixels, ends: npt.NDArray[np.int64]) -> PartsIndex:
    """Return the index of the descriptions of all pictures, one after the other, each up to its end."""
    vocabulary = learned(descriptors)
    said = words(descriptors, vocabulary)[:, 0]
    order = np.argsort(said, kind="stable").astype(np.uint32)
    starts = np.concatenate([[0], np.cumsum(np.bincount(said, minlength=WORDS))]).astype(np.uint32)
    return PartsIndex(vocabulary, starts, order, signatures(descriptors, vocabulary)[order], ends)


def shared(descriptors: Pixels, index: PartsIndex, *, most: int) -> list[Shared]:
    """Return what the likeliest pictures share with these descriptions, at most so many, the likeliest first.

    A place that many pictures share says little of each; pictures of equal likelihood come in the index's order.
    """
    found = _found(descriptors, index)
    picture = np.searchsorted(index.ends, found[:, 1], side="right")
    order = np.argsort((found[:, 0] * len(index.ends) + picture) * (BITS + 1) + found[:, 2], kind="stable")
    asked, known, picture = found[order, 0], found[order, 1], picture[order]
    first = np.ones(len(asked), dtype=bool)
    first[1:] = (asked[1:] != asked[:-1]) | (picture[1:] != picture[:-1])
    asked, known, picture = asked[first], known[first], picture[first]
    spread = np.bincount(asked, minlength=len(descriptors))
    votes = np.bincount(picture, weights=1 / np.sqrt(spread[asked]), minlength=len(index.ends)).round(6)
    best = np.argsort(-votes, kind="stable")[:most]
    begin = np.concatenate([[0], index.ends])
    answers = []
    for one in best[votes[best] > 0]:
        here = picture == one
        answers.append(Shared(int(one), asked[here], known[here] - begin[one]))
    return answers


def _found(descriptors: Pixels, index: PartsIndex) -> Found:
    said = words(descriptors, index.vocabulary, nearest=ASKED_WORDS)
    signed = signatures(descriptors, index.vocabulary)
    found = np.zeros((ROOM, 3), dtype=np.int64)
    while (count := scan_words(said, signed, index.starts, index.places, index.signatures, RADIUS, found)) > len(found):
        found = np.zeros((count, 3), dtype=np.int64)
    return found[:count]
