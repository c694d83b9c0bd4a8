"""Compiled: scan rows of text for names in one pass.

What is sure is decided here. A name that may be disguised, or broken up by signs, is left to `mark_judge`: its row is
marked, and all its hits are kept as they were found.
"""

import numpy as np
import numpy.typing as npt

from counterfoil.text.characters import COVERED, DISGUISE_BIT
from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import LONGEST_POWER, POWERS, Numbers, answer_in, passes
from counterfoil.text.kernel_alone import alone
from counterfoil.text.kernel_hits import (
    BROKEN,
    END,
    FIRST_WORD,
    LAST_WORD,
    MANNER,
    PLAIN,
    SPELLED_PERHAPS,
    START,
    UNSURE,
    longest,
    put,
)
from counterfoil.text.kernel_leet import leeted
from counterfoil.text.kernel_parts import several
from counterfoil.text.kernel_words import (
    CASED,
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
    cut_text,
)
from counterfoil.text.mark_index import LONGEST_ABBREVIATION, MOST_PIECES, SHORTEST_FOR_ALIKE
from counterfoil.text.mark_tables import (
    ALL_LETTERS,
    BREAKS,
    FLAGS,
    FORM_SIZE,
    FORMS,
    KEY_FIRST,
    KEY_ITEMS,
    KEY_LENGTH,
    KEY_STARTS,
    KEYS,
    KEYS_SIEVE,
    LONGEST_BREAK,
    PARTS,
    SHORT_CAPITALS,
)

DOT, SMALL_S = ord("."), ord("s")
MOST_HITS = 200  # in one row; the sort is made for a few, rows with more are judged by plain Python
NOT_HERE = -1
FINISHED, JUDGE, FOLD = range(3)  # of a row: nothing more; its hits are to be judged; plain Python must fold it
MEMO_WORD, MEMO_PART, MEMO_COLUMNS = range(3)  # a word that is no slip, and its number among PARTS or −1
MEMO_BITS = 14


@compiled
def scan(
    data: npt.NDArray[np.uint8],
    offsets: Numbers,
    begin: int,
    size: int,
    room: Numbers,
    memo: Numbers,
    hits: Numbers,
    again: npt.NDArray[np.uint8],
    characters: Numbers,
    tables: Numbers,
    slips: bool,
) -> tuple[int, int]:
    """Scan the texts from `begin` on, adding to `size` hits; return the next text to scan and the number of hits.

    `again` says of each text what is left to do. The next text is less than the number of texts when the room for
    hits was used up.
    """
    for text in range(begin, len(offsets) - 1):
        start, end = offsets[text], offsets[text + 1]
        if start == end:
            continue
        words = cut_text(data, start, end, room, characters)
        if words < 0:
            again[text] = FOLD
            continue
        more = match_row(room, words, text, size, memo, hits, again, characters, tables, slips)
        if more < 0:
            return text, size
        size = more
    return len(offsets) - 1, size


@compiled
def match_row(
    row: Numbers,
    words: int,
    text: int,
    size: int,
    memo: Numbers,
    hits: Numbers,
    again: npt.NDArray[np.uint8],
    characters: Numbers,
    tables: Numbers,
    slips: bool,
) -> int:
    """Add the hits of a row that is cut into words; return the number of hits, or NO_ROOM."""
    more = _spelled(row, words, text, size, hits, characters, tables)
    spelled = more
    if slips and more >= 0:
        row[TAKEN, :words] = 0
        for hit in range(size, more):
            if hits[hit, MANNER] < UNSURE:
                row[TAKEN, hits[hit, FIRST_WORD] : hits[hit, LAST_WORD] + 1] = 1
        more = leeted(row, words, text, more, hits, characters, tables)
        more = _slipped(row, words, text, more, memo, hits, tables) if more >= 0 else more
    if more < 0 or more == size:
        return more
    unsure = more - size > MOST_HITS
    for hit in range(size, more):
        unsure |= hits[hit, MANNER] >= UNSURE or (hit >= spelled and _is_strange(row, hits[hit], characters))
    again[text] = JUDGE if unsure else FINISHED
    return longest(hits, size, more, tables) if more - size > 1 and not unsure else more


@compiled
def _is_strange(row: Numbers, hit: Numbers, characters: Numbers) -> bool:
    """True when a character of a hit may be of another script, where a slip is no slip."""
    for at in range(hit[START], hit[END]):
        code = row[ORIGINAL, at]
        if code >= 128 and (code >= COVERED or characters[code] & DISGUISE_BIT):
            return True
    return False


@compiled
def _spelled(
    row: Numbers, words: int, text: int, size: int, hits: Numbers, characters: Numbers, tables: Numbers
) -> int:
    """Add the names whose letters stand in the row; return the number of hits, or NO_ROOM."""
    slots, slot_count, sieve, sieve_length = tables[KEYS], tables[KEYS + 1], tables[KEYS_SIEVE], tables[KEYS_SIEVE + 1]
    for first in range(words):
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
            if not passes(value, sieve, sieve_length, tables):
                break
            found = answer_in(value, slots, slot_count, tables)
            if found < 0:
                break
            if found > 0:
                size = _add(row, first, last, found - 1, ends, text, size, hits, characters, tables)
                if size < 0:
                    return size
    return size


@compiled
def _is_dotted(row: Numbers, word: int) -> bool:
    """True when a word is one letter after a dot, as the S of U.S."""
    end = row[ENDS, word - 1]
    return row[LENGTHS, word] == 1 and row[STARTS, word] == end + 1 and row[FOLDED, end] == DOT


@compiled
def _add(
    row: Numbers, first: int, last: int, found: int, ends: int, text: int, size: int, hits: Numbers,
    characters: Numbers, tables: Numbers,
) -> int:  # fmt: skip
    """Add each form of a list that stands in the words from first to last; return the number of hits, or NO_ROOM."""
    starts, items = tables[KEY_STARTS], tables[KEY_ITEMS]
    length = row[FIRSTS, last] + row[LENGTHS, last] - row[FIRSTS, first]
    for item in range(tables[starts + found], tables[starts + found + 1]):
        form = tables[items + item]
        record = tables[FORMS] + FORM_SIZE * form
        if not _has_letters(row, row[FIRSTS, first], length, record, tables):
            continue
        manner = _manner(row, first, last, record, ends, characters, tables)
        if manner != NOT_HERE:
            size = put(row, first, last, form, manner, text, size, hits)
            if size < 0:
                return size
    return size


@compiled
def _has_letters(row: Numbers, first: int, length: int, record: int, tables: Numbers) -> bool:
    """True when the words' letters are the key's, but for a plural or possessive: equal hashes alone prove nothing."""
    key, key_length = tables[ALL_LETTERS] + tables[record + KEY_FIRST], tables[record + KEY_LENGTH]
    for place in range(min(length, key_length)):
        if row[LETTERS, first + place] != tables[key + place]:
            return False
    return abs(length - key_length) <= 2


@compiled
def _manner(row: Numbers, first: int, last: int, record: int, ends: int, characters: Numbers, tables: Numbers) -> int:
    """Return PLAIN, BROKEN, SPELLED_PERHAPS where plain Python must say, or NOT_HERE."""
    flags, broken = tables[record + FLAGS], ends & ~tables[record + BREAKS] != 0
    upper, lower, signs = False, False, False
    for at in range(row[ORIGIN, row[STARTS, first]], row[ORIGIN, row[ENDS, last] - 1] + 1):
        code = row[ORIGINAL, at]
        if code < 128:
            small, large = 97 <= code <= 122, 65 <= code <= 90
            lower |= small
            upper |= large
            signs |= not (small or large or 48 <= code <= 57 or code == 32)
        elif broken or flags & SHORT_CAPITALS or code >= COVERED or characters[code] & DISGUISE_BIT:
            return SPELLED_PERHAPS
    for at in range(row[STARTS, first], row[ENDS, last]):
        if row[LEET, at]:
            return SPELLED_PERHAPS
    if flags & SHORT_CAPITALS and (lower or not upper):
        return NOT_HERE
    if not broken:
        return PLAIN
    return SPELLED_PERHAPS if signs else _broken_by_spaces(row, first, last, tables[record + KEY_LENGTH])


@compiled
def _broken_by_spaces(row: Numbers, first: int, last: int, key_length: int) -> int:
    """Return BROKEN for N I K E, NOT_HERE where ordinary words meet: `mark_search` says so where there are no signs."""
    singles = 0
    for word in range(first, last + 1):
        singles += row[LENGTHS, word] == 1
    end = row[FIRSTS, last] + row[LENGTHS, last]
    is_plural = row[LENGTHS, last] == 1 and row[LETTERS, end - 1] == SMALL_S
    if is_plural and end - row[FIRSTS, first] == key_length + 1:
        return NOT_HERE
    return BROKEN if singles >= 3 and last + 1 - first - singles <= 1 else NOT_HERE


@compiled
def _slipped(row: Numbers, words: int, text: int, size: int, memo: Numbers, hits: Numbers, tables: Numbers) -> int:
    """Add the names that words not taken are a slip of, or part of one; return the number of hits, or NO_ROOM.

    A word that is no slip is remembered: most words of a text have been seen before.
    """
    for word in range(words):
        length, value = row[LENGTHS, word], row[HASHES, word]
        if length > LONGEST_POWER:
            continue
        slot = (value ^ (value >> 29)) & ((1 << MEMO_BITS) - 1)
        if memo[slot, MEMO_WORD] == value:
            part = memo[slot, MEMO_PART]
        else:
            part = answer_in(value, tables[PARTS], tables[PARTS + 1], tables)
            is_open = not row[TAKEN, word]
            row[CASED, word] = 0
            more = alone(row, word, text, size, hits, tables) if is_open and length >= SHORTEST_FOR_ALIKE else size
            if more == size and is_open and not row[CASED, word]:
                memo[slot, MEMO_WORD], memo[slot, MEMO_PART] = value, part
            size = more
        if part >= 0 and size >= 0:
            size = several(row, word, words, part, text, size, hits, tables)
        if size < 0:
            return size
    return size
