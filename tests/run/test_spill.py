"""Rows with equal keys meet, and none is lost, however they were written and read."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from counterfoil.run.spill import BUCKETS, read_buckets, write_buckets

ROWS = pl.DataFrame(
    {
        "key": [f"k-{n % 37}" for n in range(500)],
        "number": range(500),
        "price": [None if n % 5 else Decimal(n) for n in range(500)],
    },
    schema_overrides={"price": pl.Decimal(18, 4)},
)


@pytest.mark.parametrize(("size", "at_once"), [(500, 1), (90, BUCKETS), (7, 13)])
def test_every_row_is_read_once_and_equal_keys_together(tmp_path: Path, size: int, at_once: int) -> None:
    paths = []
    for number, rows in enumerate(ROWS.iter_slices(size)):
        paths.append(tmp_path / str(number))
        write_buckets(paths[-1], rows, by=["key"])
    buckets = list(read_buckets(paths, ROWS.clear(), at_once=at_once))
    assert len(buckets) == -(-BUCKETS // at_once)
    assert pl.concat(buckets).sort("number").equals(ROWS)
    assert sum(bucket["key"].n_unique() for bucket in buckets) == 37


def test_nothing_is_read_where_nothing_was_written(tmp_path: Path) -> None:
    write_buckets(tmp_path / "a", ROWS.clear(), by=["key"])
    for paths in ([], [tmp_path / "a"]):
        assert pl.concat(read_buckets(paths, ROWS.clear(), at_once=50)).equals(ROWS.clear())
