"""How is a query put to the gathered tables, so that anybody who has them can put it again?

Queries are SQL as polars.SQLContext reads it. Tables are named as their contracts are; reserved words are quoted. A
table that was not given counts as empty where the query can do without it, and otherwise nothing is asked.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple

import polars as pl

from counterfoil.tables.table_names import CONTRACTS

END: Final = ":end"  # in a query: the end of the day, in seconds since 1970 in UTC
GATHERED: Final = {"source": pl.String(), "row": pl.Int64()}  # beside the columns of the contract
Tables = Mapping[str, pl.LazyFrame]


class Query(NamedTuple):
    """`needs`: tables without which nothing is asked; `also`: those that count as empty where they are missing."""

    sql: str
    needs: tuple[str, ...]
    also: tuple[str, ...] = ()

    def missing(self, tables: Tables) -> tuple[str, ...]:
        """Return the needed tables that were not given."""
        return tuple(name for name in self.needs if name not in tables)

    def counted_as_empty(self, tables: Tables) -> tuple[str, ...]:
        """Return the further tables that were not given."""
        return tuple(name for name in self.also if name not in tables)

    def on(self, day: dt.date) -> str:
        """Return the SQL as it is run, and as it stands beside the chart."""
        return self.sql.replace(END, str(end_of(day))).strip()


def end_of(day: dt.date) -> int:
    """Return the end of a day in UTC, in seconds since 1970."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), dt.UTC)
    return int(midnight.timestamp())


def answer(sql: str, tables: Tables, *, names: tuple[str, ...]) -> pl.DataFrame:
    """Return what a query gives over the tables `names`; those of them that are not there are empty."""
    context = pl.SQLContext({name: tables[name] if name in tables else empty(name) for name in names}, eager=False)
    return context.execute(sql).collect(engine="streaming")


def empty(name: str) -> pl.LazyFrame:
    """Return a table that was not given: the columns that it would be gathered with, and no row."""
    return pl.LazyFrame(schema=dict(CONTRACTS[name].create_empty().schema) | GATHERED)
