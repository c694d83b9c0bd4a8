"""Compiled: characters of UTF-8 and their kinds, and texts put together from pieces of others."""

import numpy as np
import numpy.typing as npt

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import Numbers
from counterfoil.text.letter_kinds import COVERED, FIRST_SELECTOR, LAST_SELECTOR, LETTER, MARK, NUMBER

Bytes = npt.NDArray[np.uint8]
IN_WORD = LETTER | MARK | NUMBER


@compiled
def kind_at(data: Bytes, place: int, kinds: Numbers) -> tuple[int, int]:
    """Return the kinds of the character that begins here and the place behind it (RFC 3629)."""
    first = np.int64(data[place])
    if first < 0x80:
        return kinds[first], place + 1
    size = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    code = first & (0xFF >> (size + 1))
    for further in range(1, size):
        code = (code << 6) | np.int64(data[place + further] & 0x3F)
    if code < COVERED:
        return kinds[code], place + size
    return (MARK if FIRST_SELECTOR <= code <= LAST_SELECTOR else 0), place + size


@compiled
def cut(data: Bytes, starts: Numbers, ends: Numbers) -> tuple[Bytes, Numbers]:
    """Return the pieces of the bytes from each start to its end, one behind the other, and where each begins."""
    offsets = np.zeros(len(starts) + 1, dtype=np.int64)
    for piece in range(len(starts)):
        offsets[piece + 1] = offsets[piece] + ends[piece] - starts[piece]
    pieces = np.empty(offsets[-1], dtype=np.uint8)
    for piece in range(len(starts)):
        pieces[offsets[piece] : offsets[piece + 1]] = data[starts[piece] : ends[piece]]
    return pieces, offsets


@compiled
def copy(data: Bytes, start: int, end: int, out: Bytes, size: int) -> int:
    """Write a piece of the bytes behind those that `out` holds; return how many it holds then."""
    for at in range(start, end):
        out[size] = data[at]
        size += 1
    return size


@compiled
def order(data: Bytes, one: int, one_end: int, other: int, other_end: int) -> int:
    """Return less than, equal to or more than nought, as the one piece comes before, with or after the other."""
    for step in range(min(one_end - one, other_end - other)):
        difference = np.int64(data[one + step]) - np.int64(data[other + step])
        if difference != 0:
            return int(difference)
    return (one_end - one) - (other_end - other)
