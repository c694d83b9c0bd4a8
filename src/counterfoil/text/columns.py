"""How does what compiled code found come back as columns: rows by their numbers, and pieces of texts?"""

from collections.abc import Iterable

import numpy as np
import polars as pl
import pyarrow as pa

from counterfoil.few_rows.column import Column, are_few, few_of
from counterfoil.few_rows.table import few_at
from counterfoil.few_rows.utf8 import Bytes
from counterfoil.text.hashing import Numbers


def texts_of(data: Bytes, offsets: Numbers) -> pl.Series:
    """Return the column of texts that lie one behind the other in UTF-8."""
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(data)]
    column = pa.LargeStringArray.from_buffers(len(offsets) - 1, buffers[1], buffers[2], buffers[0])
    found = pl.from_arrow(column)
    assert isinstance(found, pl.Series)  # an array of Arrow is a Series, by Polars' own reference
    return found


def columns_at(table: pl.DataFrame, names: Iterable[str], rows: Numbers) -> list[pl.Series]:
    """Return columns of a table at some rows; for few rows a query of the table would cost more than they do."""
    if are_few(len(rows)):
        return few_at(table, names, rows.tolist())
    places = pl.Series(rows.astype(np.uint32))
    return [table[name][places] for name in names]


def values_at(column: pl.Series, rows: Numbers) -> pl.Series:
    """Return the values of a column at some rows."""
    return few_of(column, rows.tolist()) if are_few(len(rows)) else column[rows]


def parts_of(texts: pl.Series, rows: Numbers, start: Numbers, end: Numbers) -> pl.Series:
    """Return the part from start to end, in characters, of the text of each row."""
    if not are_few(len(rows)):
        return texts[rows].str.slice(pl.Series(start), pl.Series(end - start))
    told = zip(rows.tolist(), start.tolist(), end.tolist(), strict=True)
    return Column(texts.name, [texts[row][begin:stop] for row, begin, stop in told], texts.dtype)
