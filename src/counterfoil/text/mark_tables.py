"""Where does what lie in the mark index: one array of numbers, fit to be saved and memory-mapped as it is.

The array begins with its head and the place and length of each section. Everything that a scan needs is in it, also
how each name is written and the number of its mark. Equal names give equal numbers.
"""

from collections.abc import Mapping

import numpy as np

from counterfoil.text.hashing import Numbers, hashes_of, members_for
from counterfoil.text.lookalikes import ALIKE_PAIRS, LEET_DIGITS
from counterfoil.text.mark_index import JOINED_WITH, KINDS, Form, Name, form_of
from counterfoil.text.words import common_slots, known_slots

# The head: what the array is, its version, its length, the sum of all behind the head, what it was made of (SHA-256).
MAGIC, VERSION, LENGTH, SUM, DIGEST = 0, 1, 2, 3, 4
HEAD = 8
# Sections: the head says at SECTION where it begins and at SECTION + 1 how long it is.
# KEYS: beginnings of keys, with the list of the forms that have that key (0: it is a beginning alone, n: list n − 1);
# SLIPS: a key less one letter, or squeezed, with its form, or 2^31 + its list; PARTS: a word of a name of several
# words, with the list of what PART_FORM and the following say. Then ordinary words, dictionary words, joined words.
KEYS, KEYS_SIEVE, KEY_STARTS, KEY_ITEMS = range(8, 16, 2)
SLIPS, SLIPS_SIEVE, SLIP_STARTS, SLIP_ITEMS = range(16, 24, 2)
PARTS, PART_STARTS, PART_ITEMS = range(24, 30, 2)
KNOWN, COMMON, JOINERS = range(30, 36, 2)
# FORMS and WORDS hold records, see below; ALL_LETTERS those of all keys; ALIKE 26 × 26 letters taken for one another;
# LEET_READING two rows of ten, a letter for a digit; WRITTEN the names as UTF-8, WRITTEN_ENDS where each ends.
FORMS, WORDS, ALL_LETTERS, ALIKE, LEET_READING, WRITTEN_ENDS, WRITTEN = range(36, 50, 2)
SECTIONS = 50

FORM_SIZE = 8
MARK, FLAGS, KEY_FIRST, KEY_LENGTH, BREAKS, WORDS_FROM, WORDS_COUNT = range(7)  # of a form
KIND_FLAGS, SHORT_CAPITALS = 3, 4
LONGEST_BREAK = 63  # letters; where a name may be broken is kept for its first letters only
WORD_SIZE = 4
WORD_HASH, WORD_FIRST, WORD_LENGTH, WORD_COMMON = range(4)  # of a word of a form
SEVERAL = 1 << 31  # an answer of SLIPS from here on is a list
MOST_WORDS = 64  # of one name; `mark_index` looks for slips in shorter ones only
# An item of PARTS, in bits: form × MOST_WORDS + the word's place there; whether the letters told are those of the word
# after it or before; which letters (code modulo 32) that neighbour has: one slip changes two of them at most.
PART_FORM, PART_AFTER, PART_LETTERS = (1 << 28) - 1, 1 << 28, 29


def joined(sections: Mapping[int, Numbers]) -> Numbers:
    """Put the sections and the lists that are the same for all names one behind the other; the head stays empty."""
    sections = {
        **sections,
        KNOWN: known_slots(),
        COMMON: common_slots(),
        JOINERS: members_for(hashes_of(sorted(JOINED_WITH))),
        ALIKE: _alike(),
        LEET_READING: _leet(),
    }
    tables = np.zeros(SECTIONS + sum(map(len, sections.values())), dtype=np.int64)
    place = SECTIONS
    for section in sorted(sections):
        tables[section], tables[section + 1] = place, len(sections[section])
        tables[place : place + len(sections[section])] = sections[section]
        place += len(sections[section])
    return tables


def section(tables: Numbers, number: int) -> Numbers:
    """Return one section of the array."""
    return tables[tables[number] : tables[number] + tables[number + 1]]


def form_at(tables: Numbers, number: int) -> Form:
    """Return a form of the index, made anew from how its name is written."""
    record = tables[tables[FORMS] + FORM_SIZE * number :][:FORM_SIZE]
    ends = section(tables, WRITTEN_ENDS)
    written = section(tables, WRITTEN).view(np.uint8)[int(ends[number - 1]) if number else 0 : int(ends[number])]
    kind = KINDS[int(record[FLAGS]) & KIND_FLAGS]
    return form_of(Name(int(record[MARK]), written.tobytes().decode("utf-8", "surrogatepass"), kind))


def _alike() -> Numbers:
    alike = np.zeros((26, 26), dtype=np.int64)
    for pair in ALIKE_PAIRS:
        one, other = (ord(letter) - ord("a") for letter in sorted(pair))
        alike[one, other] = alike[other, one] = 1
    return alike.ravel()


def _leet() -> Numbers:
    return np.array([ord(letter) for reading in LEET_DIGITS for letter in reading], dtype=np.int64)
