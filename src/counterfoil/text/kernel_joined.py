"""Compiled: which names does a word run together with another one? As `mark_joined` says."""

import numpy as np

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import BASE, POWERS, Numbers, is_member
from counterfoil.text.kernel_edits import equal, hash_letters
from counterfoil.text.kernel_hits import JOINED, put
from counterfoil.text.kernel_known import is_known, key_list
from counterfoil.text.kernel_words import CASED, ENDS, LENGTHS, ORIGIN, ORIGINAL, STARTS
from counterfoil.text.mark_index import (
    LONG_IN_JOINED,
    SHORTEST_FOR_ALIKE,
    SHORTEST_IN_JOINED,
    SHORTEST_JOINED,
    SHORTEST_REST,
)
from counterfoil.text.mark_tables import (
    FLAGS,
    FORM_SIZE,
    FORMS,
    JOINERS,
    KEY_ITEMS,
    KEY_STARTS,
    KIND_FLAGS,
    WORD_COMMON,
    WORD_SIZE,
    WORDS,
    WORDS_COUNT,
    WORDS_FROM,
)


@compiled
def inside(row: Numbers, word: int, letters: Numbers, text: int, size: int, hits: Numbers, tables: Numbers) -> int:
    """Add the names that the word begins or ends with; return the number of hits, or NO_ROOM."""
    length = len(letters)
    while length > 0 and 48 <= letters[length - 1] <= 57:
        length -= 1
    if length < SHORTEST_FOR_ALIKE:
        return size
    head, whole = np.int64(0), hash_letters(letters[:length])
    for cut in range(1, length - 1):
        head = head * BASE + letters[cut - 1] + 1
        if cut < 2:
            continue
        tail = whole - head * POWERS[length - cut]
        size = _beside(row, word, head, letters[:cut], letters[cut:length], tail, cut, text, size, hits, tables)
        size = _beside(row, word, tail, letters[cut:length], letters[:cut], head, cut, text, size, hits, tables)
    return size


@compiled
def _beside(
    row: Numbers, word: int, name: int, part: Numbers, rest: Numbers, left: int, cut: int, text: int, size: int,
    hits: Numbers, tables: Numbers,
) -> int:  # fmt: skip
    """Add the names that are one part of the word, if the rest of it, whose hash is `left`, says so."""
    if size < 0 or len(part) + len(rest) // 4 < SHORTEST_IN_JOINED:
        return size
    found = key_list(name, tables)
    if found < 0:
        return size
    told = is_member(left, tables[JOINERS], tables[JOINERS + 1], tables)
    if not told and len(part) < SHORTEST_IN_JOINED:
        return size
    beside_a_word = len(part) >= LONG_IN_JOINED and len(rest) >= SHORTEST_REST and is_known(rest, tables)
    starts, items = tables[KEY_STARTS], tables[KEY_ITEMS]
    for item in range(tables[starts + found], tables[starts + found + 1]):
        form = tables[items + item]
        if not told and not _is_no_word(form, part, tables):
            continue
        if told or beside_a_word or has_hump(row, word, cut):
            size = put(row, word, word, form, JOINED, text, size, hits)
        else:
            row[CASED, word] = 1
    return size


@compiled
def _is_no_word(form: int, part: Numbers, tables: Numbers) -> bool:
    """The compiled `mark_joined.is_no_word`."""
    record = tables[FORMS] + FORM_SIZE * form
    if tables[record + FLAGS] & KIND_FLAGS:
        return False
    begin, count = tables[WORDS] + WORD_SIZE * tables[record + WORDS_FROM], tables[record + WORDS_COUNT]
    for place in range(count):
        if not tables[begin + WORD_SIZE * place + WORD_COMMON]:
            return count == 1 or not is_known(part, tables)
    return False


@compiled
def runs_on(
    row: Numbers, word: int, seen: Numbers, meant: Numbers, is_first: bool, is_last: bool, told: bool, tables: Numbers
) -> bool:
    """The compiled `mark_joined.runs_on`, for a name that has a word long enough beside this one."""
    more = len(seen) - len(meant)
    if min(more, len(meant)) < SHORTEST_JOINED:
        return False
    ends = is_first and equal(seen, more, meant, 0)
    begins = is_last and equal(seen[: len(meant)], 0, meant, 0)
    if not ends and not begins:
        return False
    for place in range(len(seen)):
        if not 97 <= seen[place] <= 122:
            return False
    if is_known(seen, tables):
        return False
    if told and len(meant) >= SHORTEST_FOR_ALIKE:
        return True
    if ends and (_is_joiner(seen[:more], tables) or (told and has_hump(row, word, more))):
        return True
    return begins and (_is_joiner(seen[len(meant) :], tables) or (told and has_hump(row, word, len(meant))))


@compiled
def _is_joiner(letters: Numbers, tables: Numbers) -> bool:
    return is_member(hash_letters(letters), tables[JOINERS], tables[JOINERS + 1], tables)


@compiled
def has_hump(row: Numbers, word: int, cut: int) -> bool:
    """The compiled `capitals.has_hump`; false where the word as given has not as many letters as the folded one."""
    begin = row[ORIGIN, row[STARTS, word]]
    end = row[ORIGIN, row[ENDS, word] - 1] + 1
    if end - begin != row[LENGTHS, word]:
        return False
    last, first = row[ORIGINAL, begin + cut - 1], row[ORIGINAL, begin + cut]
    if 65 <= first <= 90:
        is_small = begin + cut + 1 < end and 97 <= row[ORIGINAL, begin + cut + 1] <= 122
        return bool(97 <= last <= 122 or (65 <= last <= 90 and is_small))
    return bool(97 <= first <= 122 and 65 <= last <= 90 and cut > 1 and 65 <= row[ORIGINAL, begin + cut - 2] <= 90)
