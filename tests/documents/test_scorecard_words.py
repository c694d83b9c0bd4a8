"""How are the numbers of a scorecard said?"""

import datetime as dt
from typing import Any

import pytest

from counterfoil.documents.scorecard_words import interval, is_at_least, number, period, trend_words


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.619, "share", "61.9 %"),
        (1.0, "share", "100 %"),
        (0.0, "share", "0.0 %"),
        (31.46, "hours", "31.5 h"),
        (1204.4, "hours", "1,204 h"),
        (2.0, "days", "2.0 days"),
        (17.0, "count", "17"),
        (3.69, "count", "3.7"),
        (None, "count", "–"),
    ],
)
def test_a_number_has_its_unit(value: float | None, unit: str, said: str) -> None:
    assert number(value, unit) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(26.0, 44.0, "26.0 to 44.0 h"), (26.0, None, "over 26.0 h"), (None, 44.0, "up to 44.0 h"), (None, None, "–")],
)
def test_an_interval_may_lack_an_end(low: float | None, high: float | None, said: str) -> None:
    assert interval({"low": low, "high": high, "unit": "hours"}) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-10-01", "2026-10-31", "October 2026"),
        ("2026-07-01", "2026-09-30", "July to September 2026"),
        ("2026-11-01", "2027-02-28", "November 2026 to February 2027"),
        ("2026-10-19", "2026-10-31", "19 to 31 October 2026"),
        ("2026-10-19", "2026-10-19", "19 October 2026"),
        ("2026-09-28", "2026-10-04", "28 September to 4 October 2026"),
        ("2026-12-28", "2027-01-03", "28 December 2026 to 3 January 2027"),
    ],
)
def test_a_period_is_said_as_people_say_it(first: str, last: str, said: str) -> None:
    assert period(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == said


def trend(word: str, slope: tuple[float | None, float | None, float | None], *, periods: int = 6) -> dict[str, Any]:
    names = dict(zip(("slope", "slope_low", "slope_high"), slope, strict=True))
    return {"trend": word, "unit": "hours", "since": dt.date(2026, 5, 1), "periods": periods, **names}


def test_a_trend_tells_the_change_with_its_interval() -> None:
    falling = trend("falling", (-6.1, -9.4, -2.8))
    assert trend_words(falling, "month") == "falling by 6.1 h a month since May 2026 (95 %: 2.8 to 9.4)"
    rising = trend("rising", (0.02, 0.01, 0.03)) | {"unit": "share"}
    assert trend_words(rising, "week") == "rising by 2.0 points a week since 1 May 2026 (95 %: 1.0 to 3.0)"


def test_where_no_trend_is_told_it_is_said_why() -> None:
    assert trend_words(trend("no trend to be told", (1, -1, 3)), "month") == "no trend to be told since May 2026"
    nothing = (None, None, None)
    assert trend_words(trend("too few periods", nothing, periods=1), "month") == "no trend from 1 month with a number"
    assert trend_words(trend("too few periods", nothing, periods=0), "month") == "too few periods"


def test_only_a_lower_bound_is_at_least() -> None:
    assert is_at_least({"is_at_least": True})
    assert not is_at_least({"is_at_least": False})
    assert not is_at_least({"is_at_least": None})
