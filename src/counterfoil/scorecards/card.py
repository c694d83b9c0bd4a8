"""What did a platform do, practice by practice? Tables in; measures by period, their evidence and their trends out.

The evidence comes first, lazily, one row to a case; every number is then counted from it (`counting`).
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from counterfoil.scorecards.counting import WHOLE, Number, Numbers, none_of, numbers_of
from counterfoil.scorecards.measure import COUNT_OF, Measure, Window
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.scorecards.periods import Period, period_from, periods_of, whole_periods
from counterfoil.scorecards.practices.reading import Practices
from counterfoil.scorecards.trend import Point, trend_of
from counterfoil.tables.scorecard_evidence import ScorecardEvidence
from counterfoil.tables.scorecard_measure import MEASURED, NOT_MEASURABLE, OUTSIDE, ScorecardMeasure
from counterfoil.tables.scorecard_trend import ScorecardTrend

Tables = Mapping[str, pl.LazyFrame]


class Asked(NamedTuple):
    """Of whom, in which edition, over which days, and in which periods (`periods.KINDS`) a scorecard is wanted.

    `until` is the last day that was asked for, where it is still to come: the window then ends before it.
    """

    window: Window
    edition: str
    kind: str
    until: dt.date | None = None

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods from the first day on that began by the end of the window; the last may not be over."""
        last = self.window.last
        found = periods_of(self.kind, self.window.first, self.until or last)
        return tuple(one for one in found if one.first <= last)

    def on(self, day: dt.date) -> "Asked":
        """Return what can be told on a day: nothing has waited longer, or failed to come, than up to the end of it."""
        if day >= self.window.last:
            return self
        return self._replace(window=self.window._replace(last=day), until=self.window.last)


class Card(NamedTuple):
    """Tables by the contracts ScorecardMeasure, ScorecardEvidence (lazy) and ScorecardTrend."""

    measures: pl.DataFrame
    evidence: pl.LazyFrame
    trends: pl.DataFrame


class Wanted(NamedTuple):
    """A measure of a practice, and why it is not measurable; empty where it is."""

    practice: str
    measure: Measure
    hindrance: str


def wanted_of(practices: Sequence[Practices], tables: Tables, edition: str) -> tuple[Wanted, ...]:
    """Return every measure of every practice, in their order, and why those that cannot be measured cannot."""
    return tuple(
        Wanted(practice.id, MEASURES[name], hindrance(MEASURES[name], tables, edition))
        for regime in practices
        for practice in regime.practices
        for name in practice.measures
    )


def hindrance(measure: Measure, tables: Tables, edition: str) -> str:
    """Return why a measure cannot be taken from these tables in this edition; empty where it can."""
    if edition not in measure.editions:
        return "Nobody outside the platform can see it." if edition == OUTSIDE else "It is only taken from outside."
    missing = [name.replace("_", " ") for name in measure.needs if name not in tables]
    if not missing:
        return ""
    if len(missing) == 1:
        return f"No table “{missing[0]}” was given."
    return f"No tables “{'” and “'.join(missing)}” were given."


def evidence_of(wanted: Sequence[Wanted], tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the cases of all measures as ScorecardEvidence, each measure once, lazily; the order is no promise."""
    measures = {one.measure.name: one.measure for one in wanted if not one.hindrance}
    empty = ScorecardEvidence.create_empty().lazy()
    return pl.concat([empty, *(_evidence(one, tables, asked) for one in measures.values())], how="vertical")


def _evidence(measure: Measure, tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the cases of one measure; of what shows how things stand, the last of each subject in a period."""
    first, last = asked.window.first, asked.window.last
    cases = measure.cases(tables, asked.window).filter(pl.col("on").is_between(first, last))
    cases = cases.with_columns(pl.lit(measure.name).alias("measure"), period_from("on", asked.kind, first=first))
    if measure.is_stock:
        keys = ("measure", "period_from", "subject_kind", "subject_id")
        cases = cases.group_by(*keys).agg(
            pl.col("is_reached", "amount", "source", "row").sort_by("on", "source", "row").last()
        )
    types = ScorecardEvidence.create_empty().schema
    return cases.select(pl.col(name).cast(kind) for name, kind in types.items())


def counted(wanted: Sequence[Wanted], evidence: pl.LazyFrame, asked: Asked) -> Card:
    """Return the numbers and trends of what was wanted, counted from the evidence alone."""
    measures = {one.measure.name: one.measure for one in wanted if not one.hindrance}
    numbers = numbers_of(list(measures.values()), evidence)
    rows = [row for one in wanted for row in _rows(one, numbers.get(one.measure.name, {}), asked)]
    trends = [_trend_row(one, numbers.get(one.measure.name, {}), asked) for one in wanted]
    return Card(
        ScorecardMeasure.validate(pl.DataFrame(rows, schema=ScorecardMeasure.create_empty().schema)),
        evidence,
        ScorecardTrend.validate(pl.DataFrame(trends, schema=ScorecardTrend.create_empty().schema)),
    )


def _rows(one: Wanted, numbers: Numbers, asked: Asked) -> Iterator[dict[str, Any]]:
    for period in asked.periods:
        yield {
            **_head(one, asked),
            "period_from": period.first,
            "period_until": period.last,
            **_number(one, numbers, period.first)._asdict(),
        }


def _trend_row(one: Wanted, numbers: Numbers, asked: Asked) -> dict[str, Any]:
    periods = asked.periods
    trend = trend_of([*_points(one, numbers, asked)])
    return {
        **_head(one, asked),
        "better": one.measure.better,
        **_number(one, numbers, WHOLE)._asdict(),
        "periods": trend.periods,
        "since": None if trend.since is None else periods[trend.since].first,
        "slope": trend.slope,
        "slope_low": trend.low,
        "slope_high": trend.high,
        "trend": trend.trend,
    }


def _points(one: Wanted, numbers: Numbers, asked: Asked) -> Iterator[Point]:
    """Yield the measured numbers; a count of a period that the window cuts cannot be held against whole ones."""
    whole = whole_periods(asked.kind, asked.window.first, asked.window.last)
    for place, period in enumerate(asked.periods):
        number = _number(one, numbers, period.first)
        is_comparable = one.measure.statistic != COUNT_OF or one.measure.is_stock or period in whole
        if number.standing == MEASURED and number.value is not None and is_comparable and not number.is_at_least:
            yield Point(place, number.value, number.low, number.high)


def _number(one: Wanted, numbers: Numbers, period: Any) -> Number:
    if one.hindrance:
        return Number(NOT_MEASURABLE, 0, why=one.hindrance)
    return numbers.get(period) or none_of(one.measure)


def _head(one: Wanted, asked: Asked) -> dict[str, Any]:
    return {
        "platform": asked.window.platform,
        "edition": asked.edition,
        "practice": one.practice,
        "measure": one.measure.name,
        "unit": one.measure.unit,
    }
