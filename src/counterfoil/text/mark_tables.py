"""The mark index as one array of numbers: what the compiled scan looks up, fit to be saved and memory-mapped.

The array begins with the places of its sections; each lookup of lists has four (slots of hashes and positions, their
mask, starts of the lists, items). Everything is derived from the names given: equal names give equal bytes.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from counterfoil.text.hashing import LONGEST_POWER, Numbers, hashes_of, slots_for
from counterfoil.text.lookalikes import ALIKE_PAIRS, LEET_DIGITS
from counterfoil.text.mark_index import JOINED_WITH, MarkIndex
from counterfoil.text.words import known_slots

MOST_WORDS = 64  # of one name
LONGEST_BREAK = 63  # letters; where a word of a name ends is kept for its first letters only

# Lookups: key or its plural → forms; beginnings of keys; key less one letter, or squeezed → forms; word of a name of
# several words → form × MOST_WORDS + its place there; ordinary words; words that sellers join to a mark.
KEYS, BEGINNINGS, SLIPS, PARTS, KNOWN, JOINERS = (4 * n for n in range(6))
SLOTS, SLOT_MASK, LIST_STARTS, LIST_ITEMS = range(4)
# Of each form: its mark; 1 if the name is a mark's own and 2 if it is short capitals; first letter and length of its
# key; bit n set if a word ends after n letters; its first word. Of each word: first letter, length, hash.
MARK, FLAGS, KEY_FIRST, KEY_LENGTH, BREAKS, WORDS_FROM, WORD_FIRST, WORD_LENGTH, WORD_HASH, ALL_LETTERS = range(30, 40)
ALIKE, LEET_READING = 40, 41  # 26 × 26 letters taken for one another; two rows of ten, a letter for a digit or 0
SECTIONS = 42
OWN_NAME, SHORT_CAPITALS = 1, 2


def tables_of(index: MarkIndex) -> Numbers:
    """Return the array of an index."""
    keys = {spelling: numbers for spelling, numbers in index.by_key.items() if len(spelling) <= LONGEST_POWER}
    slip_keys = index.by_deletion.keys() | index.by_squeezed.keys()
    slips = {part: index.by_deletion.get(part, ()) + index.by_squeezed.get(part, ()) for part in slip_keys}
    sections: dict[int, Numbers] = {}
    for base, lists in ((KEYS, keys), (SLIPS, slips), (PARTS, _parts(index))):
        sections |= _lists(base, lists)
    for base, members in ((BEGINNINGS, index.beginnings), (JOINERS, JOINED_WITH)):
        sections |= _members(base, members)
    sections[KNOWN + SLOTS] = known_slots()
    return _joined(sections | _forms(index) | {ALIKE: _alike(), LEET_READING: _leet()})


def _joined(sections: Mapping[int, Numbers]) -> Numbers:
    """Put the sections one behind the other, their places in front; a mask stands in its place itself."""
    masks = {
        base + SLOT_MASK: len(sections[base + SLOTS]) // 2 - 1
        for base in (KEYS, BEGINNINGS, SLIPS, PARTS, KNOWN, JOINERS)
    }
    header = np.zeros(SECTIONS, dtype=np.int64)
    place, parts = SECTIONS, [header]
    for section in sorted(sections):
        header[section] = place
        place += len(sections[section])
        parts.append(sections[section])
    for section, mask in masks.items():
        header[section] = mask
    return np.concatenate(parts)


def _lists(base: int, lists: Mapping[str, Sequence[int]]) -> dict[int, Numbers]:
    ordered = sorted(lists)
    hashes = hashes_of(ordered)
    lengths = np.fromiter((len(lists[text]) for text in ordered), dtype=np.int64, count=len(ordered))
    items = np.fromiter((number for text in ordered for number in lists[text]), dtype=np.int64)
    return {
        base + SLOTS: slots_for(hashes),
        base + LIST_STARTS: _starts(lengths),
        base + LIST_ITEMS: items,
    }


def _members(base: int, members: Iterable[str]) -> dict[int, Numbers]:
    hashes = hashes_of(sorted(members))
    return {base + SLOTS: slots_for(hashes)}


def _starts(lengths: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])


def _parts(index: MarkIndex) -> dict[str, list[int]]:
    """Return, for each word of names of several words, the forms that hold it and the place where."""
    return {
        word: [
            number * MOST_WORDS + place
            for number in numbers
            for place, part in enumerate(index.forms[number].words[:MOST_WORDS])
            if part == word
        ]
        for word, numbers in index.by_word.items()
    }


def _forms(index: MarkIndex) -> dict[int, Numbers]:
    forms = index.forms
    words = [word for form in forms for word in form.words]
    key_lengths = np.array([len(form.key) for form in forms], dtype=np.int64)
    word_lengths = np.array([len(word) for word in words], dtype=np.int64)
    flags = [OWN_NAME * (form.name.kind == "mark") + SHORT_CAPITALS * form.is_short_capitals for form in forms]
    breaks = [sum(1 << place for place in form.breaks if place < LONGEST_BREAK) for form in forms]
    return {
        MARK: np.array([form.name.mark for form in forms], dtype=np.int64),
        FLAGS: np.array(flags, dtype=np.int64),
        KEY_FIRST: _starts(key_lengths),
        KEY_LENGTH: key_lengths,
        BREAKS: np.array(breaks, dtype=np.int64),
        WORDS_FROM: _starts(np.array([len(form.words) for form in forms], dtype=np.int64)),
        WORD_FIRST: _starts(word_lengths),
        WORD_LENGTH: word_lengths,
        WORD_HASH: hashes_of(words),
        ALL_LETTERS: np.array([ord(letter) for form in forms for letter in form.key], dtype=np.int64),
    }


def _alike() -> Numbers:
    alike = np.zeros((26, 26), dtype=np.int64)
    for pair in ALIKE_PAIRS:
        one, other = (ord(letter) - ord("a") for letter in sorted(pair))
        alike[one, other] = alike[other, one] = 1
    return alike.ravel()


def _leet() -> Numbers:
    digits, readings = LEET_DIGITS
    leet = np.zeros((len(readings), 10), dtype=np.int64)
    for row, reading in enumerate(readings):
        for digit, letter in zip(digits, reading, strict=True):
            leet[row, int(digit)] = ord(letter)
    return leet.ravel()
