"""What is one number of a transparency report made of: its cases, by what they are broken down, and where it is asked?

Every case belongs to one measure alone, and to one part of each of its breakdowns: so no number of the report is the
sum or the difference of numbers of others, and `suppression` can vouch for each measure by itself.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import polars as pl

HOURS: Final = "hours"  # the column of cases that the median is of; empty while nothing is decided
OTHER: Final = "other"  # what is in no list of parts; a free text is never a part
Tables = Mapping[str, pl.LazyFrame]


class Asked(NamedTuple):
    """Of which platform, and over which days (both are in it)."""

    platform: str
    first: dt.date
    last: dt.date

    def has(self, moment: pl.Expr) -> pl.Expr:
        """Return whether a time or day lies in the period; times by their day in UTC."""
        return moment.cast(pl.Date).is_between(self.first, self.last)


class Breakdown(NamedTuple):
    """A column of the cases, what it is called, and all parts that there can be, in their order."""

    column: str
    title: str
    parts: tuple[str, ...]


class Measure(NamedTuple):
    """One number with its breakdowns. `cases` gives a row to each: a text in each column that it is broken down by."""

    id: str
    section: str
    title: str
    says: str
    needs: tuple[str, ...]  # tables without which it cannot be counted
    cases: Callable[[Tables, Asked], pl.LazyFrame]
    breakdowns: tuple[Breakdown, ...]
    median: str = ""  # what HOURS is of; empty: no time is told


class Section(NamedTuple):
    """A part of the report, and the provision that asks for it."""

    id: str
    title: str
    article: str


class NotCounted(NamedTuple):
    """What a provision asks for and no table here tells."""

    section: str
    title: str
    why: str


def hours_between(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    """Return hours from one time to another; never less than none."""
    return ((second - first).dt.total_seconds() / 3600).clip(lower_bound=0)
