"""Find every name in a whole column of texts: the compiled scan first, `mark_search` for the rows it leaves.

The answer equals `mark_search.find` on each text (a test holds the two together); one text goes the same way.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from counterfoil.text.characters import characters
from counterfoil.text.hashing import EMPTY, Numbers
from counterfoil.text.kernel_scan import END, FIRST_WORD, FORM, HIT_COLUMNS, LAST_WORD, MISSPELLED, ROW, START, scan
from counterfoil.text.kernel_slips import MEMO_COLUMNS, MEMO_SIZE
from counterfoil.text.kernel_words import room_for
from counterfoil.text.mark_index import MarkIndex, Name, build
from counterfoil.text.mark_search import find
from counterfoil.text.mark_tables import MARK, tables_of

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
LONGEST_SCANNED = 100_000  # bytes of one text; longer ones are read by `mark_search`


@dataclass(frozen=True)
class Scanner:
    """The names, as plain Python looks them up and as the compiled scan does."""

    index: MarkIndex
    tables: Numbers


def scanner_of(names: Iterable[Name]) -> Scanner:
    """Return the scanner of names; equal names give equal scanners."""
    index = build(names)
    return Scanner(index, tables_of(index))


def may_hold(texts: pl.Series, scanner: Scanner) -> pl.Series:
    """Return, for each text, whether a name may stand in it in any manner but a slip; false for null."""
    hits, again = _scanned(texts, scanner, slips=False)
    held = again.astype(bool)
    held[hits[:, ROW]] = True
    return pl.Series("may_hold", held)


def find_all(texts: pl.Series, scanner: Scanner, *, slips: bool = True) -> pl.DataFrame:
    """Return the mentions in a column of texts (MENTIONS), by row and place; null texts hold none.

    `start` and `end` count characters of the text as given; `slips` as in `mark_search.find`.
    """
    hits, again = _scanned(texts, scanner, slips=slips)
    tables = scanner.tables
    slipped = pl.Series(hits[:, MISSPELLED] == 1)
    plain = pl.DataFrame(
        {
            "row": hits[:, ROW],
            "mark": tables[tables[MARK] + hits[:, FORM]],
            "start": hits[:, START],
            "end": hits[:, END],
            "first_word": hits[:, FIRST_WORD],
            "last_word": hits[:, LAST_WORD],
        }
    ).with_columns(
        kind=pl.lit("mark"),
        manner=pl.when(slipped).then(pl.lit("misspelled")).otherwise(pl.lit("plain")),
    )
    rows = np.flatnonzero(again)
    read = [
        (row, *mention)
        for row, text in zip(rows.tolist(), texts.gather(rows), strict=True)
        for mention in find(text, scanner.index, slips=slips)
    ]
    read_again = pl.DataFrame(read, schema=MENTIONS, orient="row")
    return pl.concat([plain.select(list(MENTIONS)), read_again]).sort(["row", "start", "mark"], maintain_order=True)


def _scanned(texts: pl.Series, scanner: Scanner, *, slips: bool) -> tuple[Numbers, npt.NDArray[np.uint8]]:
    """Return the hits of the compiled scan, and for each text whether it must be read again."""
    column = pa.array(texts.fill_null("").to_arrow(), type=pa.large_string())
    offsets = np.frombuffer(column.buffers()[1], dtype=np.int64, count=len(column) + 1, offset=8 * column.offset)
    data = np.frombuffer(column.buffers()[2] or b"", dtype=np.uint8)
    longest = int(min(np.diff(offsets).max(initial=0), LONGEST_SCANNED))
    room, again = room_for(longest), np.zeros(len(column), np.uint8)
    hits = np.zeros((2 * len(column) + 256, HIT_COLUMNS), np.int64)
    memo = np.full((MEMO_SIZE, MEMO_COLUMNS), EMPTY)
    at, size = 0, 0
    while True:
        at, size = scan(data, offsets, at, size, longest, room, memo, hits, again, characters(), scanner.tables, slips)
        if at >= len(column):
            return hits[:size], again
        hits = np.concatenate([hits, np.zeros_like(hits)])
