"""Measures and tables that are invented for tests: listings, the day they were told of, and what became."""

import datetime as dt
from collections.abc import Iterable

import polars as pl

from counterfoil.scorecards.card import Asked, Wanted
from counterfoil.scorecards.measure import CASE, COUNT_OF, MEDIAN, MORE, P90, SHARE_OF, Measure, Window
from counterfoil.tables.scorecard_evidence import ScorecardEvidence

JANUARY = dt.date(2026, 1, 1)
Case = tuple[str, str, bool | None, float | None]  # subject, day (MM-DD), reached, amount


def cases(rows: Iterable[Case]) -> pl.DataFrame:
    """Return rows of CASE in 2026, each read from its own row of `listings.csv`."""
    made = [
        ("listing", subject, dt.date.fromisoformat(f"2026-{day}"), reached, amount, "listings.csv", place)
        for place, (subject, day, reached, amount) in enumerate(rows, start=1)
    ]
    return pl.DataFrame(made, schema=CASE, orient="row")


def a_measure(statistic: str, rows: Iterable[Case] = (), *, least: int = 1, is_stock: bool = False) -> Measure:
    """Return a measure that always finds these cases."""
    found = cases(rows)
    unit = {SHARE_OF: "share", MEDIAN: "hours", P90: "hours", COUNT_OF: "count"}[statistic]
    name = f"a-{statistic}"
    return Measure(
        name, unit, statistic, ("listing",), ("inside",), MORE, least, "Says.", lambda *_: found.lazy(), is_stock
    )


def asked(first: str = "01-01", last: str = "03-31", *, kind: str = "month") -> Asked:
    """Return who and which days of 2026 are asked of."""
    days = (dt.date.fromisoformat(f"2026-{day}") for day in (first, last))
    return Asked(Window("Quayside", *days), "inside", kind)


def wanted(*measures: Measure) -> tuple[Wanted, ...]:
    """Return the measures as those of one practice."""
    return tuple(Wanted("p-1", one, "") for one in measures)


def evidence(measure: Measure, rows: Iterable[Case]) -> pl.LazyFrame:
    """Return cases as evidence of a measure, by month."""
    made = cases(rows).with_columns(measure=pl.lit(measure.name), period_from=pl.col("on").dt.truncate("1mo"))
    return ScorecardEvidence.validate(made.select(ScorecardEvidence.column_names())).lazy()
