"""Rows of a format whose columns are known, one Python record each, as columns: batches for the contract."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import polars as pl
import pyarrow as pa

from counterfoil.intake.naming import frame_of_known
from counterfoil.intake.reader import BATCH_ROWS, RawBatch, Refused, Wanted, rejects_of
from counterfoil.tables.contract import LINE

Row = dict[str, Any]  # texts, lists of texts and lists of structures by the columns of a table
Drawn = tuple[int, Row] | Refused  # the line it began on, and the row
_NO_TYPES: dict[str, pa.DataType] = {}


def rows_in_batches(
    rows: Iterable[Drawn], wanted: Wanted, *, columns: tuple[str, ...], types: dict[str, pa.DataType] = _NO_TYPES
) -> Iterator[RawBatch]:
    """Yield the rows in batches. Columns are text unless `types` says otherwise; those that no row has are left out.

    Raises UserError as `resolve` does.
    """
    drawing = iter(rows)
    while drawn := list(islice(drawing, BATCH_ROWS)):
        good = [one for one in drawn if not isinstance(one, Refused)]
        bad = [one for one in drawn if isinstance(one, Refused)]
        yield RawBatch(_frame(good, wanted, columns, types), rejects_of(bad, file=wanted.file))


def _frame(
    good: list[tuple[int, Row]], wanted: Wanted, columns: tuple[str, ...], types: dict[str, Any]
) -> pl.DataFrame:
    if not good:
        return pl.DataFrame(schema=dict.fromkeys(wanted.required, pl.String) | {LINE: pl.Int64})
    names = [name for name in columns if name in wanted.required or any(name in row for _, row in good)]
    arrays = {name: pa.array([row.get(name) for _, row in good], types.get(name, pa.large_string())) for name in names}
    frame = pl.from_arrow(pa.table(arrays | {LINE: pa.array([line for line, _ in good], type=pa.int64())}))
    assert isinstance(frame, pl.DataFrame)
    return frame_of_known(frame, wanted)
