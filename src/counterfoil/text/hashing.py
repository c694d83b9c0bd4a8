"""How are words looked up without making strings? By a 64-bit polynomial hash of their characters.

The hash of two words run together follows from their own hashes, so the search rolls it over neighbouring words.
Compiled functions take few and plain arrays: each array that is handed on costs more than the lookup itself.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from counterfoil.text.compiled import compiled

Numbers = npt.NDArray[np.int64]

BASE = np.int64(-7046029254386353131)  # 0x9E3779B97F4A7C15: odd, its bits well mixed; products wrap at 64 bits
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
LONGEST_POWER = 256  # letters; no name is longer
POWERS = np.array([pow(int(BASE), n, 1 << 64) for n in range(LONGEST_POWER + 1)], dtype=np.uint64).view(np.int64)
EMPTY = np.int64(-1)


def hashes_of(words: Sequence[str]) -> Numbers:
    """Return the hash of each word."""
    letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    ends = np.cumsum(np.fromiter((len(word) for word in words), dtype=np.int64, count=len(words)))
    return _hash_all(letters, ends)


def slots_for(hashes: Numbers) -> Numbers:
    """Return an open-addressing table of distinct hashes, at most half full: by turns a hash and its position.

    The two lie side by side, so that a lookup touches memory in one place.
    """
    size = 1 << max(4, int(np.ceil(np.log2(2 * len(hashes) + 1))))
    slots = np.full(2 * size, EMPTY, dtype=np.int64)
    _fill(slots, hashes)
    return slots


@compiled
def _hash_all(letters: Numbers, ends: Numbers) -> Numbers:
    hashes = np.zeros(len(ends), dtype=np.int64)
    start = 0
    for word in range(len(ends)):
        for place in range(start, ends[word]):
            hashes[word] = hashes[word] * BASE + letters[place] + 1
        start = ends[word]
    return hashes


@compiled
def slot_of(value: int, mask: int) -> int:
    """Return the slot that a hash is looked for in first."""
    mixed = np.uint64(value)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _SPREAD
    return np.int64((mixed >> np.uint64(20)) & np.uint64(mask))


@compiled
def _fill(slots: Numbers, hashes: Numbers) -> None:
    mask = len(slots) // 2 - 1
    for position in range(len(hashes)):
        slot = slot_of(hashes[position], mask)
        while slots[2 * slot + 1] != EMPTY:
            slot = (slot + 1) & mask
        slots[2 * slot], slots[2 * slot + 1] = hashes[position], position


@compiled
def is_member(letters: npt.NDArray[np.uint32], slots: Numbers) -> bool:
    """Say whether the hash of a word stands in a table of `slots_for`."""
    value = np.int64(0)
    for place in range(len(letters)):
        value = value * BASE + np.int64(letters[place]) + 1
    mask = len(slots) // 2 - 1
    slot = slot_of(value, mask)
    while slots[2 * slot + 1] != EMPTY:
        if slots[2 * slot] == value:
            return True
        slot = (slot + 1) & mask
    return False
