"""Ask a query once, and make a chart of the answer, or of why there is none."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from counterfoil.tracking.chart import Chart
from counterfoil.tracking.query import Query, Tables, answer
from counterfoil.tracking.shape import shaped


class Plan(NamedTuple):
    """What a chart is called, of which kind it is, and in which part of the page it stands."""

    name: str
    title: str
    kind: str
    group: str


class Told(NamedTuple):
    """The table of a chart, what is seen in it, and what its reader must know; of a network also its edges."""

    table: pl.DataFrame
    says: str
    notes: tuple[str, ...] = ()
    edges: pl.DataFrame | None = None


@dataclass
class Asking:
    """The gathered tables on a day. Each query is run once, however many charts are made of it."""

    tables: Tables
    day: dt.date
    _answers: dict[str, pl.DataFrame] = field(default_factory=dict)

    def rows(self, query: Query) -> pl.DataFrame | None:
        """Return what the query gives; None where a table that it needs, or each that it could use, is missing."""
        if self.missing(query):
            return None
        sql = query.on(self.day)
        if sql not in self._answers:
            self._answers[sql] = answer(sql, self.tables, names=(*query.needs, *query.also))
        return self._answers[sql]

    def missing(self, query: Query) -> tuple[str, ...]:
        """Return the tables that would have to be given before the query says anything."""
        missing = query.missing(self.tables)
        if missing or query.needs or any(name in self.tables for name in query.also):
            return missing
        return query.also

    def chart(self, plan: Plan, query: Query, tell: Callable[[pl.DataFrame], Told]) -> Chart:
        """Return the chart that `tell` makes of the answer, or an empty one that says which table it would take."""
        rows = self.rows(query)
        if rows is None:
            return unasked(plan, self.missing(query))
        told = tell(rows)
        absent = query.counted_as_empty(self.tables)
        notes = (*told.notes, f"Not given, and counted as empty: {', '.join(absent)}.") if absent else told.notes
        return Chart(
            plan.name, plan.title, told.says, plan.kind, told.table, query.on(self.day), told.edges, notes, plan.group
        )


def unasked(plan: Plan, missing: tuple[str, ...]) -> Chart:
    """Return an empty chart that says which tables it would take."""
    tables = " and ".join(part for part in (", ".join(missing[:-1]), *missing[-1:]) if part)
    says = f"Not shown: it takes the table{'s' * (len(missing) > 1)} {tables}, and none was given."
    return Chart(plan.name, plan.title, says, plan.kind, shaped(pl.DataFrame(), plan.kind), "", group=plan.group)
