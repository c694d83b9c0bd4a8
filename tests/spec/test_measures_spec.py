"""The manual of the measures: of every row of the drawn table the measure makes the cases that stand there."""

import datetime as dt

import pytest

import measure_cases
from counterfoil.scorecards.measure import CASE, SHARE_OF, Window
from counterfoil.scorecards.measures.all_measures import MEASURES

OCTOBER = Window("Tidewater Market", dt.date(2026, 10, 1), dt.date(2026, 10, 31))
CASES = measure_cases.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.measure}: {case.happened}")
def test_a_measure_counts_over_what_is_drawn(case: measure_cases.Case) -> None:
    found = MEASURES[case.measure].cases(case.tables(), OCTOBER).collect()
    assert found.schema == CASE
    assert measure_cases.shown(found) == case.wanted()
    if MEASURES[case.measure].statistic == SHARE_OF:
        assert found["is_reached"].null_count() == 0


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_is_drawn(name: str) -> None:
    assert [case for case in CASES if case.measure == name and case.wanted()]


@pytest.mark.parametrize("name", MEASURES)
def test_empty_tables_have_no_cases(name: str) -> None:
    tables = {need: measure_cases.table(need, []) for need in MEASURES[name].needs}
    assert MEASURES[name].cases(tables, OCTOBER).collect().height == 0
