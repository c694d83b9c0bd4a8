"""What does a reader of one outside format get, and what does it hand back?

One outside format is one file with one `Format`; `detect.FORMATS` lists them. A reader turns bytes into rows
of text under our column names. It judges no values: that is done by the contracts.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.mapping import NO_MAPPING, Mapping
from counterfoil.tables.contract import LINE, no_rejects
from counterfoil.tables.reject import Reject, shorten

BATCH_ROWS = 10_000  # rows in memory at a time
HEAD_BYTES = 64 * 1024  # what a format is recognised by
LIST_SEPARATOR = "\n"  # between the values of a list that a reader hands back as one text
WITHHELD = "(withheld: personal data)"
_IN_PARTS = "Split it, and give its parts one after the other."


# What every file of a format holds; of TABLES, its columns tell.
TABLES, OFFERS, MARKS, PARTIES, GOODS = "tables", "offers", "marks", "parties", "goods"


class Most(NamedTuple):
    """How much of a file is read at most, where others send it: `rows`, and `bytes` of its texts once unpacked."""

    rows: int
    bytes: int

    def rows_error(self, file: str) -> UserError:
        """Return what is told of a file with more rows."""
        return UserError(f"The file has more than {self.rows:,} rows.", cure=_IN_PARTS, file=file)

    def bytes_error(self, file: str) -> UserError:
        """Return what is told of a file that unpacks to more."""
        return UserError(f"The file unpacks to more than {self.bytes:,} bytes.", cure=_IN_PARTS, file=file)


class Wanted(NamedTuple):
    """What the table being read asks of a file."""

    file: str  # display name, never a path that is opened
    columns: tuple[str, ...]  # our names
    required: tuple[str, ...]
    mapping: Mapping = NO_MAPPING
    encoding: str | None = None
    personal: bool = False  # the file is about people: not even its header is repeated in messages
    most: Most | None = None  # None: however long it is


class RawBatch(NamedTuple):
    """`rows`: String columns in our names, and `line`; `rejects`: Reject, for unreadable records."""

    rows: pl.DataFrame
    rejects: pl.DataFrame


class Format(NamedTuple):
    """One outside format: `recognises` judges the first HEAD_BYTES, `read` streams batches of rows.

    `holds` is one of TABLES, OFFERS, MARKS, PARTIES and GOODS. Where other tables are read, formats that hold OFFERS
    are passed over: their file is a plain table then.
    `names` gives the columns of a file in its own words, for formats in which every file has others.
    """

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[BinaryIO, Wanted], Iterator[RawBatch]]
    holds: str = TABLES
    names: Callable[[BinaryIO, Wanted], list[str]] | None = None


class Refused(NamedTuple):
    """One record that could not be read as a row; `text` is how it looked."""

    line: int
    text: str
    rule: str


def rejects_of(refused: list[Refused], *, file: str) -> pl.DataFrame:
    """Return one row of Reject for each refused record, its text shortened."""
    if not refused:
        return no_rejects()
    lines, texts, rules = zip(*refused, strict=True)
    return Reject.cast(
        pl.DataFrame({LINE: lines, "value": [text.rstrip("\r\n") for text in texts], "rule": rules}).select(
            pl.lit(file).alias("file"),
            LINE,
            pl.lit(None, dtype=pl.String).alias("field"),
            shorten(pl.col("value")),
            "rule",
        )
    )
