"""Trends of scorecards: each measure over all days that were asked for, and which way it went in its latest periods."""

import datetime as dt
from typing import Final

import dataframely as dy
import polars as pl

from counterfoil.tables.scorecard_measure import EDITIONS, HOURS, INSIDE, STANDINGS, UNITS

RISING, FALLING, NONE_TOLD, TOO_SHORT = "rising", "falling", "no trend to be told", "too few periods"
TRENDS: Final = (RISING, FALLING, NONE_TOLD, TOO_SHORT)
BETTER: Final = ("more", "less")


class ScorecardTrend(dy.Schema):
    """One measure of one practice, over the whole time; `slope` is the change from a period to the next, in `unit`."""

    platform = dy.String(nullable=False, min_length=1)
    edition = dy.String(nullable=False, description="inside or outside")
    practice = dy.String(nullable=False, min_length=1)
    measure = dy.String(nullable=False, min_length=1)
    unit = dy.String(nullable=False, description="share, hours, days or count")
    better = dy.String(nullable=False, description="more or less: which is better")
    standing = dy.String(nullable=False, description="of the whole time: measured, too few, or not measurable")
    cases = dy.Int64(nullable=False, min=0)
    reached = dy.Int64(nullable=True, min=0)
    value = dy.Float64(nullable=True, description="over the whole time")
    low = dy.Float64(nullable=True, description="lower end of its 95 % interval")
    high = dy.Float64(nullable=True, description="upper end")
    is_at_least = dy.Bool(nullable=True, description="too many cases are open: the time is at least `value`")
    why = dy.String(nullable=True, description="as of a measure")
    periods = dy.Int64(nullable=False, min=0, description="the latest measured ones, over which the trend is told")
    since = dy.Date(nullable=True, description="first day of the first of them")
    slope = dy.Float64(nullable=True, description="change from a period to the next")
    slope_low = dy.Float64(nullable=True, description="lower end of its 95 % interval")
    slope_high = dy.Float64(nullable=True, description="upper end")
    trend = dy.String(nullable=False, description="rising, falling, no trend to be told, or too few periods")

    @dy.rule()
    def trend_is_rising_falling_none_told_or_too_few_periods(cls) -> pl.Expr:
        return pl.col("trend").is_in(TRENDS)

    @dy.rule()
    def slope_stands_where_a_trend_is_told(cls) -> pl.Expr:
        return (pl.col("trend") == TOO_SHORT) == pl.col("slope").is_null()

    @dy.rule()
    def better_is_more_or_less(cls) -> pl.Expr:
        return pl.col("better").is_in(BETTER)

    @dy.rule()
    def standing_is_measured_too_few_or_not_measurable(cls) -> pl.Expr:
        return pl.col("standing").is_in(STANDINGS)

    @dy.rule()
    def edition_is_inside_or_outside(cls) -> pl.Expr:
        return pl.col("edition").is_in(EDITIONS)

    @dy.rule()
    def unit_is_share_hours_days_or_count(cls) -> pl.Expr:
        return pl.col("unit").is_in(UNITS)


EXAMPLE = pl.DataFrame(
    {
        "platform": ["Tidewater Market"],
        "edition": [INSIDE],
        "practice": ["dhs-4"],
        "measure": ["hours-to-takedown-median"],
        "unit": [HOURS],
        "better": ["less"],
        "standing": ["measured"],
        "cases": [204],
        "reached": [None],
        "value": [48.0],
        "low": [41.5],
        "high": [55.0],
        "is_at_least": [False],
        "why": [None],
        "periods": [6],
        "since": [dt.date(2026, 5, 1)],
        "slope": [-6.1],
        "slope_low": [-9.4],
        "slope_high": [-2.8],
        "trend": [FALLING],
    },
    schema_overrides={"reached": pl.Int64, "why": pl.String},
)
