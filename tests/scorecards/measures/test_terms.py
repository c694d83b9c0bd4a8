"""Within how many days has an account to be closed after its third violation in a year?"""

import datetime as dt

import pytest

import measure_cases
from counterfoil.scorecards.measure import Window
from counterfoil.scorecards.measures.all_measures import MEASURES

YEAR = Window("Tidewater Market", dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize(("closed", "in_time"), [(dt.date(2026, 5, 1), True), (dt.date(2026, 5, 2), False)])
def test_the_thirtieth_day_is_the_last(closed: dt.date, in_time: bool) -> None:
    days = [dt.date(2026, 2, 1), dt.date(2026, 3, 1), dt.date(2026, 4, 1)]
    found = [{"id": f"v-{day}", "account_id": "s-1", "found_on": day} for day in days]
    tables = {
        "violation": measure_cases.table("violation", found),
        "seller_event": measure_cases.table(
            "seller_event", [{"seller_id": "s-1", "kind": "terminated", "day": closed}]
        ),
    }
    cases = MEASURES["repeat-offenders-closed"].cases(tables, YEAR).collect()
    assert cases.select("on", "is_reached").rows() == [(dt.date(2026, 4, 1), in_time)]
