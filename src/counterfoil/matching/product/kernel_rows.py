"""Cuts texts into pieces of three bytes, hashes words, and compares rows of weighted pieces, in compiled code.

A row is a run of `ids` with a weight each; ids are hashes below SIZE, so no vocabulary has to be held, and goods and
items can be read in parts. All that is compiled stands in this one file, by which numba keeps it.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float32]
Function = TypeVar("Function", bound=Callable[..., object])

SIZE = 1 << 20  # ids; two of a text's pieces fall together once in thousands of texts
GRAM = 3  # bytes of a piece
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits well mixed; products wrap at 64 bits
_TOP = np.uint64(44)  # 64 bits less the 20 of SIZE
_BLANK = np.uint8(0x20)
MEASURES = 6  # of a pair: see `compared`


def compiled(function: Function) -> Function:
    """Return the function compiled to machine code, kept on disk; it holds no lock while it runs."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))


@compiled
def _byte(data: Bytes, place: int, start: int, stop: int) -> np.uint64:
    return np.uint64(data[place]) if start <= place < stop else np.uint64(_BLANK)


@compiled
def gram_ids(data: Bytes, offsets: Numbers, starts: Numbers) -> tuple[Ids, Weights]:
    """Return the distinct pieces of each text, a blank before and behind it, and how often each stands there.

    `starts`, one longer than there are texts, is filled with where each text's pieces begin.
    """
    room = np.int64(0)
    for row in range(len(offsets) - 1):
        room += max(offsets[row + 1] - offsets[row], 0)
    ids, counts = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.float32)
    place_of = np.full(SIZE, -1, dtype=np.int64)
    filled = 0
    for row in range(len(offsets) - 1):
        start, stop = offsets[row], offsets[row + 1]
        starts[row] = filled
        for place in range(start - 1, stop - 1):
            value = np.uint64(0)
            for further in range(GRAM):
                value = (value << np.uint64(8)) | _byte(data, place + further, start, stop)
            gram = np.int64((value * _BASE) >> _TOP)
            if place_of[gram] < starts[row]:
                place_of[gram] = filled
                ids[filled], counts[filled] = gram, 0.0
                filled += 1
            counts[place_of[gram]] += 1.0
    starts[len(offsets) - 1] = filled
    return ids[:filled].copy(), counts[:filled].copy()


@compiled
def word_ids(data: Bytes, offsets: Numbers) -> Ids:
    """Return the id of each word."""
    ids = np.empty(len(offsets) - 1, dtype=np.int32)
    for row in range(len(ids)):
        value = np.uint64(0)
        for place in range(offsets[row], offsets[row + 1]):
            value = (value + np.uint64(data[place]) + np.uint64(1)) * _BASE
            value ^= value >> np.uint64(29)
        ids[row] = np.int32((value * _BASE) >> _TOP)
    return ids


@compiled
def compared(
    left: tuple[Numbers, Ids, Weights], right: tuple[Numbers, Ids, Weights], lefts: Numbers, rights: Numbers
) -> Weights:
    """Return six measures of each pair of rows: weight in common, of the left alone, of the right alone; and the
    heaviest piece in common, of the left alone, of the right alone. Pairs ordered by `lefts` are the fastest."""
    starts, ids, weights = left
    other_starts, other_ids, other_weights = right
    measures = np.zeros((len(lefts), MEASURES), dtype=np.float32)
    held = np.zeros(SIZE, dtype=np.float32)
    for pair in range(len(lefts)):
        row, other = lefts[pair], rights[pair]
        for at in range(starts[row], starts[row + 1]):
            held[ids[at]] = weights[at]
        for at in range(other_starts[other], other_starts[other + 1]):
            one, weight = other_ids[at], other_weights[at]
            side = 0 if held[one] > 0.0 else 2
            measures[pair, side] += weight
            measures[pair, 3 + side] = max(measures[pair, 3 + side], weight)
            if side == 0:
                held[one] = -1.0
        for at in range(starts[row], starts[row + 1]):
            if held[ids[at]] > 0.0:
                measures[pair, 1] += weights[at]
                measures[pair, 4] = max(measures[pair, 4], weights[at])
            held[ids[at]] = 0.0
    return measures
