"""Apache Parquet: row groups read in batches.

Source: https://parquet.apache.org/docs/file-format/. The footer stands at the end: the stream must seek.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from counterfoil.errors import UserError
from counterfoil.intake.naming import filled_in, resolve
from counterfoil.intake.parquet_size import by_numbers, refuse_batch, refuse_footer, refuse_pages, written_out
from counterfoil.intake.reader import BATCH_ROWS, LIST_SEPARATOR, Format, RawBatch, Wanted, rejects_of
from counterfoil.tables.contract import LINE

_DAMAGED = (pa.ArrowException, OSError, ValueError, KeyError, OverflowError, MemoryError)


def recognises(head: bytes) -> bool:
    """Tell whether the bytes begin with the magic number of Parquet."""
    return head.startswith(b"PAR1")


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the rows in batches, `line` being the number of the row, counted from 1.

    Raises UserError for a damaged file, one of more than is read, a stream that cannot be sought in, and a missing
    column.
    """
    parquet = _opened(stream, wanted)
    theirs: list[str] = parquet.schema_arrow.names
    positions = resolve(theirs, wanted)
    names = {ours: theirs[at] for ours, at in positions.items()}
    seen = 0
    for height, batch in _batches(parquet, names, wanted):
        columns = [_as_text(values, wanted) for values in batch]
        lines = pl.Series(LINE, range(seen + 1, seen + height + 1), dtype=pl.Int64)
        yield RawBatch(filled_in(pl.DataFrame([*columns, lines]), wanted), rejects_of([], file=wanted.file))
        seen += height


def names(stream: BinaryIO, wanted: Wanted) -> list[str]:
    """Return the names of the columns; raises as `read`."""
    theirs: list[str] = _opened(stream, wanted).schema_arrow.names
    return theirs


def _opened(stream: BinaryIO, wanted: Wanted) -> Any:
    if not stream.seekable():
        cure = "Give it as a file, not through a pipe."
        raise UserError("Parquet cannot be read from a pipe.", cure=cure, file=wanted.file)
    try:
        parquet = pq.ParquetFile(stream, pre_buffer=False)  # else whole row groups are held in memory
        _ = parquet.schema_arrow  # read here, where a damaged one is told
        if wanted.most is not None:
            refuse_footer(parquet.metadata, wanted, wanted.most)
            refuse_pages(stream, parquet.metadata, wanted, wanted.most)
            parquet = by_numbers(stream, parquet.metadata)
    except _DAMAGED as fault:
        raise _damaged(wanted.file) from fault
    return parquet


def _batches(parquet: Any, names: dict[str, str], wanted: Wanted) -> Iterator[tuple[int, list[pl.Series]]]:
    """Yield the number of rows of each batch, and its columns under our names."""
    drawn = parquet.iter_batches(batch_size=BATCH_ROWS, columns=list(dict.fromkeys(names.values())))
    while True:
        try:
            batch = next(drawn)
            batch.validate(full=True)  # Arrow trusts that text is UTF-8, Polars would too
            if wanted.most is not None:
                refuse_batch(batch, wanted, wanted.most)
            columns = [_column(batch.column(name), ours) for ours, name in names.items()]
        except StopIteration:
            return
        except (*_DAMAGED, pl.exceptions.PolarsError) as fault:
            raise _damaged(wanted.file) from fault
        yield batch.num_rows, columns


def _column(values: Any, ours: str) -> pl.Series:
    """Take the values alone: names and metadata of a damaged schema make Polars panic."""
    series = pl.from_arrow(written_out(values))
    assert isinstance(series, pl.Series)
    return series.alias(ours)


def _as_text(values: pl.Series, wanted: Wanted) -> pl.Series:
    try:
        if isinstance(values.dtype, pl.List):
            return values.cast(pl.List(pl.String)).list.join(LIST_SEPARATOR)
        if isinstance(values.dtype, pl.Datetime | pl.Date):
            return values.dt.to_string("iso:strict")
        return values.cast(pl.String)
    except pl.exceptions.PolarsError:
        cure = "Write it as text."
        raise UserError(
            f"The column {values.name} is of a kind that is not read.", cure=cure, file=wanted.file
        ) from None


def _damaged(file: str) -> UserError:
    return UserError("The Parquet file is damaged or cut off.", cure="Write it again.", file=file)


PARQUET = Format("parquet", recognises, read, names=names)
