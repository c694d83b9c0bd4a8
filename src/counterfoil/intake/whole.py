"""A table that is small enough to be read as one: all batches, types, contract."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

import dataframely as dy
import polars as pl

from counterfoil.intake.convert import Conversion, converted, emptied
from counterfoil.intake.mapping import NO_MAPPING, Mapping
from counterfoil.intake.reader import WITHHELD, Most, RawBatch, Wanted
from counterfoil.intake.source import raw_batches
from counterfoil.intake.tally import Tally
from counterfoil.tables.contract import LINE, Sorted, sort_rows


class Given(NamedTuple):
    """What the user gave: the stream, its display name, how to read it, and how much of it at most."""

    stream: BinaryIO
    file: str
    mapping: Mapping | None
    encoding: str | None
    most: Most | None = None


class Kind(NamedTuple):
    """One table: its contract, the columns a file must have, and how text becomes its types."""

    contract: type[dy.Schema]
    required: tuple[str, ...]
    conversions: Sequence[Conversion] = ()
    prepare: Callable[[pl.DataFrame], pl.DataFrame] = lambda rows: rows
    may_be_empty: bool = False  # a file with a header and no rows says that there is nothing to tell
    shown: tuple[str, ...] | None = None  # the only columns whose values rejects may show; None: all of them


def read_whole(given: Given, kind: Kind) -> Sorted:
    """Return all rows of the file, sorted by the contract of `kind`, with `line`.

    Raises UserError where the file cannot be read or is longer than is read of it, or where no row of it was kept,
    unless it may be empty and is.
    """
    result = read_rows(given, kind)
    tally = Tally()
    tally.add(result)
    if not kind.may_be_empty or result.kept.height or result.rejects.height:
        tally.refuse_if_nothing_kept(given.file)
    return result


def read_rows(given: Given, kind: Kind) -> Sorted:
    """Return what `read_whole` does, also where no row is kept: this is for who answers row by row."""
    mapping = given.mapping or NO_MAPPING
    columns = tuple(kind.contract.column_names())
    of_people = kind.shown is not None
    wanted = Wanted(given.file, columns, kind.required, mapping, given.encoding, personal=of_people, most=given.most)
    batches = list(_within(raw_batches(given.stream, wanted, product_feeds=False), given))
    rows = pl.concat([_none(kind), *(batch.rows for batch in batches)], how="diagonal")
    read = sorted_texts(rows, kind, file=given.file)
    refused = [withheld(batch.rejects, kind.shown) for batch in batches]
    return Sorted(read.kept, pl.concat([*refused, read.rejects]).sort(LINE, maintain_order=True))


def _within(batches: Iterable[RawBatch], given: Given) -> Iterator[RawBatch]:
    """Yield batches while they come to no more than is read. Raises UserError."""
    rows = texts = 0
    for batch in batches:
        if given.most is not None:
            rows += batch.rows.height + batch.rejects.height
            texts += batch.rows.select(pl.sum_horizontal(0, pl.col(pl.String).str.len_bytes().sum())).item()
            if rows > given.most.rows:
                raise given.most.rows_error(given.file)
            if texts > given.most.bytes:
                raise given.most.bytes_error(given.file)
        yield batch


def sorted_texts(rows: pl.DataFrame, kind: Kind, *, file: str) -> Sorted:
    """Return rows of texts and `line` (all required columns are there), sorted by the contract of `kind`.

    Nothing is raised where no row is kept: this is for who answers row by row.
    """
    typed = converted(kind.prepare(emptied(rows)), kind.conversions, file=file)
    checked = sort_rows(typed.kept, kind.contract, file=file)
    rejects = pl.concat([typed.rejects, checked.rejects])
    return Sorted(checked.kept, withheld(rejects.sort(LINE, maintain_order=True), kind.shown))


def _none(kind: Kind) -> pl.DataFrame:
    """Return no rows, so that a file without one readable record still has the columns that it must have."""
    return pl.DataFrame(schema=dict.fromkeys(kind.required, pl.String) | {LINE: pl.Int64})


def withheld(rejects: pl.DataFrame, shown: tuple[str, ...] | None) -> pl.DataFrame:
    """Return the rejects without the values of all but the `shown` fields, and of records that have no fields."""
    if shown is None:
        return rejects
    safe = pl.col("field").is_in(shown).fill_null(False) | pl.col("value").is_null()
    return rejects.with_columns(pl.when(safe).then("value").otherwise(pl.lit(WITHHELD)).alias("value"))
