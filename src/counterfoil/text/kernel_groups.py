"""Compiled: which hashes are alike? Found with an open-addressing table, several times as fast as by sorting them."""

import numpy as np

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import LOAD, Numbers, mixed, slot_of

NOBODY = 0  # in a slot; else the number of the hash that lies there, plus one


@compiled
def grouped(pairs: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return the distinct hashes of pairs of a hash and an item, where the items of each begin, and all items.

    Hashes stand in the order in which they first come, and so do the items of each.
    """
    slots, hashes = _slots(len(pairs)), np.empty(len(pairs), dtype=np.int64)
    group_of, ends = np.empty(len(pairs), dtype=np.int64), np.zeros(len(pairs) + 1, dtype=np.int64)
    size = 0
    for at in range(len(pairs)):
        slot = _slot(pairs[at, 0], slots, hashes)
        if slots[slot] == NOBODY:
            hashes[size] = pairs[at, 0]
            size += 1
            slots[slot] = size
        group_of[at] = slots[slot] - 1
        ends[slots[slot]] += 1
    starts = np.cumsum(ends[: size + 1])
    items, free = np.empty(len(pairs), dtype=np.int64), starts.copy()
    for at in range(len(pairs)):
        items[free[group_of[at]]] = pairs[at, 1]
        free[group_of[at]] += 1
    return hashes[:size].copy(), starts, items


@compiled
def others(hashes: Numbers, known: Numbers) -> Numbers:
    """Return the distinct hashes that are none of the `known`, which are distinct themselves, in the order in which
    they first come."""
    held = np.concatenate((known, hashes))  # the known, then those that are found: never more than were read
    slots, size = _slots(len(held)), 0
    for at in range(len(held)):
        value = held[at]
        slot = _slot(value, slots, held)
        if at < len(known) or slots[slot] == NOBODY:
            held[size] = value
            size += 1
            slots[slot] = size
    return held[len(known) : size].copy()


@compiled
def _slots(most: int) -> Numbers:
    return np.full(int(most / LOAD) + 2, NOBODY, dtype=np.int64)


@compiled
def _slot(value: int, slots: Numbers, held: Numbers) -> int:
    """Return the slot that a hash lies in, or the empty one that it belongs in."""
    slot = slot_of(mixed(value), len(slots))
    while slots[slot] != NOBODY and held[slots[slot] - 1] != value:
        slot = slot + 1 if slot + 1 < len(slots) else 0
    return slot
