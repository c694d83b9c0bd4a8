"""Compiled: which names is one word, whatever stands around it? As `mark_search._read_alone` says.

Digits run together with a name, one slip, a name run together with another word.
"""

import numpy as np

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import BASE, POWERS, Numbers, answer_in, passes
from counterfoil.text.kernel_edits import hash_letters, is_slip, squeezed
from counterfoil.text.kernel_hits import FORM, MISSPELLED, MISSPELLED_PERHAPS, NUMBERED, put, put_all
from counterfoil.text.kernel_joined import inside
from counterfoil.text.kernel_known import is_known, key_list
from counterfoil.text.kernel_words import FIRSTS, HASHES, LENGTHS, LETTERS
from counterfoil.text.mark_index import SHORTEST_FOR_ALIKE
from counterfoil.text.mark_tables import (
    ALL_LETTERS,
    FORM_SIZE,
    FORMS,
    KEY_FIRST,
    KEY_LENGTH,
    SEVERAL,
    SLIP_ITEMS,
    SLIP_STARTS,
    SLIPS,
    SLIPS_SIEVE,
)


@compiled
def alone(row: Numbers, word: int, text: int, size: int, hits: Numbers, tables: Numbers) -> int:
    """Add the names that the word is read as; return the number of hits, or NO_ROOM."""
    letters = row[LETTERS, row[FIRSTS, word] : row[FIRSTS, word] + row[LENGTHS, word]]
    value = row[HASHES, word]
    if key_list(value, tables) >= 0:
        return size
    digits, strange = False, False
    for place in range(len(letters)):
        digits |= 48 <= letters[place] <= 57
        strange |= letters[place] >= 128
    if digits:
        found = numbered(letters, tables)
        if found >= 0:
            return put_all(row, word, found, NUMBERED, text, size, hits, tables)
    if size < 0 or is_known(letters, tables):
        return size
    if not digits:
        size = _misspelled(
            row, word, letters, value, MISSPELLED_PERHAPS if strange else MISSPELLED, text, size, hits, tables
        )
    return inside(row, word, letters, text, size, hits, tables) if size >= 0 else size


@compiled
def numbered(letters: Numbers, tables: Numbers) -> int:
    """Return the list of the name that stands between digits alone (gucci2024), or −1."""
    start, end = 0, len(letters)
    while start < end and 48 <= letters[start] <= 57:
        start += 1
    while end > start and 48 <= letters[end - 1] <= 57:
        end -= 1
    for place in range(start, end):
        if 48 <= letters[place] <= 57:
            return -1
    return key_list(hash_letters(letters[start:end]), tables) if end - start >= SHORTEST_FOR_ALIKE else -1


@compiled
def _misspelled(
    row: Numbers, word: int, letters: Numbers, value: int, manner: int, text: int, size: int, hits: Numbers,
    tables: Numbers,
) -> int:  # fmt: skip
    """Add the forms that the word is a slip of, each once."""
    begin = size
    size = _deletions(row, word, letters, value, letters, manner, text, begin, size, hits, tables)
    for place in range(1, len(letters)):
        if letters[place] == letters[place - 1]:
            tight = squeezed(letters)
            return _deletions(row, word, tight, hash_letters(tight), letters, manner, text, begin, size, hits, tables)
    return size


@compiled
def _deletions(
    row: Numbers, word: int, letters: Numbers, value: int, written: Numbers, manner: int, text: int, begin: int,
    size: int, hits: Numbers, tables: Numbers,
) -> int:  # fmt: skip
    size = _led_to(row, word, value, written, manner, text, begin, size, hits, tables)
    before = np.int64(0)
    for place in range(len(letters)):
        after = len(letters) - place - 1
        through = before * BASE + letters[place] + 1
        rest = before * POWERS[after] + value - through * POWERS[after]
        size = _led_to(row, word, rest, written, manner, text, begin, size, hits, tables)
        before = through
    return size


@compiled
def _led_to(
    row: Numbers, word: int, value: int, written: Numbers, manner: int, text: int, begin: int, size: int,
    hits: Numbers, tables: Numbers,
) -> int:  # fmt: skip
    if size < 0 or not passes(value, tables[SLIPS_SIEVE], tables[SLIPS_SIEVE + 1], tables):
        return size
    found = answer_in(value, tables[SLIPS], tables[SLIPS + 1], tables)
    if found < 0:
        return size
    if found < SEVERAL:
        return _if_slip(row, word, found, written, manner, text, begin, size, hits, tables)
    starts, items = tables[SLIP_STARTS] + found - SEVERAL, tables[SLIP_ITEMS]
    for item in range(tables[starts], tables[starts + 1]):
        size = _if_slip(row, word, tables[items + item], written, manner, text, begin, size, hits, tables)
    return size


@compiled
def _if_slip(
    row: Numbers, word: int, form: int, written: Numbers, manner: int, text: int, begin: int, size: int,
    hits: Numbers, tables: Numbers,
) -> int:  # fmt: skip
    """Add a form unless it was added before or the word is no slip of it."""
    for hit in range(begin, size):
        if hits[hit, FORM] == form:
            return size
    record = tables[FORMS] + FORM_SIZE * form
    first = tables[ALL_LETTERS] + tables[record + KEY_FIRST]
    if size < 0 or not is_slip(written, tables[first : first + tables[record + KEY_LENGTH]], tables):
        return size
    return put(row, word, word, form, manner, text, size, hits)
