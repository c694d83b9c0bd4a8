"""How are words looked up without making strings? By a 64-bit polynomial hash of their characters.

The hash of two words run together follows from their own hashes, so the search rolls it over neighbouring words.
A lookup's slot is 8 bytes: half of the hash and the answer. The other half says where the slot lies, so that what
is found by mistake is one in billions; what a wrong answer would spoil is compared letter by letter besides.
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
_HALF = np.uint64(32)
_LOW = np.int64(0xFFFFFFFF)
LOAD = 0.6  # of the slots that are used
BITS_PER_HASH = 12  # of a sieve, of which two are set: about 3 in 100 strangers pass


def hashes_of(words: Sequence[str]) -> Numbers:
    """Return the hash of each word."""
    letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    ends = np.cumsum(np.fromiter((len(word) for word in words), dtype=np.int64, count=len(words)))
    return _hash_all(letters, ends)


def slots_for(hashes: Numbers, answers: Numbers) -> Numbers:
    """Return an open-addressing table of distinct hashes and their answers, whole numbers below 2^32 − 1."""
    slots = np.zeros(int(len(hashes) / LOAD) + 2, dtype=np.int64)
    _fill(slots, hashes, answers)
    return slots


def members_for(hashes: Numbers) -> Numbers:
    """Return a table that says of a hash only whether it is one of these; two slots lie in each number."""
    slots = np.zeros(int(len(hashes) / LOAD / 2) + 2, dtype=np.int64)
    _fill_members(slots, hashes)
    return slots


def sieve_for(hashes: Numbers) -> Numbers:
    """Return a Bloom filter of one number a lookup (Putze et al. 2007, https://doi.org/10.1007/978-3-540-72845-0_9)."""
    sieve = np.zeros(len(hashes) * BITS_PER_HASH // 64 + 1, dtype=np.int64)
    _fill_sieve(sieve, hashes)
    return sieve


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
def mixed(value: int) -> np.uint64:
    """Return a hash with its bits mixed, which loses nothing of it."""
    bits = np.uint64(value)
    return (bits ^ (bits >> np.uint64(29))) * _SPREAD


@compiled
def slot_of(bits: np.uint64, size: int) -> int:
    """Return the slot, of `size`, that mixed bits are looked for in first."""
    return np.int64(((bits >> _HALF) * np.uint64(size)) >> _HALF)


@compiled
def _fill(slots: Numbers, hashes: Numbers, answers: Numbers) -> None:
    for at in range(len(hashes)):
        bits = mixed(hashes[at])
        slot = slot_of(bits, len(slots))
        while slots[slot] != 0:
            slot = slot + 1 if slot + 1 < len(slots) else 0
        slots[slot] = np.int64(bits << _HALF) | (answers[at] + 1)


@compiled
def answer_in(value: int, place: int, size: int, tables: Numbers) -> int:
    """Return the answer of a hash in the lookup of `size` slots at `place`, or −1."""
    bits = mixed(value)
    wanted = np.int64(bits << _HALF)
    slot = slot_of(bits, size)
    while True:
        entry = tables[place + slot]
        if entry == 0:
            return -1
        if (entry ^ wanted) >> 32 == 0:
            return (entry & _LOW) - 1
        slot = slot + 1 if slot + 1 < size else 0


@compiled
def _mark_of(bits: np.uint64) -> int:
    mark = np.int64(bits) & _LOW
    return mark if mark != 0 else 1


@compiled
def _fill_members(slots: Numbers, hashes: Numbers) -> None:
    size = 2 * len(slots)
    for at in range(len(hashes)):
        bits = mixed(hashes[at])
        slot = slot_of(bits, size)
        while (slots[slot >> 1] >> (32 * (slot & 1))) & _LOW != 0:
            slot = slot + 1 if slot + 1 < size else 0
        slots[slot >> 1] |= _mark_of(bits) << (32 * (slot & 1))


@compiled
def is_member(value: int, place: int, length: int, tables: Numbers) -> bool:
    """Say whether a hash stands in the table of `members_for` at `place`, of `length` numbers."""
    bits = mixed(value)
    wanted, size = _mark_of(bits), 2 * length
    slot = slot_of(bits, size)
    while True:
        mark = (tables[place + (slot >> 1)] >> (32 * (slot & 1))) & _LOW
        if mark == 0:
            return False
        if mark == wanted:
            return True
        slot = slot + 1 if slot + 1 < size else 0


@compiled
def _fill_sieve(sieve: Numbers, hashes: Numbers) -> None:
    for at in range(len(hashes)):
        bits = mixed(hashes[at])
        sieve[slot_of(bits, len(sieve))] |= (np.int64(1) << np.int64(bits & np.uint64(63))) | (
            np.int64(1) << np.int64((bits >> np.uint64(6)) & np.uint64(63))
        )


@compiled
def passes(value: int, place: int, length: int, tables: Numbers) -> bool:
    """Say whether a hash may be in what the sieve at `place` was made of; a no is sure."""
    bits = mixed(value)
    held = tables[place + slot_of(bits, length)]
    first, second = np.int64(bits & np.uint64(63)), np.int64((bits >> np.uint64(6)) & np.uint64(63))
    return (held >> first) & (held >> second) & 1 != 0


@compiled
def hash_is_member(letters: npt.NDArray[np.uint32], slots: Numbers) -> bool:
    """Say whether the hash of a word stands in a table of `members_for`."""
    value = np.int64(0)
    for place in range(len(letters)):
        value = value * BASE + np.int64(letters[place]) + 1
    return is_member(value, 0, len(slots), slots)
