"""Measures of scorecards: what a platform did in a period, counted from tables, with how sure the number is.

What cannot be measured from the tables that were given stands here too, and says why: a scorecard has no empty places.
"""

import datetime as dt
from typing import Final

import dataframely as dy
import polars as pl

MEASURED, TOO_FEW, NOT_MEASURABLE = "measured", "too few", "not measurable"
STANDINGS: Final = (MEASURED, TOO_FEW, NOT_MEASURABLE)
INSIDE, OUTSIDE = "inside", "outside"  # outside: from notices, test purchases and relists alone
EDITIONS: Final = (INSIDE, OUTSIDE)
SHARE, HOURS, DAYS, COUNT = "share", "hours", "days", "count"
UNITS: Final = (SHARE, HOURS, DAYS, COUNT)


class ScorecardMeasure(dy.Schema):
    """One measure of one practice in one period. `value` is in `unit`; a share lies between 0 and 1."""

    platform = dy.String(nullable=False, min_length=1)
    edition = dy.String(nullable=False, description="inside or outside")
    practice = dy.String(nullable=False, min_length=1, description="its id in the file of practices, such as dhs-4")
    measure = dy.String(nullable=False, min_length=1, description="such as hours-to-takedown-median")
    period_from = dy.Date(nullable=False, description="first day")
    period_until = dy.Date(nullable=False, description="last day")
    unit = dy.String(nullable=False, description="share, hours, days or count")
    standing = dy.String(nullable=False, description="measured, too few, or not measurable")
    cases = dy.Int64(nullable=False, min=0, description="what was counted over: sellers, notices, listings …")
    reached = dy.Int64(nullable=True, min=0, description="of them, where the measure is a share or a count")
    value = dy.Float64(nullable=True, description="in `unit`; empty where it is not measurable")
    low = dy.Float64(nullable=True, description="lower end of the 95 % interval")
    high = dy.Float64(nullable=True, description="upper end")
    is_at_least = dy.Bool(nullable=True, description="too many cases are open: the time is at least `value`")
    why = dy.String(nullable=True, description="why it is not measurable, or too few; what else is to be known")

    @dy.rule()
    def standing_is_measured_too_few_or_not_measurable(cls) -> pl.Expr:
        return pl.col("standing").is_in(STANDINGS)

    @dy.rule()
    def edition_is_inside_or_outside(cls) -> pl.Expr:
        return pl.col("edition").is_in(EDITIONS)

    @dy.rule()
    def unit_is_share_hours_days_or_count(cls) -> pl.Expr:
        return pl.col("unit").is_in(UNITS)

    @dy.rule()
    def value_stands_where_it_is_measured(cls) -> pl.Expr:
        return (pl.col("standing") != MEASURED) | pl.col("value").is_not_null()

    @dy.rule()
    def standing_not_measurable_tells_why(cls) -> pl.Expr:
        return (pl.col("standing") != NOT_MEASURABLE) | pl.col("why").is_not_null()

    @dy.rule()
    def period_until_is_not_before_its_first_day(cls) -> pl.Expr:
        return pl.col("period_until") >= pl.col("period_from")


EXAMPLE = pl.DataFrame(
    {
        "platform": ["Tidewater Market"],
        "edition": [INSIDE],
        "practice": ["dhs-4"],
        "measure": ["hours-to-takedown-median"],
        "period_from": [dt.date(2026, 10, 1)],
        "period_until": [dt.date(2026, 10, 31)],
        "unit": [HOURS],
        "standing": [MEASURED],
        "cases": [41],
        "reached": [None],
        "value": [31.5],
        "low": [26.0],
        "high": [44.0],
        "is_at_least": [False],
        "why": [None],
    },
    schema_overrides={"reached": pl.Int64, "why": pl.String},
)
