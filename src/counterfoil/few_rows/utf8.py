"""How do the texts of a column reach compiled code? As their UTF-8, one behind the other."""

from itertools import accumulate

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from counterfoil.few_rows.column import Column

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]


def bytes_of(texts: pl.Series) -> tuple[Bytes, Numbers]:
    """Return the UTF-8 of a column and where in it each text begins; null is empty."""
    data, offsets = _of_few(texts.to_list()) if isinstance(texts, Column) else _of_many(texts)
    data.flags.writeable = offsets.flags.writeable = False  # compiled code is made for one kind of array
    return data, offsets


def _of_few(texts: list[str | None]) -> tuple[Bytes, Numbers]:
    parts = [text.encode() if text else b"" for text in texts]
    offsets = np.array([0, *accumulate(map(len, parts))], dtype=np.int64)
    return np.frombuffer(b"".join(parts), dtype=np.uint8), offsets


def _of_many(texts: pl.Series) -> tuple[Bytes, Numbers]:
    told = texts.fill_null("") if texts.has_nulls() else texts
    column = pa.array(told.to_arrow(), type=pa.large_string())
    offsets = np.frombuffer(column.buffers()[1], dtype=np.int64, count=len(column) + 1, offset=8 * column.offset)
    return np.frombuffer(column.buffers()[2] or b"", dtype=np.uint8), offsets
