"""Compiled: scan rows of text for names in one pass.

Rows in which every name stands plainly are answered here. A row in which a name may be broken up, disguised,
misspelled or joined is marked as one to be read by `mark_search`, which alone knows what that means.
"""

import numpy as np
import numpy.typing as npt

from counterfoil.text.characters import COVERED, DISGUISE_BIT
from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import LONGEST_POWER, POWERS, Numbers
from counterfoil.text.kernel_slips import A_SLIP, NO_SLIP, add_slips, is_beginning, position_of, slip_in
from counterfoil.text.kernel_words import (
    ENDS,
    FIRSTS,
    FOLDED,
    HASHES,
    LEET,
    LENGTHS,
    LETTERS,
    ORIGIN,
    ORIGINAL,
    STARTS,
    TAKEN,
    cut_row,
    decode,
    fold_row,
)
from counterfoil.text.mark_index import LONGEST_ABBREVIATION, MOST_PIECES
from counterfoil.text.mark_tables import (
    BEGINNINGS,
    BREAKS,
    FLAGS,
    KEYS,
    LIST_ITEMS,
    LIST_STARTS,
    LONGEST_BREAK,
    MARK,
    OWN_NAME,
    SHORT_CAPITALS,
)

ROW, FORM, FIRST_WORD, LAST_WORD, START, END, MISSPELLED = range(7)  # columns of a hit
HIT_COLUMNS = 7
DOT = ord(".")
MOST_SLIPS = 64  # names that one word may be a slip of; a row with more is read again
MOST_HITS = 1_000  # in one row; the sort below is made for a few, rows with more are read again
PLAIN, READ_AGAIN, NO_ROOM, NOT_HERE = -1, -2, -3, -4  # outcomes below zero; others are numbers of hits


@compiled
def scan(
    data: npt.NDArray[np.uint8],
    offsets: Numbers,
    begin: int,
    size: int,
    longest: int,
    room: Numbers,
    memo: Numbers,
    hits: Numbers,
    again: npt.NDArray[np.uint8],
    characters: Numbers,
    tables: Numbers,
    slips: bool,
) -> tuple[int, int]:
    """Scan the texts from `begin` on, adding to `size` hits; return the next text to scan and the number of hits.

    `again` is set for each text that is to be read again, those of more than `longest` bytes among them. The next
    text is less than the number of texts when the room for hits was used up.
    """
    for text in range(begin, len(offsets) - 1):
        start, end = offsets[text], offsets[text + 1]
        again[text] = end - start > longest
        if start == end or again[text]:
            continue
        count = fold_row(room, decode(data, start, end, room), characters)
        outcome = (
            _scan_row(room, count, text, size, memo, hits, characters, tables, slips) if count >= 0 else READ_AGAIN
        )
        if outcome == NO_ROOM:
            return text, size
        if outcome == READ_AGAIN:
            again[text] = 1
        else:
            size = outcome
    return len(offsets) - 1, size


@compiled
def _scan_row(
    row: Numbers,
    count: int,
    text: int,
    size: int,
    memo: Numbers,
    hits: Numbers,
    characters: Numbers,
    tables: Numbers,
    slips: bool,
) -> int:
    words = cut_row(row, count, characters)
    more = _spelled(row, words, text, size, memo, hits, characters, tables)
    if more < 0 or more - size > MOST_HITS:
        return more if more < 0 else READ_AGAIN
    if slips:
        row[TAKEN, :words] = 0
        for hit in range(size, more):
            row[TAKEN, hits[hit, FIRST_WORD] : hits[hit, LAST_WORD] + 1] = 1
        more = _slipped(row, words, text, more, memo, hits, tables)
        if more < 0:
            return more
    return _longest(hits, size, more, tables) if more - size > 1 else more


@compiled
def _spelled(
    row: Numbers, words: int, text: int, size: int, memo: Numbers, hits: Numbers, characters: Numbers, tables: Numbers
) -> int:
    """Add the names whose letters stand in the row, as long as each stands plainly; return the number of hits."""
    for first in range(words):
        if not is_beginning(row[HASHES, first], memo, tables):
            continue
        value, length, ends, singles = row[HASHES, first], row[LENGTHS, first], np.int64(0), 0
        for last in range(first, min(first + MOST_PIECES, words)):
            if last > first:
                added = row[LENGTHS, last]
                if length + added > LONGEST_POWER:
                    break
                singles = singles + 1 if row[LENGTHS, last - 1] == 1 else 0
                if not (0 < singles < LONGEST_ABBREVIATION and _is_dotted(row, last)):
                    ends |= np.int64(1) << min(length, LONGEST_BREAK)
                length += added
                value = value * POWERS[added] + row[HASHES, last]
                if position_of(value, BEGINNINGS, tables) < 0:
                    break
            key = position_of(value, KEYS, tables)
            if key >= 0:
                size = _add(row, first, last, key, ends, text, size, hits, characters, tables)
                if size < 0:
                    return size
    return size


@compiled
def _is_dotted(row: Numbers, word: int) -> bool:
    """True when a word is one letter after a dot, as the S of U.S."""
    end = row[ENDS, word - 1]
    return row[LENGTHS, word] == 1 and row[STARTS, word] == end + 1 and row[FOLDED, end] == DOT


@compiled
def _slipped(row: Numbers, words: int, text: int, size: int, memo: Numbers, hits: Numbers, tables: Numbers) -> int:
    """Add the names that words not taken are a slip of; return the number of hits, or an outcome."""
    forms = np.empty(MOST_SLIPS, dtype=np.int64)
    for word in range(words):
        if row[TAKEN, word]:
            continue
        found = slip_in(row, word, words, memo, tables)
        if found == NO_SLIP:
            continue
        letters = row[LETTERS, row[FIRSTS, word] : row[FIRSTS, word] + row[LENGTHS, word]]
        count = add_slips(letters, row[HASHES, word], forms, tables) if found == A_SLIP else -1
        if count < 0:
            return READ_AGAIN
        for place in range(count):
            if size >= len(hits):
                return NO_ROOM
            hits[size, ROW], hits[size, FORM], hits[size, MISSPELLED] = text, forms[place], 1
            hits[size, FIRST_WORD], hits[size, LAST_WORD] = word, word
            hits[size, START] = row[ORIGIN, row[STARTS, word]]
            hits[size, END] = row[ORIGIN, row[ENDS, word] - 1] + 1
            size += 1
    return size


@compiled
def _add(
    row: Numbers, first: int, last: int, key: int, ends: int, text: int, size: int, hits: Numbers,
    characters: Numbers, tables: Numbers,
) -> int:  # fmt: skip
    """Add each form of a key that stands in the words from first to last; return the number of hits, or an outcome."""
    begin, end = row[ORIGIN, row[STARTS, first]], row[ORIGIN, row[ENDS, last] - 1] + 1
    starts, items = tables[KEYS + LIST_STARTS], tables[KEYS + LIST_ITEMS]
    for item in range(tables[starts + key], tables[starts + key + 1]):
        form = tables[items + item]
        reading = _reading(row, first, last, form, ends, characters, tables)
        if reading == READ_AGAIN:
            return READ_AGAIN
        if reading == PLAIN:
            if size >= len(hits):
                return NO_ROOM
            hits[size, ROW], hits[size, FORM] = text, form
            hits[size, FIRST_WORD], hits[size, LAST_WORD], hits[size, START], hits[size, END] = first, last, begin, end
            hits[size, MISSPELLED] = 0
            size += 1
    return size


@compiled
def _reading(row: Numbers, first: int, last: int, form: int, ends: int, characters: Numbers, tables: Numbers) -> int:
    """PLAIN: the form stands there plainly; READ_AGAIN: perhaps not; NOT_HERE: it does not stand there at all."""
    flags = tables[tables[FLAGS] + form]
    if not flags & OWN_NAME or ends & ~tables[tables[BREAKS] + form]:
        return READ_AGAIN
    upper, lower = False, False
    for at in range(row[ORIGIN, row[STARTS, first]], row[ORIGIN, row[ENDS, last] - 1] + 1):
        code = row[ORIGINAL, at]
        if code >= 128 and (flags & SHORT_CAPITALS or code >= COVERED or characters[code] & DISGUISE_BIT):
            return READ_AGAIN
        lower |= 97 <= code <= 122
        upper |= 65 <= code <= 90
    for at in range(row[STARTS, first], row[ENDS, last]):
        if row[LEET, at]:
            return READ_AGAIN
    return NOT_HERE if flags & SHORT_CAPITALS and (lower or not upper) else PLAIN


@compiled
def _longest(hits: Numbers, size: int, more: int, tables: Numbers) -> int:
    """Keep of a row's hits the longest where they share words, each mark once, ordered by place and mark."""
    _sort(hits, size, more, tables, True)
    kept = size
    for hit in range(size, more):
        agrees = True
        for other in range(size, kept):
            same = hits[hit, FIRST_WORD] == hits[other, FIRST_WORD] and hits[hit, LAST_WORD] == hits[other, LAST_WORD]
            apart = hits[hit, LAST_WORD] < hits[other, FIRST_WORD] or hits[other, LAST_WORD] < hits[hit, FIRST_WORD]
            twice = same and _mark(hits[hit, FORM], tables) == _mark(hits[other, FORM], tables)
            if twice or not (apart or same):
                agrees = False
                break
        if agrees:
            hits[kept] = hits[hit]
            kept += 1
    _sort(hits, size, kept, tables, False)
    return kept


@compiled
def _sort(hits: Numbers, size: int, more: int, tables: Numbers, by_length: bool) -> None:
    """Insertion sort: a row has few hits, and they come almost in order."""
    for at in range(size + 1, more):
        place = at
        while place > size and _comes_before(hits, place, place - 1, tables, by_length):
            for column in range(HIT_COLUMNS):
                hits[place, column], hits[place - 1, column] = hits[place - 1, column], hits[place, column]
            place -= 1


@compiled
def _comes_before(hits: Numbers, one: int, other: int, tables: Numbers, by_length: bool) -> bool:
    length, than = hits[one, END] - hits[one, START], hits[other, END] - hits[other, START]
    if by_length and length != than:
        return length > than
    if hits[one, START] != hits[other, START]:
        return hits[one, START] < hits[other, START]
    return not by_length and _mark(hits[one, FORM], tables) < _mark(hits[other, FORM], tables)


@compiled
def _mark(form: int, tables: Numbers) -> int:
    return tables[tables[MARK] + form]
