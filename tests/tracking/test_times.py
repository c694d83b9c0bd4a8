"""Counted hours become medians: what is open lasts, what ended before it began is left out and said."""

import polars as pl

from counterfoil.tracking.times import time_rows


def counts(*rows: tuple[str, float | None, int, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["step", "hours", "is_open", "cases"], orient="row")


def test_each_row_stands_for_its_cases_and_what_is_open_lasts() -> None:
    table = time_rows(counts(("b", 10.0, 0, 1), ("b", 20.0, 0, 2), ("b", 5.0, 1, 1), ("a", 1.234, 0, 1)), "step")
    assert table.select("label", "median", "cases", "open").rows() == [("b", 20.0, 4, 1), ("a", 1.23, 1, 0)]


def test_where_half_is_not_done_the_median_is_empty_and_only_its_lower_end_is_told() -> None:
    (row,) = time_rows(counts(("a", 10.0, 0, 1), ("a", 2_000.0, 1, 39)), "step").rows(named=True)
    assert (row["median"], row["low"], row["high"], row["p90"]) == (None, 2_000.0, None, None)


def test_what_ended_before_it_began_is_left_out_and_said() -> None:
    (row,) = time_rows(counts(("a", -3.0, 0, 2), ("a", -0.5, 0, 1)), "step").rows(named=True)
    assert (row["cases"], row["median"], row["low"], row["note"]) == (
        0,
        None,
        None,
        "3 ended before they began, and are left out",
    )
