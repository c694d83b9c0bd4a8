"""A table of any size: batch by batch, types, contract. The smaller ones are read `whole`."""

from collections.abc import Iterator

import polars as pl

from counterfoil.intake.convert import converted, emptied
from counterfoil.intake.mapping import NO_MAPPING
from counterfoil.intake.reader import RawBatch, Wanted
from counterfoil.intake.source import raw_batches
from counterfoil.intake.tally import Tally
from counterfoil.intake.whole import Given, Kind, withheld
from counterfoil.tables.contract import LINE, Sorted, sort_rows


def read_streamed(given: Given, kind: Kind) -> Iterator[Sorted]:
    """Yield the rows of the file in batches, sorted by the contract of `kind`, with `line`.

    A column that a reader hands back as a list is not converted again. What stands twice is not looked for: that needs
    the whole file. Raises UserError where the file cannot be read, or once it has ended without one row kept, unless
    it may be empty and is.
    """
    tally, rows = Tally(), 0
    for batch in raw_batches(given.stream, wanted_of(given, kind), product_feeds=False):
        result = sorted_batch(batch, kind, file=given.file)
        rows += result.kept.height + result.rejects.height
        tally.add(result)
        yield result
    if rows or not kind.may_be_empty:
        tally.refuse_if_nothing_kept(given.file)


def wanted_of(given: Given, kind: Kind) -> Wanted:
    """Return what the table of `kind` asks of the file."""
    columns, mapping = tuple(kind.contract.column_names()), given.mapping or NO_MAPPING
    return Wanted(given.file, columns, kind.required, mapping, given.encoding, personal=kind.shown is not None)


def sorted_batch(batch: RawBatch, kind: Kind, *, file: str) -> Sorted:
    """Return the rows of one batch with their types, sorted by the contract; its own rejects are among the rejects."""
    prepared = kind.prepare(emptied(batch.rows))
    conversions = [c for c in kind.conversions if prepared.schema.get(c.field, pl.String) == pl.String]
    typed = converted(prepared, conversions, file=file)
    checked = sort_rows(typed.kept, kind.contract, file=file)
    rejects = pl.concat([batch.rejects, typed.rejects, checked.rejects]).sort(LINE, maintain_order=True)
    return Sorted(checked.kept, withheld(rejects, kind.shown))
