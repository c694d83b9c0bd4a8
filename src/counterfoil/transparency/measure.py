"""What is one number of a transparency report made of: its cases, by what they are broken down, and where it is asked?

Every case belongs to one measure alone, and to one part of each of its breakdowns: so no number of the report is the
sum or the difference of numbers of others, and `suppression` can vouch for each measure by itself.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.tables.platform_rows import IS_OURS, Owner, with_owner

HOURS: Final = "hours"  # the column of cases that the median is of; empty while nothing is decided
TOLD: Final = "is_told"  # the column of cases that says whether a table tells that they are the platform's
OTHER: Final = "other"  # what is in no list of parts; a free text is never a part
Tables = Mapping[str, pl.LazyFrame]


class Asked(NamedTuple):
    """Of which platform, and over which days (both are in it).

    `until`: the day to which the period was asked for, where it was not over when the report was made; nothing after
    `last` is counted.
    """

    platform: str
    first: dt.date
    last: dt.date
    until: dt.date | None = None

    def has(self, moment: pl.Expr) -> pl.Expr:
        """Return whether a time or day lies in the period; times by their day in UTC."""
        return moment.cast(pl.Date).is_between(self.first, self.last)

    def is_known(self, moment: pl.Expr) -> pl.Expr:
        """Return whether a time or day is not after the last day: what was done later is not counted as done."""
        return (moment.cast(pl.Date) <= self.last).fill_null(value=False)


def asked_on(day: dt.date, *, platform: str, first: dt.date, until: dt.date) -> Asked:
    """Return what is asked, on a day: of a period that is not over, up to that day. Raises UserError for a platform
    without a name, days in the wrong order, and a period that has not begun."""
    if not platform.strip():
        raise UserError("The platform has no name.", cure="Give it with --platform.")
    if until < first:
        raise UserError("The period ends before it begins.", cure="Give --from the earlier day.")
    if day < first:
        raise UserError(f"The period has not begun on {day}.", cure="Give --from an earlier day.")
    return Asked(platform.strip(), first, min(until, day), until if until > day else None)


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
    owners: tuple[Owner, ...]  # that tell whose a row is, the first that does; none: the rows name the platform
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


def own_once(
    frame: pl.LazyFrame,
    tables: Tables,
    asked: Asked,
    *,
    keys: tuple[str, ...],
    owners: tuple[Owner, ...],
    latest: pl.Expr | None = None,
) -> pl.LazyFrame:
    """Return the platform's rows, of each key the `latest`, with TOLD; the order in which files are given is nothing.

    What no table puts elsewhere is taken to be the platform's own. A copy of which it is told comes before one of which
    it is not.
    """
    owned = with_owner(frame, tables, asked.platform, *owners)
    first = (pl.col(IS_OURS),) if latest is None else (pl.col(IS_OURS), latest)
    descending = [True] * len(first) + [False, False]
    placed = owned.sort(*first, "source", "row", descending=descending, nulls_last=True)
    once = placed.unique(keys, keep="first", maintain_order=True)
    ours = once.filter(pl.col(IS_OURS).fill_null(value=True))
    return ours.with_columns(pl.col(IS_OURS).is_not_null().alias(TOLD)).drop(IS_OURS)


def hours_between(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    """Return hours from one time to another; never less than none."""
    return ((second - first).dt.total_seconds() / 3600).clip(lower_bound=0)
