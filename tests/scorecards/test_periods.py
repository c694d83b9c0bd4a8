"""Into which periods do days fall? Drawn windows, and that the periods tile every window."""

import datetime as dt
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.scorecards.periods import KINDS, Period, period_from, periods_of, whole_periods

DAY = dt.timedelta(days=1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_months_are_cut_at_both_ends() -> None:
    assert periods_of("month", day("2026-01-19"), day("2026-03-05")) == (
        Period(day("2026-01-19"), day("2026-01-31")),
        Period(day("2026-02-01"), day("2026-02-28")),
        Period(day("2026-03-01"), day("2026-03-05")),
    )


def test_a_week_begins_on_monday_and_a_quarter_with_january() -> None:
    assert periods_of("week", day("2026-12-30"), day("2027-01-06"))[1].first == day("2027-01-04")
    assert periods_of("quarter", day("2026-02-01"), day("2026-07-01"))[1].first == day("2026-04-01")


def test_whole_periods_are_those_that_are_not_cut() -> None:
    assert whole_periods("month", day("2026-01-19"), day("2026-03-05")) == (
        Period(day("2026-02-01"), day("2026-02-28")),
    )
    assert whole_periods("quarter", day("2026-01-01"), day("2026-03-31")) == (
        Period(day("2026-01-01"), day("2026-03-31")),
    )


def test_no_such_kind() -> None:
    with pytest.raises(ValueError, match="no such kind of period: year"):
        periods_of("year", day("2026-01-01"), day("2026-01-02"))


@given(st.sampled_from(KINDS), st.dates(day("2000-01-01"), day("2040-01-01")), st.integers(0, 800))
def test_periods_tile_the_window_and_each_day_falls_into_its_own(kind: str, first: dt.date, more: int) -> None:
    last = first + more * DAY
    periods = periods_of(kind, first, last)
    assert (periods[0].first, periods[-1].last) == (first, last)
    assert all(one.last + DAY == other.first for one, other in pairwise(periods))
    days = pl.DataFrame({"on": pl.date_range(first, last, eager=True)}).select(
        "on", period_from("on", kind, first=first)
    )
    of_day = {one: period.first for period in periods for one in (period.first, period.last)}
    told = dict(days.iter_rows())
    assert all(told[one] == begun for one, begun in of_day.items())
