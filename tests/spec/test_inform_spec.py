"""The manual of INFORM's clocks: every row of the drawn table is what vetting says."""

import datetime as dt

import polars as pl
import pytest

import inform_cases
from counterfoil.vetting.clocks import COMPLETE, DAYS, clocks
from counterfoil.vetting.regime import built_in, read_regime

INFORM = read_regime(built_in("inform"), file="inform")
CASES = inform_cases.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.clock}: {case.happened}, {case.today}")
def test_a_clock_stands_as_drawn(case: inform_cases.Case) -> None:
    rows = [("s-1", kind, dt.date.fromisoformat(day)) for kind, day in case.events()]
    days = pl.DataFrame(rows, schema=DAYS, orient="row")
    today = dt.date.fromisoformat(case.today)
    found = clocks(days, regime=INFORM, complete=pl.DataFrame(schema=COMPLETE), day=today).filter(clock=case.clock)
    assert found.select(pl.col("due_on").cast(pl.String), "state").rows() == [(case.due, case.state)]


def test_every_clock_of_the_regime_is_drawn() -> None:
    assert {case.clock for case in CASES} == {clock.name for clock in INFORM.clocks}
