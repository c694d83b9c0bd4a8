"""What is a measure of a scorecard: which cases does it count over, from which tables, and what does its number mean?

A measure is a function from tables to cases, one row each, under `@measure`; its docstring is the sentence that people
read. How cases become a number with its interval is the same for all of them, and stands in `counting.py`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import polars as pl

from counterfoil.tables.scorecard_measure import EDITIONS, INSIDE, UNITS

SHARE_OF, MEDIAN, P90, COUNT_OF = "share", "median", "p90", "count"
STATISTICS: Final = (SHARE_OF, MEDIAN, P90, COUNT_OF)
MORE, LESS = "more", "less"  # which is better
FEWEST: Final = 5  # cases below which no number is given, where a measure names none: our own choice
Tables = Mapping[str, pl.LazyFrame]

CASE: Final = pl.Schema(
    {
        "subject_kind": pl.String,  # seller, offer, notice, listing, payout, action …
        "subject_id": pl.String,
        "on": pl.Date,  # the day by which a case falls into a period
        "is_reached": pl.Boolean,  # a share: whether it counts as done; a time: whether it is over; a count: empty
        "amount": pl.Float64,  # a time or an amount, in the unit of the measure; of what still runs: so far
        "source": pl.String,  # the file that the case was read from
        "row": pl.Int64,  # and its row there, from 1
    }
)


class Window(NamedTuple):
    """Of whom and of which days, both counted, cases are wanted. What was done after `last` is not looked at.

    `last` is never after the day on which it is counted (`card.Asked.on`): nothing waits on days that have not been.
    """

    platform: str
    first: dt.date
    last: dt.date

    @property
    def end(self) -> dt.datetime:
        """The end of the last day, in UTC: what still runs is measured up to here."""
        return dt.datetime.combine(self.last + dt.timedelta(days=1), dt.time(), dt.UTC)


Cases = Callable[[Tables, Window], pl.LazyFrame]


class Measure(NamedTuple):
    """One measure.

    `cases` gives rows as in CASE, of days within the window, lazily. By `statistic`:

    - share: of all cases those with `is_reached`; it is never empty;
    - median, p90: of `amount`. `is_reached` false: it had not ended when the window did, and `amount` is the time so
      far: such a case is longer than that (censored), and is never dropped. True or empty: `amount` is the whole of it;
    - count: the number of cases.

    `is_stock`: the cases tell how things stand, so that of several of one subject in a period the last alone counts.
    """

    name: str
    unit: str
    statistic: str
    needs: tuple[str, ...]
    editions: tuple[str, ...]
    better: str
    least: int
    says: str
    cases: Cases
    is_stock: bool = False


def measure(
    name: str,
    *,
    unit: str,
    statistic: str,
    needs: tuple[str, ...],
    better: str,
    editions: tuple[str, ...] = (INSIDE,),
    least: int = FEWEST,
    is_stock: bool = False,
) -> Callable[[Cases], Measure]:
    """Make a measure of a function from tables to cases; what the function says of itself is what people read."""
    if unit not in UNITS or statistic not in STATISTICS or not set(editions) <= set(EDITIONS):
        raise ValueError(f"{name}: {unit}, {statistic} or {editions} is not one of those that there are")

    def made(cases: Cases) -> Measure:
        says = " ".join((cases.__doc__ or "").split())
        return Measure(name, unit, statistic, needs, editions, better, least, says, cases, is_stock)

    return made
