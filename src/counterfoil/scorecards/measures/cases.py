"""How does a table become cases of a measure: whose rows are they, on which day, and what stands in each?"""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import CASE, Tables, Window
from counterfoil.tables import platform_rows
from counterfoil.tables.platform_rows import BY_CASE, BY_SELLER, without_others

HOURS_A_DAY: Final = 24
SECONDS_AN_HOUR: Final = 3600
NO: Final = pl.lit(None)


def as_cases(
    frame: pl.LazyFrame,
    window: Window,
    *,
    of: str,
    subject: str | pl.Expr,
    on: pl.Expr,
    is_reached: pl.Expr = NO,
    amount: pl.Expr = NO,
) -> pl.LazyFrame:
    """Return rows as cases (CASE) of the days of the window; `of` is the kind of subject, `subject` its id."""
    given = pl.col(subject) if isinstance(subject, str) else subject
    made = {
        "subject_kind": pl.lit(of),
        "subject_id": given,
        "on": on,
        "is_reached": is_reached,
        "amount": amount,
        "source": pl.col("source"),
        "row": pl.col("row"),
    }
    within = pl.col("on").is_between(window.first, window.last)
    return frame.select(made[name].cast(kind).alias(name) for name, kind in CASE.items()).filter(within)


def once(frame: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """Return the first row of each key: a case folder and a table of the same may both have been given."""
    return frame.unique(keys, keep="first", maintain_order=True)


def is_platform(column: str, window: Window) -> pl.Expr:
    """Return whether a column names the platform."""
    return platform_rows.is_platform(column, window.platform)


def is_ours(column: str, window: Window) -> pl.Expr:
    """Return whether a column names the platform, or nobody."""
    return platform_rows.is_ours(column, window.platform)


def of_our_sellers(frame: pl.LazyFrame, tables: Tables, window: Window, *, seller: str = "seller_id") -> pl.LazyFrame:
    """Return the rows without those of sellers that the table of sellers, where it was given, puts elsewhere."""
    return without_others(frame, tables, window.platform, BY_SELLER._replace(column=seller))


def of_our_cases(frame: pl.LazyFrame, tables: Tables, window: Window) -> pl.LazyFrame:
    """Return the rows without those of cases that the table of cases, where it was given, puts elsewhere."""
    return without_others(frame, tables, window.platform, BY_CASE)


def hours(first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """Return the hours from one time to another, none below 0: an answer may be dated before its question arrived."""
    return ((last - first).dt.total_milliseconds() / (1000 * SECONDS_AN_HOUR)).clip(lower_bound=0)


def until_the_end(column: str, window: Window) -> pl.Expr:
    """Return a time as it was known at the end of the window: later ones are empty."""
    return pl.when(pl.col(column) < window.end).then(pl.col(column))


def days_of(column: str) -> pl.Expr:
    """Return the day, in UTC, of a time."""
    return pl.col(column).dt.date()
