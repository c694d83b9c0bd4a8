"""Compiled: the hits of a row, and which of them stay where several share words."""

from counterfoil.text.compiled import compiled
from counterfoil.text.hashing import Numbers
from counterfoil.text.kernel_words import ENDS, HASHES, ORIGIN, STARTS, TAKEN
from counterfoil.text.mark_tables import (
    FLAGS,
    FORM_SIZE,
    FORMS,
    KEY_ITEMS,
    KEY_STARTS,
    KIND_FLAGS,
    MARK,
    WORD_HASH,
    WORD_SIZE,
    WORDS,
    WORDS_COUNT,
    WORDS_FROM,
)

ROW, FORM, FIRST_WORD, LAST_WORD, START, END, MANNER = range(7)  # columns of a hit
HIT_COLUMNS = 7
# Manners of a hit: those of `mark_search.MANNERS` in order, a plain name with a number run together with it, and
# what plain Python must judge: a name that is perhaps disguised or broken up; a misspelled word, and a slip in one of
# several words, both where letters are not a to z.
PLAIN, JOINED, BROKEN, MISSPELLED, DISGUISED, NUMBERED = range(6)
UNSURE = 6
SPELLED_PERHAPS, MISSPELLED_PERHAPS, PART_PERHAPS = range(UNSURE, UNSURE + 3)
NO_ROOM = -1


@compiled
def put(row: Numbers, first: int, last: int, form: int, manner: int, text: int, size: int, hits: Numbers) -> int:
    """Add a hit; return the number of hits, or NO_ROOM."""
    if size >= len(hits) or size < 0:
        return NO_ROOM
    hits[size, ROW], hits[size, FORM], hits[size, MANNER] = text, form, manner
    hits[size, FIRST_WORD], hits[size, LAST_WORD] = first, last
    hits[size, START], hits[size, END] = row[ORIGIN, row[STARTS, first]], row[ORIGIN, row[ENDS, last] - 1] + 1
    return size + 1


@compiled
def put_all(
    row: Numbers, word: int, found: int, manner: int, text: int, size: int, hits: Numbers, tables: Numbers
) -> int:
    """Add every form of a list of KEYS as a hit of one word; return the number of hits, or NO_ROOM."""
    starts, items = tables[KEY_STARTS], tables[KEY_ITEMS]
    for item in range(tables[starts + found], tables[starts + found + 1]):
        size = put(row, word, word, tables[items + item], manner, text, size, hits)
    return size


@compiled
def is_free(row: Numbers, first: int, last: int, record: int, tables: Numbers) -> bool:
    """True when no word is taken, but for words of the name that stand as they should: `Reading.is_free`."""
    told = tables[record + WORDS_COUNT] == last - first + 1
    begin = tables[WORDS] + WORD_SIZE * tables[record + WORDS_FROM]
    for word in range(first, last + 1):
        stands = told and row[HASHES, word] == tables[begin + WORD_SIZE * (word - first) + WORD_HASH]
        if row[TAKEN, word] and not stands:
            return False
    return True


@compiled
def longest(hits: Numbers, size: int, more: int, tables: Numbers) -> int:
    """Keep of a row's hits the longest where they share words, each mark once, ordered by place and mark.

    As `mark_search._longest` does; returns the number of hits that stay.
    """
    _sort(hits, size, more, tables, True)
    kept = size
    for hit in range(size, more):
        stays = True
        for other in range(size, kept):
            apart = hits[hit, LAST_WORD] < hits[other, FIRST_WORD] or hits[other, LAST_WORD] < hits[hit, FIRST_WORD]
            if not apart and (not _same_place(hits, hit, other, tables) or _same_mark(hits, hit, other, tables)):
                stays = False
                break
        if stays:
            hits[kept] = hits[hit]
            kept += 1
    _sort(hits, size, kept, tables, False)
    return kept


@compiled
def _same_place(hits: Numbers, one: int, other: int, tables: Numbers) -> bool:
    return (
        hits[one, FIRST_WORD] == hits[other, FIRST_WORD]
        and hits[one, LAST_WORD] == hits[other, LAST_WORD]
        and _kind(hits[one, FORM], tables) == _kind(hits[other, FORM], tables)
    )


@compiled
def _same_mark(hits: Numbers, one: int, other: int, tables: Numbers) -> bool:
    return _mark(hits[one, FORM], tables) == _mark(hits[other, FORM], tables)


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
    mark_first = min(_kind(hits[one, FORM], tables), 1) - min(_kind(hits[other, FORM], tables), 1)
    if by_length and mark_first != 0:
        return mark_first < 0
    if hits[one, START] != hits[other, START]:
        return hits[one, START] < hits[other, START]
    if by_length:
        return _rank(hits[one, MANNER]) < _rank(hits[other, MANNER])
    return _mark(hits[one, FORM], tables) < _mark(hits[other, FORM], tables)


@compiled
def _rank(manner: int) -> int:
    return PLAIN if manner == NUMBERED else manner


@compiled
def _mark(form: int, tables: Numbers) -> int:
    return tables[tables[FORMS] + FORM_SIZE * form + MARK]


@compiled
def _kind(form: int, tables: Numbers) -> int:
    return tables[tables[FORMS] + FORM_SIZE * form + FLAGS] & KIND_FLAGS
