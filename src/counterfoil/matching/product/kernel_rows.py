"""Cuts texts into words and into pieces of three bytes, and compares rows of them, in compiled code.

A row is a run of `ids` with a weight each; ids are hashes below SIZE, so no vocabulary has to be held, and items can
be read in parts. All that is compiled stands in this one file, by which numba keeps it.
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
Pieces = tuple[Numbers, Ids, Weights]  # where each row begins in the other two
Words = tuple[Numbers, Ids, Numbers, Numbers, Bytes]  # where each row begins; of each word id, first byte, last; bytes
Texts = tuple[Bytes, Numbers]  # bytes, and where each text begins in them
Function = TypeVar("Function", bound=Callable[..., object])

SIZE = 1 << 20  # ids; two of a text's pieces fall together once in thousands of texts
GRAM = 3  # bytes of a piece
SHARED, OTHER_ALONE, OWN_ALONE, RAREST_SHARED, RAREST_OTHER, RAREST_OWN = range(6)  # measures of `compared`
FOUND, LACKING, FOUND_NUMBERS, LACKING_NUMBERS, RAREST_LACKING, RAREST_NUMBER = range(6)  # measures of `covered`
PREFIX, PART, RUN = range(3)  # measures of `codes_alike`
MEASURES = 6
SHORTEST_PART = 3  # bytes of a word that counts as found within others
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits well mixed; products wrap at 64 bits
_TOP = np.uint64(44)  # 64 bits less the 20 of SIZE
_BLANK = np.uint64(0x20)
_NONE = np.float32(np.nan)


def compiled(function: Function) -> Function:
    """Return the function compiled to machine code, kept on disk; it holds no lock while it runs."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))


@compiled
def _is_digit(byte: np.uint8) -> bool:
    return 0x30 <= byte <= 0x39


@compiled
def _is_letter(byte: np.uint8) -> bool:
    """Of a folded text: a digit, a small Latin letter, or part of a letter beyond ASCII."""
    return 0x61 <= byte <= 0x7A or _is_digit(byte) or byte >= 0x80


@compiled
def gram_ids(data: Bytes, offsets: Numbers, starts: Numbers) -> tuple[Ids, Weights]:
    """Return the distinct pieces of each text, a blank before and behind it, and how often each stands there.

    `starts`, one longer than there are texts, is filled with where each text's pieces begin.
    """
    room = offsets[len(offsets) - 1] - offsets[0]
    ids, counts = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.float32)
    place_of = np.full(SIZE, -1, dtype=np.int64)
    filled = 0
    for row in range(len(offsets) - 1):
        start, stop = offsets[row], offsets[row + 1]
        starts[row] = filled
        for place in range(start - 1, stop - 1):
            value = np.uint64(0)
            for at in range(place, place + GRAM):
                value = (value << np.uint64(8)) | (np.uint64(data[at]) if start <= at < stop else _BLANK)
            gram = np.int64((value * _BASE) >> _TOP)
            if place_of[gram] < starts[row]:
                place_of[gram] = filled
                ids[filled], counts[filled] = gram, 0.0
                filled += 1
            counts[place_of[gram]] += 1.0
    starts[len(offsets) - 1] = filled
    return ids[:filled].copy(), counts[:filled].copy()


@compiled
def word_ids(data: Bytes, offsets: Numbers, starts: Numbers) -> tuple[Ids, Numbers, Numbers]:
    """Return of each text's distinct words the id, the place of the first byte, and the place behind the last one."""
    room = (offsets[len(offsets) - 1] - offsets[0] + len(offsets)) // 2 + 1
    ids, firsts, ends = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int64)
    seen = np.full(SIZE, -1, dtype=np.int64)
    filled = 0
    for row in range(len(offsets) - 1):
        starts[row] = filled
        place = offsets[row]
        while place < offsets[row + 1]:
            if not _is_letter(data[place]):
                place += 1
                continue
            first, value = place, np.uint64(0)
            while place < offsets[row + 1] and _is_letter(data[place]):
                value = (value + np.uint64(data[place]) + np.uint64(1)) * _BASE
                value ^= value >> np.uint64(29)
                place += 1
            word = np.int64((value * _BASE) >> _TOP)
            if seen[word] < row:
                seen[word] = row
                ids[filled], firsts[filled], ends[filled] = word, first, place
                filled += 1
    starts[len(offsets) - 1] = filled
    return ids[:filled].copy(), firsts[:filled].copy(), ends[:filled].copy()


@compiled
def compared(own: Pieces, other: Pieces, rows: Numbers, other_rows: Numbers) -> Weights:
    """Return, by pair of rows, the weight in common, of the other alone and of the own alone, and of each of the
    three the heaviest piece. Pairs ordered by `rows` are the fastest."""
    starts, ids, weights = own
    other_starts, other_ids, other_weights = other
    measures = np.zeros((len(rows), MEASURES), dtype=np.float32)
    held = np.zeros(SIZE, dtype=np.float32)
    for pair in range(len(rows)):
        row, beside = rows[pair], other_rows[pair]
        for at in range(starts[row], starts[row + 1]):
            held[ids[at]] = weights[at]
        for at in range(other_starts[beside], other_starts[beside + 1]):
            one, weight = other_ids[at], other_weights[at]
            side = SHARED if held[one] != 0.0 else OTHER_ALONE
            measures[pair, side] += weight
            measures[pair, RAREST_SHARED + side] = max(measures[pair, RAREST_SHARED + side], weight)
            if side == SHARED:
                held[one] = -1.0
        for at in range(starts[row], starts[row + 1]):
            if held[ids[at]] > 0.0:
                measures[pair, OWN_ALONE] += weights[at]
                measures[pair, RAREST_OWN] = max(measures[pair, RAREST_OWN], weights[at])
            held[ids[at]] = 0.0
    return measures


@compiled
def _stands_in(word: Bytes, data: Bytes, start: int, stop: int) -> bool:
    """Say whether the word stands in a text; digits alone only where no digit stands beside them."""
    size = len(word)
    is_number = True
    for byte in word:
        is_number = is_number and _is_digit(byte)
    for place in range(start, stop - size + 1):
        same = 0
        while same < size and data[place + same] == word[same]:
            same += 1
        if same == size:
            before = place > start and _is_digit(data[place - 1])
            behind = place + size < stop and _is_digit(data[place + size])
            if not (is_number and (before or behind)):
                return True
    return False


@compiled
def _has_digit(word: Bytes) -> bool:
    found = False
    for byte in word:
        found = found or _is_digit(byte)
    return found


@compiled
def covered(words: Words, rarities: Weights, other: Words, squeezed: Texts, pairs: tuple[Numbers, Numbers]) -> Weights:
    """Return how much of a text's words the other text holds, as words or within `squeezed`, its letters run together:
    the weight found and lacking, both of words with digits alone, and the heaviest word and such word that lacks."""
    starts, ids, firsts, ends, data = words
    other_starts, other_ids = other[0], other[1]
    letters, offsets = squeezed
    measures = np.zeros((len(pairs[0]), MEASURES), dtype=np.float32)
    held = np.full(SIZE, -1, dtype=np.int64)
    for pair in range(len(pairs[0])):
        row, beside = pairs[0][pair], pairs[1][pair]
        for at in range(other_starts[beside], other_starts[beside + 1]):
            held[other_ids[at]] = pair
        for at in range(starts[row], starts[row + 1]):
            word, weight = data[firsts[at] : ends[at]], rarities[ids[at]]
            found = held[ids[at]] == pair
            if not found and len(word) >= SHORTEST_PART:
                found = _stands_in(word, letters, offsets[beside], offsets[beside + 1])
            side = FOUND if found else LACKING
            has_digit = _has_digit(word)
            measures[pair, side] += weight
            if has_digit:
                measures[pair, FOUND_NUMBERS + side] += weight
            if not found:
                measures[pair, RAREST_LACKING] = max(measures[pair, RAREST_LACKING], weight)
                if has_digit:
                    measures[pair, RAREST_NUMBER] = max(measures[pair, RAREST_NUMBER], weight)
    return measures


@compiled
def codes_alike(own: Words, other: Words, rows: Numbers, other_rows: Numbers) -> Weights:
    """Return, by pair of rows, of the two codes most alike the share of their common beginning and of their longest
    common run, and that run in bytes; nan where one side has no code."""
    measures = np.full((len(rows), 3), _NONE, dtype=np.float32)
    for pair in range(len(rows)):
        row, beside = rows[pair], other_rows[pair]
        for at in range(own[0][row], own[0][row + 1]):
            for other_at in range(other[0][beside], other[0][beside + 1]):
                one, two = own[4][own[2][at] : own[3][at]], other[4][other[2][other_at] : other[3][other_at]]
                prefix, run = _alike(one, two)
                longer = max(len(one), len(two))
                for measure, value in ((PREFIX, prefix / longer), (PART, run / longer), (RUN, float(run))):
                    if not measures[pair, measure] >= value:
                        measures[pair, measure] = value
    return measures


@compiled
def _alike(one: Bytes, two: Bytes) -> tuple[int, int]:
    """Return the length of the common beginning and of the longest common run."""
    prefix, longest = 0, 0
    for first in range(len(one)):
        for other_first in range(len(two)):
            run = 0
            while (
                first + run < len(one) and other_first + run < len(two) and one[first + run] == two[other_first + run]
            ):
                run += 1
            longest = max(longest, run)
            if first == 0 and other_first == 0:
                prefix = run
    return prefix, longest
