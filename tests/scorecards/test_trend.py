"""Does a measure rise or fall? Drawn lines, and how often a trend is told where there is none."""

import numpy as np
import pytest

from counterfoil.intervals.counts import share_interval
from counterfoil.scorecards.trend import FEWEST, LATEST, Point, trend_of


def points(*values: float, half: float = 1.0) -> list[Point]:
    return [Point(place, value, value - half, value + half) for place, value in enumerate(values)]


def test_a_line_that_rises_is_told_with_its_slope() -> None:
    told = trend_of(points(10, 12, 14, 16))
    assert told.trend == "rising"
    assert told.slope == pytest.approx(2)
    assert told.low is not None
    assert told.high is not None
    assert 0 < told.low < 2 < told.high


def test_a_line_that_falls() -> None:
    assert trend_of(points(90, 60, 30, 10)).trend == "falling"


def test_a_number_without_an_interval_does_not_take_the_trend_away() -> None:
    told = trend_of([*points(90, 60, 30, 10), Point(4, 400.0, None, None)])
    assert (told.trend, told.periods) == ("falling", 4)


def test_wide_intervals_tell_no_trend() -> None:
    assert trend_of(points(10, 12, 14, 16, half=20)).trend == "no trend to be told"


def test_numbers_that_jump_more_than_their_intervals_explain_tell_no_trend() -> None:
    assert trend_of(points(10, 60, 5, 70)).trend == "no trend to be told"


@pytest.mark.parametrize("number", range(FEWEST))
def test_too_few_periods(number: int) -> None:
    told = trend_of(points(*range(number)))
    assert told.trend == "too few periods"
    assert told.slope is None
    assert told.periods == number


def test_the_latest_periods_count_and_what_was_before_does_not() -> None:
    told = trend_of(points(5, 50, 100, 90, 70, 50, 30, 10))
    assert told.trend == "falling"
    assert told.periods == LATEST
    assert told.since == 2


def test_an_interval_with_one_end_counts_with_that_end() -> None:
    assert (
        trend_of([Point(place, value, value - 1, None) for place, value in enumerate((10, 20, 30))]).trend == "rising"
    )
    assert trend_of([Point(place, 1.0 * place, None, None) for place in range(4)]).trend == "too few periods"


def test_a_period_that_is_missing_leaves_its_place() -> None:
    sparse = [Point(place, 2.0 * place, 2 * place - 0.5, 2 * place + 0.5) for place in (0, 1, 5)]
    assert trend_of(sparse).slope == pytest.approx(2)


@pytest.mark.parametrize("periods", [3, 4, 6])
def test_without_a_trend_one_is_told_in_no_more_than_one_of_twenty(periods: int) -> None:
    chance, told = np.random.default_rng(9), 0
    for _ in range(500):
        reached = chance.binomial(40, 0.3, periods)
        line = [Point(place, one / 40, *share_interval(int(one), 40)) for place, one in enumerate(reached)]
        told += trend_of(line).trend in ("rising", "falling")
    assert told / 500 <= 0.06
