"""Rows become a panel: periods evenly spaced, the first period with the measure, gaps, and what is left out."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.estimation.effect.panel import comparable, evenly_spaced, panel_of
from counterfoil.tables.contract import completed
from counterfoil.tables.outcome import Outcome
from estimation.effect.panels import NEVER, panel


def outcomes(*rows: tuple[str, str, float]) -> pl.DataFrame:
    made = pl.DataFrame(
        [{"unit": unit, "period": dt.date.fromisoformat(period), "value": value} for unit, period, value in rows]
    )
    return Outcome.cast(completed(made, Outcome))


def since(**starts: str) -> pl.DataFrame:
    days = [dt.date.fromisoformat(day) for day in starts.values()]
    return pl.DataFrame({"unit": list(starts), "since": days}, schema={"unit": pl.String, "since": pl.Date})


MONTHS = [("a", f"2026-0{month}-01", float(month)) for month in range(1, 6)]


@pytest.mark.parametrize(
    ("day", "first"),
    [("2026-03-01", 2), ("2026-03-17", 2), ("2025-12-01", 0), ("2026-05-31", 4), ("2026-06-01", 5)],
)
def test_a_period_counts_from_the_one_in_which_the_measure_came(day: str, first: int) -> None:
    made = panel_of(outcomes(*MONTHS), since(a=day))
    assert made.since.tolist() == [first]


def test_a_share_is_its_numerator_over_its_denominator_which_weighs() -> None:
    rows = Outcome.cast(
        completed(
            pl.DataFrame(
                {
                    "unit": ["a"] * 3,
                    "period": [dt.date(2026, month, 1) for month in (1, 2, 3)],
                    "numerator": [1.0, 2.0, 3.0],
                    "denominator": [10.0, 10.0, 40.0],
                }
            ),
            Outcome,
        )
    )
    made = panel_of(rows, since())
    assert made.outcome.tolist() == [[0.1, 0.2, 0.075]]
    assert made.weight.tolist() == [[10.0, 10.0, 40.0]]


def test_a_missing_period_stands_as_a_gap_and_later_ones_can_be_added() -> None:
    made = panel_of(outcomes(*MONTHS[:2], *MONTHS[3:]), since(), after=2)
    assert len(made.periods) == 7
    assert made.periods[-1] == dt.date(2026, 7, 1)
    assert made.weight.tolist() == [[1, 1, 0, 1, 1, 0, 0]]
    assert np.isnan(made.outcome[0, 2])


def test_weeks_and_quarters_are_told_by_their_steps() -> None:
    weeks = [dt.date(2026, 1, 5) + dt.timedelta(days=7 * week) for week in (0, 1, 3)]
    assert len(evenly_spaced(weeks)) == 4
    quarters = [dt.date(2025, 10, 1), dt.date(2026, 1, 1), dt.date(2026, 7, 1)]
    assert evenly_spaced(quarters)[2] == dt.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ([dt.date(2026, 1, 1), dt.date(2026, 2, 1)], "fewer than three"),
        ([dt.date(2026, 1, 31), dt.date(2026, 2, 28), dt.date(2026, 3, 31)], "not evenly spaced"),
        ([dt.date(2000, 1, 1), dt.date(2000, 1, 2), dt.date(2026, 1, 1)], "not evenly spaced"),
    ],
)
def test_periods_that_are_no_series_are_refused(days: list[dt.date], says: str) -> None:
    with pytest.raises(UserError, match=says):
        evenly_spaced(days)


def test_two_outcomes_in_a_period_and_unknown_units_are_refused() -> None:
    with pytest.raises(UserError, match="several outcomes"):
        panel_of(outcomes(*MONTHS, MONTHS[0]), since())
    with pytest.raises(UserError, match="b has a date"):
        panel_of(outcomes(*MONTHS), since(b="2026-02-01"))


def test_units_treated_all_along_and_periods_in_which_all_are_treated_are_left_out_and_told() -> None:
    kept = comparable(panel([1.0] * 5, [2.0] * 5, [3.0] * 5, since=[0, 2, 3]))
    assert kept.units == ("u1", "u2")
    assert len(kept.periods) == 3
    assert kept.since.tolist() == [2, 3]
    assert kept.notes == (
        "Left out, since nothing is known of them before the measure: u0.",
        "Left out, since every unit then has the measure: 2 periods from 2025-04-01 to 2025-05-01.",
    )
    whole = panel([1.0] * 4, [2.0] * 4, since=[2, NEVER])
    assert comparable(whole).outcome.tolist() == whole.outcome.tolist()
