"""Parquet: typed columns as text, rows counted from 1, damage told."""

import datetime as dt
import io
from decimal import Decimal

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from counterfoil.errors import UserError
from counterfoil.intake.offers import read_offers
from intake.samples import Pipe, offers


def parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


GOODS = pl.DataFrame({"id": ["1", "2"], "title": ["one", "two"]})


def test_rows_are_counted_from_one_over_all_row_groups() -> None:
    frame = pl.DataFrame({"id": range(25_000), "title": ["t"] * 25_000})
    buffer = io.BytesIO()
    frame.write_parquet(buffer, row_group_size=7_000)
    batches = list(read_offers(io.BytesIO(buffer.getvalue()), file="f"))
    assert max(batch.kept.height for batch in batches) <= 10_000
    assert pl.concat(batch.kept for batch in batches)["line"].to_list() == list(range(1, 25_001))


def test_types_become_ours() -> None:
    seen = dt.datetime(2026, 11, 1, 8, 30, tzinfo=dt.UTC)
    frame = GOODS.with_columns(
        pl.Series("price", [Decimal("3.50"), Decimal("0.0001")], dtype=pl.Decimal(10, 4)),
        pl.Series("price_currency", ["EUR", "EUR"], dtype=pl.Categorical),
        pl.Series("gtin", [4006381333931, None]),
        pl.Series("seen_at", [seen, seen.replace(tzinfo=None)], dtype=pl.Datetime("us")).dt.replace_time_zone("UTC"),
        pl.Series("additional_image_link", [["http://a", "http://b"], None]),
    )
    rows = offers(parquet(frame)).kept.rows(named=True)
    assert [row["price"] for row in rows] == [Decimal("3.5"), Decimal("0.0001")]
    assert [row["gtin"] for row in rows] == ["4006381333931", None]
    assert [row["seen_at"] for row in rows] == [seen, seen]
    assert [row["additional_image_link"] for row in rows] == [["http://a", "http://b"], None]


def test_a_very_large_float_is_not_read_as_a_small_price() -> None:
    result = offers(parquet(GOODS.with_columns(pl.Series("price", [12.5, 1e30]))))
    assert result.kept["price"].to_list() == [Decimal("12.5")]
    assert result.rejects.select("line", "value").rows() == [(2, "1e+30")]


def test_a_mapping_and_a_missing_column() -> None:
    frame = GOODS.rename({"title": "Product Name"})
    assert offers(parquet(frame), mapping='[columns]\ntitle = "Product Name"').kept["title"].to_list() == ["one", "two"]
    with pytest.raises(UserError, match="No column is named title"):
        offers(parquet(frame))


def test_damage_is_told() -> None:
    content = parquet(GOODS)
    for damaged in (content[:-5], content[:4], content[: len(content) // 2]):
        with pytest.raises(UserError, match="damaged or cut off"):
            offers(damaged)


def test_text_that_is_not_utf_8_is_damage() -> None:
    wrong = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(b"\x00\x00\x00\x00\x02\x00\x00\x00"), pa.py_buffer(b"\xff\xfe")]
    )
    buffer = io.BytesIO()
    pq.write_table(pa.table({"id": pa.array(["1"]), "title": wrong}), buffer)
    with pytest.raises(UserError, match="damaged"):
        offers(buffer.getvalue())


def test_a_column_of_another_kind_is_told() -> None:
    with pytest.raises(UserError, match="The column brand is of a kind that is not read"):
        offers(parquet(GOODS.with_columns(pl.lit(b"\xff").alias("brand"))))


def test_a_pipe_is_refused() -> None:
    with pytest.raises(UserError, match="cannot be read from a pipe"):
        list(read_offers(Pipe(parquet(GOODS)), file="-"))  # type: ignore[arg-type]


def test_rows_count_even_where_the_mapping_fills_all_columns() -> None:
    result = offers(parquet(GOODS), mapping='[columns]\nid = "(line)"\n[constants]\ntitle = "one title for all"')
    assert result.kept["id"].to_list() == ["1", "2"]
