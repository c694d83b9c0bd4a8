"""Does a measure rise or fall from period to period, or can that not be told?

A straight line through the numbers of the latest measured periods, each weighing by how sure it is (weighted least
squares; the standard error of a number is its interval's width / 3.92). Where the numbers lie further from the line
than their intervals explain, the line is so much less sure (R. T. Birge, Physical Review 40 (1932), 207-227). A trend
is told where the 95 % interval of the slope leaves out 0; "no trend to be told" is no proof of none.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from counterfoil.intervals.weighted import Z_95
from counterfoil.scorecards.counting import DECIMALS
from counterfoil.tables.scorecard_trend import FALLING, NONE_TOLD, RISING, TOO_SHORT

FEWEST: Final = 3  # periods: through two points there is always a line
LATEST: Final = 6  # periods that count: what a platform does now, not what it did before


class Point(NamedTuple):
    """The number of a period: its place among all periods, the value and its interval."""

    place: int
    value: float
    low: float | None
    high: float | None


class Trend(NamedTuple):
    """Which way, over how many periods from which place, and the change from a period to the next with its interval."""

    trend: str
    periods: int
    since: int | None = None
    slope: float | None = None
    low: float | None = None
    high: float | None = None


def trend_of(points: Sequence[Point]) -> Trend:
    """Return the trend over the LATEST of the measured periods, given in their order.

    A number without an interval is passed over: nobody knows how sure it is, and it says nothing against the others.
    """
    latest = [point for point in points if (point.low, point.high) != (None, None)][-LATEST:]
    errors = np.array([_error(point) for point in latest])
    if len(latest) < FEWEST:
        return Trend(TOO_SHORT, len(latest), latest[0].place if latest else None)
    slope, error = _line(
        np.array([point.place for point in latest], dtype=float), np.array([point.value for point in latest]), errors
    )
    low, high = slope - Z_95 * error, slope + Z_95 * error
    word = RISING if low > 0 else FALLING if high < 0 else NONE_TOLD
    return Trend(word, len(latest), latest[0].place, *(round(one, DECIMALS) for one in (slope, low, high)))


def _error(point: Point) -> float:
    """Return the standard error of a number; of an interval with one end the one side counts for both."""
    ends = [abs(end - point.value) for end in (point.low, point.high) if end is not None]
    return float(sum(ends) / len(ends) / Z_95)


def _line(place: np.ndarray, value: np.ndarray, error: np.ndarray) -> tuple[float, float]:
    """Return the slope of the line and its standard error."""
    weight = 1 / np.maximum(error, 1e-9) ** 2  # all cases of a period alike: as good as sure
    middle, mean = (weight @ place / weight.sum(), weight @ value / weight.sum())
    spread = float(weight @ (place - middle) ** 2)
    slope = float(weight @ ((place - middle) * (value - mean))) / spread
    off = float(weight @ (value - mean - slope * (place - middle)) ** 2) / (len(place) - 2)
    return slope, (max(1.0, off) / spread) ** 0.5
