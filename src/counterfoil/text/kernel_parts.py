"""Compiled: which names of several words stand around a word that is altered? As `mark_search.several_words` says."""

import numpy as np

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import Numbers
from counterfoil.text.kernel_edits import is_plural_of, slip_of
from counterfoil.text.kernel_hits import JOINED, MISSPELLED, PART_PERHAPS, put
from counterfoil.text.kernel_joined import runs_on
from counterfoil.text.kernel_known import is_known
from counterfoil.text.kernel_words import FIRSTS, HASHES, LENGTHS, LETTERS, TAKEN
from counterfoil.text.mark_index import FEW_WORDS, SHORTEST_FOR_ALIKE, SHORTEST_IN_NAME, SHORTEST_JOINED
from counterfoil.text.mark_tables import (
    ALL_LETTERS,
    FORM_SIZE,
    FORMS,
    MOST_WORDS,
    PART_AFTER,
    PART_FORM,
    PART_ITEMS,
    PART_LETTERS,
    PART_STARTS,
    WORD_COMMON,
    WORD_FIRST,
    WORD_HASH,
    WORD_LENGTH,
    WORD_SIZE,
    WORDS,
    WORDS_COUNT,
    WORDS_FROM,
)

NO_MANNER = -1


@compiled
def letter_set(letters: Numbers) -> int:
    """Return which letters a word has, one bit for each code modulo 32."""
    found = np.int64(0)
    for place in range(len(letters)):
        found |= np.int64(1) << (letters[place] & 31)
    return found


@compiled
def _letters(row: Numbers, word: int) -> Numbers:
    return row[LETTERS, row[FIRSTS, word] : row[FIRSTS, word] + row[LENGTHS, word]]


@compiled
def several(
    row: Numbers, word: int, words: int, part: int, text: int, size: int, hits: Numbers, tables: Numbers
) -> int:
    """Add the names that the word is part of, one other word of which is altered; return the number of hits."""
    starts, items = tables[PART_STARTS] + part, tables[PART_ITEMS]
    before = letter_set(_letters(row, word - 1)) if word > 0 else np.int64(-1)
    after = letter_set(_letters(row, word + 1)) if word + 1 < words else np.int64(-1)
    for item in range(tables[starts], tables[starts + 1]):
        packed = tables[items + item]
        beside = after if packed & PART_AFTER else before
        unlike = (packed >> PART_LETTERS) ^ beside
        unlike &= unlike - 1
        if unlike & (unlike - 1) and (packed >> PART_LETTERS) & ~beside:
            continue  # the neighbour is not the name's, nor one slip away from it, nor does it hold it
        packed &= PART_FORM
        form, first = packed // MOST_WORDS, word - packed % MOST_WORDS
        record = tables[FORMS] + FORM_SIZE * form
        begin, count = tables[WORDS] + WORD_SIZE * tables[record + WORDS_FROM], tables[record + WORDS_COUNT]
        if first < 0 or first + count > words:
            continue
        wrong = _wrong_word(row, first, begin, count, tables)
        if wrong < 0:
            continue
        manner = _manner(row, first, wrong, begin, count, tables)
        if manner != NO_MANNER:
            size = put(row, first, first + count - 1, form, manner, text, size, hits)
    return size


@compiled
def _wrong_word(row: Numbers, first: int, begin: int, count: int, tables: Numbers) -> int:
    """Return which word of a name is the only one that does not stand here, or −1."""
    wrong = -1
    for place in range(count):
        record, word = begin + WORD_SIZE * place, first + place
        if row[HASHES, word] != tables[record + WORD_HASH]:
            length = tables[record + WORD_LENGTH]
            if wrong >= 0 or length < SHORTEST_JOINED or row[TAKEN, word] or row[LENGTHS, word] < length - 1:
                return -1
            wrong = place
    return wrong


@compiled
def _manner(row: Numbers, first: int, wrong: int, begin: int, count: int, tables: Numbers) -> int:
    """The compiled `mark_search.one_word_altered`."""
    word, record = first + wrong, begin + WORD_SIZE * wrong
    seen = _letters(row, word)
    start = tables[ALL_LETTERS] + tables[record + WORD_FIRST]
    meant = tables[start : start + tables[record + WORD_LENGTH]]
    told, longest, common = count > FEW_WORDS, 0, tables[record + WORD_COMMON] != 0
    for place in range(count):
        if place != wrong:
            told |= tables[begin + WORD_SIZE * place + WORD_COMMON] == 0
            longest = max(longest, tables[begin + WORD_SIZE * place + WORD_LENGTH])
    if len(meant) < SHORTEST_FOR_ALIKE and longest < SHORTEST_FOR_ALIKE:
        return NO_MANNER
    slipped = slip_of(seen, meant, tables)
    if slipped == 0:
        joined = runs_on(row, word, seen, meant, wrong == 0, wrong == count - 1, told or not common, tables)
        return JOINED if joined else NO_MANNER
    if not _is_slip_within(seen, meant, slipped, told, tables):
        return NO_MANNER
    manner = MISSPELLED
    for place in range(len(seen)):
        if seen[place] >= 128:
            manner = PART_PERHAPS
        elif seen[place] < 97:
            return NO_MANNER
    return manner


@compiled
def _is_slip_within(seen: Numbers, meant: Numbers, slipped: int, told: bool, tables: Numbers) -> bool:
    """The compiled `mark_search._is_slip_within`; `slipped` is 2 for a letter that is alike."""
    if is_plural_of(seen, meant) or (is_plural_of(meant, seen) and is_known(seen, tables)):
        return False
    if len(meant) < SHORTEST_FOR_ALIKE:
        return len(meant) == SHORTEST_IN_NAME and slipped == 2 and told
    return told or not is_known(seen, tables)
