"""How do cases become a number? Small drawn tables, and a slow twin."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.intervals.counts import count_interval, share_interval
from counterfoil.scorecards.counting import Number, none_of, numbers_of
from reference import scorecard as twin
from scorecards.invented import JANUARY, Case, a_measure, evidence

FEBRUARY = dt.date(2026, 2, 1)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 31)).map(lambda day: f"{day:%m-%d}")
HOURS = st.floats(0, 1e5).map(lambda hours: round(hours, 2))


def counted(
    statistic: str, rows: list[Case], *, least: int = 1, is_stock: bool = False
) -> dict[dt.date | None, Number]:
    measure = a_measure(statistic, least=least, is_stock=is_stock)
    return dict(numbers_of([measure], evidence(measure, rows))[measure.name])


def test_a_share_is_what_was_reached_of_all() -> None:
    found = counted("share", [("a", "01-05", True, None), ("b", "01-06", False, None), ("c", "02-01", True, None)])
    assert found[JANUARY][:4] == ("measured", 2, 1, 0.5)
    assert (found[JANUARY].low, found[JANUARY].high) == pytest.approx(share_interval(1, 2), abs=1e-6)
    assert found[FEBRUARY][:4] == ("measured", 1, 1, 1.0)
    assert found[None][:4] == ("measured", 3, 2, pytest.approx(2 / 3, abs=1e-6))


def test_a_count_is_the_number_of_cases() -> None:
    found = counted("count", [("a", "01-05", None, None), ("a", "01-06", None, None), ("b", "02-01", None, None)])
    assert found[JANUARY][:4] == ("measured", 2, 2, 2.0)
    assert (found[JANUARY].low, found[JANUARY].high) == pytest.approx(count_interval(2), abs=1e-6)
    assert found[None].value == 3


def test_a_time_is_that_by_which_half_was_done_and_nine_of_ten() -> None:
    rows: list[Case] = [(f"l-{hours}", "01-05", True, float(hours)) for hours in range(1, 21)]
    assert counted("median", rows)[JANUARY].value == 10
    assert counted("p90", rows)[JANUARY].value == 18
    assert counted("median", rows)[JANUARY].reached is None
    assert counted("median", rows)[JANUARY].why is None


def test_what_is_still_open_counts_as_longer_and_is_told() -> None:
    closed: list[Case] = [(f"l-{hours}", "01-05", True, float(hours)) for hours in range(1, 12)]
    still_open: list[Case] = [(f"o-{hours}", "01-05", False, float(hours)) for hours in (2, 5, 200, 300)]
    found = counted("median", closed + still_open)[JANUARY]
    assert found.value is not None
    assert found.value > counted("median", closed)[JANUARY].value  # type: ignore[operator]
    assert found.why is not None
    assert found.why.startswith("4 of 15 are still open, each for longer than so far.")


def test_a_platform_that_never_takes_down_is_not_let_off() -> None:
    found = counted("median", [(f"o-{hours}", "01-05", False, float(hours)) for hours in (100, 200, 300)])[JANUARY]
    assert found[:4] == ("measured", 3, None, 200.0)
    assert found.is_at_least
    assert found.why == (
        "3 of 3 are still open, each for longer than so far. "
        "Too many are open to say how long it takes: it is at least this."
    )


def test_too_few_cases_are_told_with_how_many_are_needed() -> None:
    found = counted("share", [("a", "01-05", True, None)], least=10)[JANUARY]
    assert found.standing == "too few"
    assert found.why == "1 case; a number needs 10."
    few = counted("median", [("a", "01-05", True, 5.0), ("b", "01-05", True, 7.0)], least=10)[JANUARY]
    assert few.why == "2 cases; a number needs 10. Too few for an upper end of the interval."


def test_a_period_without_a_case_has_no_number_but_a_count_is_none() -> None:
    assert none_of(a_measure("share")) == Number("too few", 0, why="No case fell into it.")
    nothing = none_of(a_measure("count", least=0))
    assert nothing[:4] == ("measured", 0, 0, 0.0)
    assert nothing.high == pytest.approx(3.688879, abs=1e-6)
    assert none_of(a_measure("count", least=5)).standing == "too few"


def test_of_how_things_stand_the_last_of_each_subject_counts_over_all_days() -> None:
    rows: list[Case] = [("a", "01-05", False, None), ("b", "01-05", True, None), ("a", "02-05", True, None)]
    found = counted("share", rows, is_stock=True)
    assert found[JANUARY].value == 0.5
    assert found[None][:4] == ("measured", 2, 2, 1.0)


def test_measures_do_not_mix() -> None:
    share, count = a_measure("share"), a_measure("count")
    rows: list[Case] = [("a", "01-05", True, None)]
    both = numbers_of([share, count], pl.concat([evidence(share, rows), evidence(count, rows * 3)]))
    assert (both["a-share"][JANUARY].cases, both["a-count"][JANUARY].cases) == (1, 3)


@pytest.mark.parametrize("statistic", ["share", "median", "p90", "count"])
def test_without_any_evidence_there_are_no_numbers(statistic: str) -> None:
    assert counted(statistic, []) == {}


@given(
    st.sampled_from(["share", "median", "p90", "count"]),
    st.lists(st.tuples(st.sampled_from("abcd"), DAYS, st.booleans(), HOURS), max_size=40),
)
def test_the_slow_twin_agrees(statistic: str, rows: list[Case]) -> None:
    told = twin.by_period(statistic, evidence(a_measure(statistic), rows).collect().rows(named=True))
    found = counted(statistic, rows)
    assert found.keys() == told.keys()
    for period, one in found.items():
        cases, value = told[period]
        assert one.cases == cases
        assert one.value == pytest.approx(value, abs=1e-6)
        ends = (one.low if one.low is not None else 0, one.high if one.high is not None else float("inf"))
        assert ends[0] - 1e-6 <= one.value <= ends[1] + 1e-6
