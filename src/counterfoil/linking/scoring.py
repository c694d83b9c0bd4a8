"""How much speaks for two records being one operator's? DuckDB compares the candidates, level by level.

The same comparison serves a whole table and a single new record. Splink makes the same of the same levels
(tests/linking/test_scoring.py holds both against each other); what it is asked for is in `estimation`.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import polars as pl

from counterfoil.linking.comparison import Comparison, Spec, case_of
from counterfoil.linking.weights import NAT, Weights, share_of

SETTLED = 9  # decimals of a weight before it is rounded: there every machine's logarithms are one


@contextmanager
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a database in memory with one thread, so that rows come in one order."""
    with duckdb.connect(config={"threads": 1}) as connection:
        yield connection


def scored(records: pl.DataFrame, pairs: pl.DataFrame, spec: Spec, weights: Weights) -> pl.DataFrame:
    """Return for each pair (left, right: places) its `weight` and, for each comparison, the level that held
    (`level_…`: its place in the comparison; -1 where nothing can be said) and its `weight_…`.

    Weights are whole thousandths of a nat; `weight` is their sum with the prior. Sorted by left, right.
    """
    with database() as connection:
        connection.register("records", with_holders(records, spec).with_row_index("place").to_arrow())
        connection.register("pairs", pairs.to_arrow())
        left, right = (side(records, spec, letter) for letter in "lr")
        joined = f"pairs join {left} on pairs.left = place_l join {right} on pairs.right = place_r"
        told = connection.sql(f"select pairs.left, pairs.right, {levels(spec)} from {joined}")  # noqa: S608
        found = pl.DataFrame(told.to_arrow_table())
    return weighed(found, spec, weights, records=records.height).sort("left", "right")


def with_holders(records: pl.DataFrame, spec: Spec) -> pl.DataFrame:
    """Return the records and how many have each value of the columns whose frequent values are worth less."""
    return records.with_columns(
        pl.len().over(column).cast(pl.UInt32).alias(f"holders_{column}") for column in spec.rare()
    )


def side(records: pl.DataFrame, spec: Spec, letter: str, *, table: str = "records") -> str:
    """Return the SQL of a table whose columns end as the conditions of levels name them."""
    columns = ["place", *records.columns, *(f"holders_{column}" for column in spec.rare())]
    named = ", ".join(f'"{column}" as "{column}_{letter}"' for column in dict.fromkeys(columns))
    return f"(select {named} from {table}) {letter}"  # noqa: S608  names of our own columns


def levels(spec: Spec) -> str:
    """Return the SQL expressions of the levels that hold, and of how many have the values that two records share."""
    found = [f"cast({case_of(one)} as tinyint) as level_{one.name}" for one in spec.comparisons]
    return ", ".join(found + [f"holders_{column}_r as holders_{column}" for column in spec.rare()])


def weighed(found: pl.DataFrame, spec: Spec, weights: Weights, *, records: int) -> pl.DataFrame:
    """Return left, right, weight and the level_… and weight_… of pairs whose levels are found."""
    of_each = [_weight(one, weights, records=records).alias(f"weight_{one.name}") for one in spec.comparisons]
    told = found.with_columns(of_each).drop(f"holders_{column}" for column in spec.rare())
    told = told.with_columns(one for group in spec.together for one in _weightiest(group))
    total = pl.sum_horizontal(f"weight_{one.name}" for one in spec.comparisons) + weights.prior
    return told.with_columns(weight=total.cast(pl.Int32))


def _weightiest(group: tuple[str, ...]) -> Iterator[pl.Expr]:
    """Yield the weights of comparisons of which one counts, all others nought; of equals the first."""
    columns = [f"weight_{name}" for name in group]
    most = pl.max_horizontal(columns)
    before = pl.lit(value=False)
    for column in columns:
        counts = (pl.col(column) == most) & ~before
        yield pl.when(counts).then(column).otherwise(0).cast(pl.Int32).alias(column)
        before = before | (pl.col(column) == most)


def _weight(comparison: Comparison, weights: Weights, *, records: int) -> pl.Expr:
    """Return the weight of the level that held, 0 where nothing can be said."""
    shares, place = weights.shares[comparison.name], pl.col(f"level_{comparison.name}")
    weight = pl.lit(0.0)
    for number, name in enumerate(comparison.names()):
        rare = comparison.levels[number].rare if number < len(comparison.levels) else ""
        m, u = shares[name]
        worth = pl.lit(math.log(m / u) * NAT)
        if rare:
            worth = (pl.lit(m) / share_of(pl.col(f"holders_{rare}"), records=records, u=u)).log() * NAT
        weight = pl.when(place == number).then(worth).otherwise(weight)
    return weight.round(SETTLED).round().cast(pl.Int32)
