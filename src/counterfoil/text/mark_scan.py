"""Find every name in a column of texts, or in one text, by the same compiled scan.

The answer equals `mark_search.find` on each text (a test holds the two together).
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.few_rows.column import as_column
from counterfoil.few_rows.utf8 import bytes_of
from counterfoil.text.characters import characters
from counterfoil.text.hashing import EMPTY, Numbers
from counterfoil.text.kernel_hits import END, FIRST_WORD, FORM, HIT_COLUMNS, LAST_WORD, MANNER, ROW, START
from counterfoil.text.kernel_scan import FOLD, MEMO_BITS, MEMO_COLUMNS, match_row, scan
from counterfoil.text.kernel_words import room_for
from counterfoil.text.mark_build import build_tables
from counterfoil.text.mark_index import KINDS, Name
from counterfoil.text.mark_judge import MANNER_OF, judged
from counterfoil.text.mark_reading import MANNERS, Mention, reading
from counterfoil.text.mark_tables import FLAGS, FORM_SIZE, FORMS, KIND_FLAGS, MARK, form_at
from counterfoil.text.row_room import put_row

MENTIONS = {
    "row": pl.Int64,
    "mark": pl.Int64,
    "kind": pl.String,
    "manner": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "first_word": pl.Int64,
    "last_word": pl.Int64,
}
LONGEST_KEPT = 20_000  # bytes of a text; the room made for a longer one is given up after it
FIRST_HITS = 1_024  # hits that a desk has room for, to begin with
KIND_NAMES, MANNER_NAMES = pl.Series(KINDS), pl.Series(MANNERS)
_MANNERS = np.array([MANNERS.index(MANNER_OF.get(manner, MANNERS[0])) for manner in range(max(MANNER_OF) + 1)])


@dataclass
class Desk:
    """What one scan works on, kept for the next one: room for a text, the words remembered, room for hits."""

    room: Numbers = field(default_factory=lambda: room_for(LONGEST_KEPT))
    memo: Numbers = field(default_factory=lambda: np.full((1 << MEMO_BITS, MEMO_COLUMNS), EMPTY))
    hits: Numbers = field(default_factory=lambda: np.zeros((FIRST_HITS, HIT_COLUMNS), np.int64))


@dataclass(frozen=True, eq=False)
class Scanner:
    """The names looked for, as the one array of `mark_tables`; scans may run beside each other, each at its desk."""

    tables: Numbers
    desks: deque[Desk] = field(default_factory=deque, repr=False)

    def names(self) -> list[Name]:
        """Return the names looked for; those without a letter or digit are left out."""
        return [form_at(self.tables, number).name for number in range(int(self.tables[FORMS + 1]) // FORM_SIZE)]


class _Found(NamedTuple):
    """The hits of the scan in order of rows, and what is left to do for each row."""

    hits: Numbers
    again: npt.NDArray[np.uint8]


def scanner_of(names: Iterable[Name]) -> Scanner:
    """Return the scanner of names. Raises UserError where there are too many."""
    return Scanner(build_tables(names))


def may_hold(texts: pl.Series, scanner: Scanner) -> pl.Series:
    """Return, for each text, whether a name may stand in it in any manner but a slip; false for null."""
    found = _scanned(*bytes_of(texts), scanner, slips=False)
    held = found.again == FOLD
    held[found.hits[:, ROW]] = True
    return as_column("may_hold", held)


def find_all(texts: pl.Series, scanner: Scanner, *, slips: bool = True) -> pl.DataFrame:
    """Return the mentions in a column of texts (MENTIONS), by row and place; null texts hold none.

    `start` and `end` count characters of the text as given; `slips` as in `mark_search.find`.
    """
    row, mark, kind, manner, *places = found_in(texts, scanner, slips=slips)
    told = [row, mark, KIND_NAMES.gather(kind), MANNER_NAMES.gather(manner), *places]
    return pl.DataFrame(dict(zip(MENTIONS, told, strict=True)), schema=MENTIONS)


def found_in(texts: pl.Series, scanner: Scanner, *, slips: bool = True) -> Numbers:
    """Return the mentions that `find_all` returns as numbers, a line for each column of MENTIONS; kind and manner are
    places in KINDS and MANNERS."""
    found = _scanned(*bytes_of(texts), scanner, slips=slips)
    sure = found.hits[found.again[found.hits[:, ROW]] == 0]
    marks, kinds = _marks_and_kinds(sure, scanner.tables)
    written = [sure[:, column] for column in (START, END, FIRST_WORD, LAST_WORD)]
    plain = np.stack([sure[:, ROW], marks, kinds, _MANNERS[sure[:, MANNER]], *written])
    rows = np.flatnonzero(found.again)
    if not len(rows):
        return plain
    read = [
        (row, mark, KINDS.index(kind), MANNERS.index(manner), *places)
        for row, text in zip(rows.tolist(), texts.gather(rows), strict=True)
        for mark, kind, manner, *places in _left_over(row, text, found, scanner, slips=slips)
    ]
    both = np.concatenate([plain, np.array(read, dtype=np.int64).reshape(-1, len(MENTIONS)).T], axis=1)
    return np.ascontiguousarray(both[:, np.lexsort(both[[1, 4, 0]])])


def find_one(text: str, scanner: Scanner, *, slips: bool = True) -> list[Mention]:
    """Return the mentions in one text, in order of place: those that `find_all` returns of it."""
    try:
        data = np.frombuffer(text.encode(), np.uint8)
    except UnicodeEncodeError:  # half of a surrogate pair, which no column can hold
        return _folded_by_hand(text, scanner, slips=slips)
    found = _scanned(data, np.array([0, len(data)]), scanner, slips=slips)
    if found.again[0]:
        return _left_over(0, text, found, scanner, slips=slips)
    marks, kinds = _marks_and_kinds(found.hits, scanner.tables)
    return [
        Mention(mark, KINDS[kind], MANNER_OF[hit[MANNER]], hit[START], hit[END], hit[FIRST_WORD], hit[LAST_WORD])
        for mark, kind, hit in zip(marks.tolist(), kinds.tolist(), found.hits.tolist(), strict=True)
    ]


def _marks_and_kinds(hits: Numbers, tables: Numbers) -> tuple[Numbers, Numbers]:
    records = tables[FORMS] + FORM_SIZE * hits[:, FORM]
    return tables[records + MARK], tables[records + FLAGS] & KIND_FLAGS


def _left_over(row: int, text: str, found: _Found, scanner: Scanner, *, slips: bool) -> list[Mention]:
    if found.again[row] == FOLD:
        return _folded_by_hand(text, scanner, slips=slips)
    first, end = np.searchsorted(found.hits[:, ROW], [row, row + 1])
    return judged(text, found.hits[first:end][:, [FORM, FIRST_WORD, LAST_WORD, MANNER]].tolist(), scanner.tables)


def _folded_by_hand(text: str, scanner: Scanner, *, slips: bool) -> list[Mention]:
    """Return the mentions of a text that plain Python folds and cuts, and the compiled code searches."""
    read = reading(text)
    row = put_row(text, read.folded, read.words)
    desk, again = _desk(scanner), np.zeros(1, np.uint8)
    while True:
        size = match_row(row.room, row.words, 0, 0, desk.memo, desk.hits, again, characters(), scanner.tables, slips)
        if size >= 0:
            break
        desk.hits = np.concatenate([desk.hits, np.zeros_like(desk.hits)])
    hits = desk.hits[:size, [FORM, FIRST_WORD, LAST_WORD, MANNER]].tolist()
    scanner.desks.append(desk)
    return judged(text, hits, scanner.tables)


def _scanned(data: npt.NDArray[np.uint8], offsets: Numbers, scanner: Scanner, *, slips: bool) -> _Found:
    count = len(offsets) - 1
    data.flags.writeable = offsets.flags.writeable = False  # compiled code is made for one kind of array
    desk = _desk(scanner)
    longest = int(np.diff(offsets).max(initial=0))
    room = desk.room if longest <= LONGEST_KEPT else room_for(longest)
    again = np.zeros(count, np.uint8)
    at, size = 0, 0
    while True:
        at, size = scan(data, offsets, at, size, room, desk.memo, desk.hits, again, characters(), scanner.tables, slips)
        if at >= count:
            break
        desk.hits = np.concatenate([desk.hits, np.zeros_like(desk.hits)])
    found = _Found(desk.hits[:size].copy(), again)
    scanner.desks.append(desk)
    return found


def _desk(scanner: Scanner) -> Desk:
    """Return a desk that no other scan works at: two at one would lose each other's hits."""
    try:
        return scanner.desks.pop()
    except IndexError:
        return Desk()
