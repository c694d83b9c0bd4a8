"""A file that others send is read up to so many rows and bytes, also where a few bytes of Parquet say very much."""

import io
from collections.abc import Mapping

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from counterfoil.errors import UserError
from counterfoil.intake.reader import Most
from counterfoil.intake.rights import RIGHTS
from counterfoil.intake.whole import Given, read_whole
from counterfoil.tables.contract import Sorted

MOST = Most(rows=10_000, bytes=10 * 2**20)
LONG = pa.array(["x" * 200_000])  # stands once in the file
NUMBERS = pa.array([0] * 1_000, pa.int32())
MARKS = {"mark": ["m"] * 1_000, "owner": ["o"] * 1_000}


def parquet(columns: Mapping[str, object]) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, compression="zstd")
    return stream.getvalue()


def read(content: bytes, most: Most | None = MOST) -> Sorted:
    return read_whole(Given(io.BytesIO(content), "f", None, None, most), RIGHTS)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"mark": ["m"] * 10_001, "owner": ["o"] * 10_001}, "more than 10,000 rows"),
        ({**MARKS, "mark": pa.DictionaryArray.from_arrays(NUMBERS, LONG)}, "unpacks to more"),
        (
            {
                **MARKS,
                "aliases": pa.ListArray.from_arrays(list(range(1_001)), pa.DictionaryArray.from_arrays(NUMBERS, LONG)),
            },
            "unpacks to more",
        ),
        ({**MARKS, "mark": pa.array([b"m" * 20_000] * 1_000, pa.binary(20_000))}, "unpacks to more"),
        (
            {
                "mark": ["m"],
                "owner": ["o"],
                "aliases": pa.ListArray.from_arrays([0, 2_000_000], pa.nulls(2_000_000, pa.string())),
            },
            "unpacks to more",
        ),
    ],
    ids=["rows", "a text of a dictionary", "a list of it", "wide bytes", "a long list"],
)
def test_few_bytes_that_say_very_much_are_refused(columns: Mapping[str, object], sentence: str) -> None:
    content = parquet(columns)
    assert len(content) < 10_000
    with pytest.raises(UserError, match=sentence):
        read(content)


def test_rows_are_counted_whatever_they_are() -> None:
    with pytest.raises(UserError, match=r"more than 10,000 rows\. Split it"):
        read(b"id,mark,owner\n" + b"x\n" * 10_001)
    assert read(b"mark,owner\n" + b"m,o\n" * 10_000).kept.height == 10_000


def test_what_is_within_is_read_as_without_a_limit() -> None:
    frame = pl.DataFrame(
        {
            "mark": ["Orlune", "Halvo"],
            "owner": ["Maison", "Maison"],
            "aliases": [["a", "b"], None],
            "nice_classes": [[25], []],
        }
    ).with_columns(pl.col("owner").cast(pl.Categorical))
    stream = io.BytesIO()
    frame.write_parquet(stream)
    assert read(stream.getvalue()).kept.equals(read(stream.getvalue(), None).kept)
    assert read(stream.getvalue()).kept["aliases"].to_list() == [["a", "b"], None]
