"""Which clocks run for which seller, when are they due, and were they met? Days in, days out; today is an argument.

A clock begins on the last of its beginning events and is met by the first of its ending events from that day on. The
day on which it begins is not counted: what begins on 2 March and has 10 days is due on 12 March.
"""

import datetime as dt

import polars as pl

from counterfoil.codes import business_days
from counterfoil.tables.clock import Clock as ClockTable
from counterfoil.vetting.regime import Clock, Number, Regime

DAYS = {"seller_id": pl.String, "kind": pl.String, "day": pl.Date}  # of events, and of what follows from other tables
COMPLETE = {"seller_id": pl.String, "regime": pl.String}  # sellers that gave all that a regime asks for


def clocks(days: pl.DataFrame, *, regime: Regime, complete: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Return one row (contract Clock) for each of the regime's clocks that has begun by `day`, by seller.

    `days` has the columns DAYS, `complete` COMPLETE.
    """
    past = days.filter(pl.col("day") <= day)
    whole = complete.filter(pl.col("regime") == regime.label)["seller_id"]
    parts = [_one(past, clock, whole=whole, day=day) for clock in regime.clocks]
    found = pl.concat([_NONE, *parts]).with_columns(regime=pl.lit(regime.label))
    return ClockTable.cast(found.select(ClockTable.column_names())).sort("seller_id", "due_on", "clock")


_NONE = ClockTable.create_empty().drop("regime")


def _one(past: pl.DataFrame, clock: Clock, *, whole: pl.Series, day: dt.date) -> pl.DataFrame:
    begun = past.filter(pl.col("kind").is_in(clock.begins)).group_by("seller_id").agg(began_on=pl.col("day").max())
    ended = past.filter(pl.col("kind").is_in(clock.ends)).join(begun, on="seller_id")
    met = ended.filter(pl.col("day") >= pl.col("began_on")).group_by("seller_id").agg(met_on=pl.col("day").min())
    due = begun.join(met, on="seller_id", how="left").with_columns(due_on=_due(begun["began_on"], clock.within))
    given = pl.col("seller_id").is_in(whole.implode()) if clock.met_by_needs else pl.lit(False)
    state = (
        pl.when(pl.col("met_on") > pl.col("due_on"))
        .then(pl.lit("met late"))
        .when(pl.col("met_on").is_not_null() | given)
        .then(pl.lit("met"))
        .when(pl.lit(day) > pl.col("due_on"))
        .then(pl.lit("overdue"))
        .otherwise(pl.lit("running"))
    )
    told = {
        "clock": clock.name, "overdue": clock.overdue, "by_platform": clock.by_platform, "says": clock.says,
        "source": clock.within.source, "verified": clock.within.verified,
    }  # fmt: skip
    return due.with_columns(state=state, **{name: pl.lit(value) for name, value in told.items()}).select(_NONE.columns)


def _due(began: pl.Series, within: Number) -> pl.Series:
    if within.unit == "business days":
        return pl.Series([business_days.after(day, within.value) for day in began], dtype=pl.Date)
    unit = "mo" if within.unit == "months" else "d"
    return began.dt.offset_by(f"{within.value}{unit}")
