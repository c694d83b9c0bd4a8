"""Compiled: how does one spelling differ from another by a single slip? As `edits` and `mark_search.is_slip` say.

Letters are slices of the arrays that hold them.
"""

import numpy as np

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import BASE, Numbers
from counterfoil.text.mark_index import SHORTEST_FOR_SLIPS
from counterfoil.text.mark_tables import ALIKE

SMALL_S = ord("s")


@compiled
def is_slip(written: Numbers, meant: Numbers, tables: Numbers) -> bool:
    """The compiled `mark_search.is_slip`."""
    if is_plural_of(written, meant):
        return False
    how = slip_of(written, meant, tables)
    if how == 0:
        tight, wanted = squeezed(written), squeezed(meant)
        if equal(tight, 0, wanted, 0):
            how = 1
        elif _is_stretched(written):
            how = min(1, slip_of(tight, wanted, tables))
    if len(meant) < SHORTEST_FOR_SLIPS:
        return how == 2
    return how > 0


@compiled
def is_plural_of(many: Numbers, one: Numbers) -> bool:
    """True when a word is another one and an s: `mark_search.is_plural_of`."""
    if len(many) != len(one) + 1 or many[len(one)] != SMALL_S or (len(one) > 0 and one[len(one) - 1] == SMALL_S):
        return False
    return equal(many[: len(one)], 0, one, 0)


@compiled
def _is_stretched(letters: Numbers) -> bool:
    """True when some letter stands three times in a row: baleaaanciaga."""
    for place in range(2, len(letters)):
        if letters[place] == letters[place - 1] == letters[place - 2]:
            return True
    return False


@compiled
def slip_of(written: Numbers, meant: Numbers, tables: Numbers) -> int:
    """0: none or several; 1: one slip; 2: one letter replaced by one that is alike."""
    a, b = len(written), len(meant)
    if abs(a - b) > 1:
        return 0
    start = 0
    while start < a and start < b and written[start] == meant[start]:
        start += 1
    if a == b and start == a:
        return 0
    if a > b:
        return 1 if equal(written, start + 1, meant, start) else 0
    if a < b:
        return 1 if equal(written, start, meant, start + 1) else 0
    if equal(written, start + 1, meant, start + 1):
        x, y = written[start] - 97, meant[start] - 97
        return 2 if 0 <= x < 26 and 0 <= y < 26 and tables[tables[ALIKE] + 26 * x + y] else 1
    swapped = start + 1 < a and written[start] == meant[start + 1] and written[start + 1] == meant[start]
    return 1 if swapped and equal(written, start + 2, meant, start + 2) else 0


@compiled
def equal(a: Numbers, from_a: int, b: Numbers, from_b: int) -> bool:
    """True when the rests of two words are the same."""
    if len(a) - from_a != len(b) - from_b:
        return False
    for place in range(len(a) - from_a):
        if a[from_a + place] != b[from_b + place]:
            return False
    return True


@compiled
def squeezed(letters: Numbers) -> Numbers:
    """Return the letters with every run of one letter written once."""
    tight = np.empty(len(letters), dtype=np.int64)
    size = 0
    for place in range(len(letters)):
        if place == 0 or letters[place] != letters[place - 1]:
            tight[size] = letters[place]
            size += 1
    return tight[:size]


@compiled
def hash_letters(letters: Numbers) -> int:
    """Return the hash of a word."""
    value = np.int64(0)
    for place in range(len(letters)):
        value = value * BASE + letters[place] + 1
    return value
