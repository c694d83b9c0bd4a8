"""Rows that must meet are brought together through files: written in buckets by the hash of their key, read by bucket.

A file holds BUCKETS batches, so that all rows of a bucket are found without reading the others. Each batch of offers
writes files of its own, and what is read depends neither on how many there are nor on where they were cut.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import polars as pl
import pyarrow as pa

BUCKETS = 128
BUCKET = "bucket"
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


def write_buckets(path: Path, rows: pl.DataFrame, *, by: Sequence[str]) -> None:
    """Write the rows, each into the bucket of its values in the columns `by`."""
    placed = rows.with_columns((pl.struct(by).hash() % BUCKETS).alias(BUCKET)).sort(BUCKET, maintain_order=True)
    ends = placed[BUCKET].search_sorted(pl.int_range(BUCKETS + 1, dtype=pl.UInt64, eager=True)).to_list()
    table = placed.drop(BUCKET).rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema, options=_OPTIONS) as writer:
        for start, end in pairwise(ends):
            rest = table.slice(start, end - start).combine_chunks().to_batches()
            writer.write_batch(rest[0] if rest else _nothing(table.schema))


def read_buckets(paths: Sequence[Path], empty: pl.DataFrame, *, at_once: int) -> Iterator[pl.DataFrame]:
    """Yield the rows of all files bucket by bucket, `at_once` buckets together; `empty` has their columns."""
    for first in range(0, BUCKETS, at_once):
        batches = [batch for path in paths for batch in _batches(path, first, min(first + at_once, BUCKETS))]
        yield _frame(batches, empty)


def _batches(path: Path, first: int, end: int) -> list[pa.RecordBatch]:
    with pa.OSFile(str(path), "rb") as file, pa.ipc.open_file(file) as reader:
        return [batch for batch in (reader.get_batch(number) for number in range(first, end)) if batch.num_rows]


def _frame(batches: list[pa.RecordBatch], empty: pl.DataFrame) -> pl.DataFrame:
    if not batches:
        return empty.clear()
    frame = pl.from_arrow(pa.Table.from_batches(batches))
    assert isinstance(frame, pl.DataFrame)
    return frame.cast(empty.schema)


def _nothing(schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=schema)
