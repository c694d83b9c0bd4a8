"""Are the rows of a Parquet table of others held against its contract? What breaks it is set aside, and told."""

import datetime as dt
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest
from counterfoil.run.table_names import CONTRACTS

from counterfoil.errors import UserError
from counterfoil.run.gathered_tables import gathered
from counterfoil.run.held_parquet import held_parquet
from counterfoil.tables import event, notice_listing, sale

AT = dt.datetime(2026, 10, 2, 8, tzinfo=dt.UTC)


def listings(outcomes: list[str | None], times: pl.Series) -> pl.DataFrame:
    """Return listings of notices with these outcomes and times."""
    many = len(outcomes)
    return pl.concat([notice_listing.EXAMPLE[:1]] * many).with_columns(
        pl.Series("outcome", outcomes, pl.String),
        times.alias("outcome_at"),
        offer_id=pl.format("o-{}", pl.int_range(many)),
    )


def test_a_time_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    rows = listings(["acted"] * 3, pl.Series([None, "not a time", "2026-10-02T08:00:00Z"], dtype=pl.String))
    rows.with_columns(outcome=pl.Series([None, "acted", "acted"])).write_parquet(tmp_path / "listings.parquet")
    found = gathered([tmp_path / "listings.parquet"])
    kept = found.tables["notice_listing"].collect()
    assert kept.select("offer_id", "row", "outcome_at").rows() == [("o-0", 1, None), ("o-2", 3, AT)]
    assert found.rejects().rows() == [
        (
            "listings.parquet",
            2,
            "outcome_at",
            "not a time",
            "outcome_at must be readable as a time such as 2026-11-01T08:30:00Z",
        )
    ]


def test_a_rule_that_is_broken_is_told_with_the_row(tmp_path: Path) -> None:
    rows = listings(["acted", "Acted"], pl.Series([AT, AT]))
    rows.write_parquet(tmp_path / "listings.parquet")
    found = gathered([tmp_path])
    assert found.tables["notice_listing"].select("outcome", "row").collect().rows() == [("acted", 1)]
    told = found.rejects().row(0, named=True)
    assert (told["line"], told["field"], told["value"]) == (2, "outcome", "Acted")


def test_a_column_that_must_be_filled_is_held_to_it(tmp_path: Path) -> None:
    rows = pl.concat([event.EXAMPLE, event.EXAMPLE]).with_columns(number=pl.Series([1, None], dtype=pl.Int32))
    rows.write_parquet(tmp_path / "events.parquet")
    found = gathered([tmp_path])
    assert found.tables["event"].select("number").collect().rows() == [(1,)]
    assert found.rejects().select("line", "field").rows() == [(2, "number")]


def test_rows_in_are_rows_kept_and_rows_set_aside(tmp_path: Path) -> None:
    numbers = pl.Series([1, 0, -3, None, 5] * 40)
    pl.concat([event.EXAMPLE] * 200).with_columns(numbers.alias("number")).write_parquet(tmp_path / "events.parquet")
    found = gathered([tmp_path])
    kept = found.tables["event"].collect()
    assert kept.height == 80
    assert sorted([*kept["row"], *found.rejects()["line"]]) == list(range(1, 201))


def test_amounts_and_days_in_text_are_read_as_from_a_text_file(tmp_path: Path) -> None:
    rows = sale.EXAMPLE[:1].with_columns(units=pl.lit("3.0"), sold_on=pl.lit(" 2026-11-01 "))
    rows.write_parquet(tmp_path / "sales.parquet")
    (tmp_path / "sales.csv").write_text("offer_id,units,sold_on\no-1,3.0,2026-11-01\n")
    read, told = (gathered([tmp_path / f"sales.{end}"]).tables["sale"].collect() for end in ("parquet", "csv"))
    assert read.select("units", "sold_on").rows() == told.select("units", "sold_on").rows()


def test_a_list_that_is_not_there_is_empty(tmp_path: Path) -> None:
    event.EXAMPLE.drop("digests").write_parquet(tmp_path / "events.parquet")
    event.EXAMPLE.with_columns(digests=pl.lit(None)).write_parquet(tmp_path / "events2.parquet")
    found = gathered([tmp_path])
    assert found.tables["event"].collect()["digests"].to_list() == [[], []]
    assert found.rejects().is_empty()


def test_a_number_is_no_time_for_it_does_not_say_its_unit(tmp_path: Path) -> None:
    event.EXAMPLE.with_columns(at=pl.lit(1_790_000_000)).write_parquet(tmp_path / "events.parquet")
    with pytest.raises(UserError, match="Its column at holds Int"):
        gathered([tmp_path])


def test_a_column_of_another_kind_altogether_is_told(tmp_path: Path) -> None:
    rows = event.EXAMPLE.with_columns(number=pl.Series([{"a": 1}]))
    rows.write_parquet(tmp_path / "events.parquet")
    with pytest.raises(UserError, match="number"):
        gathered([tmp_path])


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(b"PAR1" + b"x" * 200 + b"PAR1")
    with pytest.raises(UserError, match="damaged"):
        gathered([path])
    pl.concat([event.EXAMPLE] * 5000).write_parquet(path)
    data = path.read_bytes()
    path.write_bytes(data[:40] + b"\xff" * 200 + data[240:])
    with pytest.raises(UserError, match="damaged"):
        gathered([path])


@pytest.mark.parametrize("name", CONTRACTS)
def test_what_keeps_to_its_contract_is_kept_whole(name: str, tmp_path: Path) -> None:
    example: pl.DataFrame = import_module(f"counterfoil.tables.{name}").EXAMPLE
    example.write_parquet(tmp_path / "rows.parquet")
    held = held_parquet(tmp_path / "rows.parquet", CONTRACTS[name], shown="rows.parquet", place="its place")
    kept = held.kept.collect()
    assert (kept.height, held.rejects.height) == (example.height, 0)
    assert kept.drop("its place").schema == CONTRACTS[name].create_empty().schema
