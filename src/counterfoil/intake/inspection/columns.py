"""Which columns does a file have, how full are they, and what do they look like? One pass, in flat memory."""

from typing import BinaryIO, NamedTuple

import polars as pl

from counterfoil.intake.inspection.value_shapes import SAMPLED, shapes_of
from counterfoil.intake.reader import Format, RawBatch, Wanted
from counterfoil.tables.contract import LINE
from counterfoil.tables.reject import LONGEST_VALUE

_MOST_COLUMNS = 500  # looked at; further ones are counted only


class Column(NamedTuple):
    """A column of the file: its `name` there, the rows that `filled` it, a first value, and the shares of shapes."""

    name: str
    filled: int
    example: str
    shapes: dict[str, float]


class Columns(NamedTuple):
    """The columns of a file and its counts: `rows` read, and records `broken`."""

    rows: int
    broken: int
    columns: list[Column]
    more: int = 0  # columns that were not looked at


class _Seen:
    """What has been seen of one column."""

    def __init__(self, name: str) -> None:
        self.name, self.filled = name, 0
        self.sample: list[str] = []

    def add(self, values: pl.Series) -> None:
        present = _as_text(values).drop_nulls()
        present = present.filter(present.str.contains(r"\S"))
        self.filled += len(present)
        if len(self.sample) < SAMPLED:
            cut = present.head(SAMPLED - len(self.sample)).str.slice(0, 10 * LONGEST_VALUE)
            self.sample += cut.to_list()

    def column(self) -> Column:
        return Column(self.name, self.filled, next(iter(self.sample), ""), shapes_of(self.sample))


def _as_text(values: pl.Series) -> pl.Series:
    """Return lists and structures as a reader of a known format hands them back in words that can be shown."""
    if values.dtype == pl.String:
        return values
    inner = pl.element().struct.json_encode() if values.dtype == pl.List(pl.Struct) else pl.element().cast(pl.String)
    return values.to_frame().select(pl.all().list.eval(inner).list.join("; ")).to_series()


def columns_of(stream: BinaryIO, found: Format, wanted: Wanted, names: list[str]) -> Columns:
    """Return the columns with these `names`, in the file's own words where its format has a header.

    Raises UserError as the reader of the format does.
    """
    once = [name for name in names if names.count(name) == 1 and name]
    asked = tuple(once[:_MOST_COLUMNS])
    seen = {name: _Seen(name) for name in asked}
    rows = broken = 0
    for batch in found.read(stream, wanted._replace(columns=asked)):
        rows += batch.rows.height
        broken += batch.rejects.height
        _add(batch, seen)
    return Columns(rows, broken, [one.column() for one in seen.values()], len(names) - len(asked))


def _add(batch: RawBatch, seen: dict[str, _Seen]) -> None:
    for name in batch.rows.columns:
        if name != LINE and name in seen:
            seen[name].add(batch.rows[name])
