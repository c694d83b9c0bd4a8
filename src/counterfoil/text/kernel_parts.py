"""Compiled: which names of several words stand around a word that is altered? As `mark_search.several_words` says."""

import numpy as np

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import Numbers
from counterfoil.text.kernel_alone import is_known
from counterfoil.text.kernel_edits import are_plural, equal, slip_of
from counterfoil.text.kernel_hits import JOINED, MISSPELLED, PART_PERHAPS, put
from counterfoil.text.kernel_words import FIRSTS, HASHES, LENGTHS, LETTERS, TAKEN
from counterfoil.text.mark_index import FEW_WORDS, SHORTEST_FOR_ALIKE, SHORTEST_JOINED
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
            if wrong >= 0 or length < SHORTEST_FOR_ALIKE or row[TAKEN, word] or row[LENGTHS, word] < length - 1:
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
    if slip_of(seen, meant, tables) == 0 or are_plural(seen, meant):
        return JOINED if _is_joined(seen, meant, wrong, count, tables) else NO_MANNER
    manner, told = MISSPELLED, count > FEW_WORDS
    for place in range(len(seen)):
        if seen[place] >= 128:
            manner = PART_PERHAPS
        elif seen[place] < 97:
            return NO_MANNER
    for place in range(count):
        told |= place != wrong and tables[begin + WORD_SIZE * place + WORD_COMMON] == 0
    return manner if told or not is_known(seen, tables) else NO_MANNER


@compiled
def _is_joined(seen: Numbers, meant: Numbers, wrong: int, count: int, tables: Numbers) -> bool:
    """True when a name's first word ends a word of the text, or its last one begins it, and the rest is no word."""
    more = len(seen) - len(meant)
    if more < SHORTEST_JOINED:
        return False
    before, behind = wrong == 0 and equal(seen, more, meant, 0), wrong == count - 1
    if not before and not (behind and equal(seen[: len(meant)], 0, meant, 0)):
        return False
    for place in range(len(seen)):
        if not 97 <= seen[place] <= 122:
            return False
    return not is_known(seen, tables)
