"""Into which periods do the days of a scorecard fall? Calendar weeks, months or quarters; the ends may be cut."""

import datetime as dt
from typing import Final, NamedTuple

import polars as pl

WEEK, MONTH, QUARTER = "week", "month", "quarter"
KINDS: Final = (WEEK, MONTH, QUARTER)
_LENGTH: Final = {WEEK: "1w", MONTH: "1mo", QUARTER: "1q"}  # weeks begin on Monday (ISO 8601)
_LONGEST: Final = 92  # days of a quarter
EARLIEST, LATEST_DAY = dt.date(1970, 1, 1), dt.date(2200, 12, 31)  # no tables tell of others; calendars end soon after


class Period(NamedTuple):
    """From the first to the last day, both within it."""

    first: dt.date
    last: dt.date


def periods_of(kind: str, first: dt.date, last: dt.date) -> tuple[Period, ...]:
    """Return the periods from the first day to the last, in order, without gaps. Raises ValueError for no such kind."""
    if kind not in KINDS:
        raise ValueError(f"no such kind of period: {kind}")
    days = pl.DataFrame({"day": pl.date_range(first, last, eager=True)})
    ends = days.group_by(period_from("day", kind, first=first), maintain_order=True).agg(until=pl.max("day"))
    return tuple(Period(*ends) for ends in ends.iter_rows())


def whole_periods(kind: str, first: dt.date, last: dt.date) -> tuple[Period, ...]:
    """Return those of the periods that the first and the last day do not cut."""
    beyond = dt.timedelta(days=_LONGEST)
    uncut = set(periods_of(kind, first - beyond, last + beyond))
    return tuple(period for period in periods_of(kind, first, last) if period in uncut)


def period_from(day: str, kind: str, *, first: dt.date) -> pl.Expr:
    """Return the first day of the period into which the day of this column falls, as `period_from`."""
    begun = pl.col(day).dt.truncate(_LENGTH[kind])
    return pl.max_horizontal(begun, pl.lit(first)).alias("period_from")
