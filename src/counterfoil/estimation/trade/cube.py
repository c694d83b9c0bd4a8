"""Seizures and imports of a year as arrays: reporters by economies by products."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.estimation.trade.gtric import Numbers

PRODUCT, PROVENANCE = "product", "provenance"
_KEYS = ("reporter", PROVENANCE, PRODUCT)


class Names(NamedTuple):
    """What the axes of all arrays count, each sorted."""

    reporters: tuple[str, ...]
    economies: tuple[str, ...]
    products: tuple[str, ...]


class Cube(NamedTuple):
    """One year: `seized` in what its reporters count, `imported` in the currency of the imports."""

    year: int
    seized: Numbers
    imported: Numbers


def names_of(seizures: pl.DataFrame, imports: pl.DataFrame) -> Names:
    """Return the reporters of the seizures, and every economy and product that either table names.

    What others imported would weigh in shares that they say nothing of, so their imports count in no index.
    """
    both = pl.concat([seizures.select(_KEYS), imports.select(_KEYS)])
    reporters = seizures["reporter"].unique().sort()
    return Names(tuple(reporters), tuple(both[PROVENANCE].unique().sort()), tuple(both[PRODUCT].unique().sort()))


def cubes(seizures: pl.DataFrame, imports: pl.DataFrame, names: Names, *, measure: str) -> list[Cube]:
    """Return a cube for each year that both tables tell of, in order; `measure` is the column of seizures: value or
    number, empty ones counting as none."""
    taken, traded = seizures.with_columns(pl.col(measure).cast(pl.Float64)), imports.cast({"value": pl.Float64})
    years = sorted(set(seizures["year"]) & set(imports["year"]))
    return [
        Cube(year, filled(taken.filter(year=year), names, measure), filled(traded.filter(year=year), names, "value"))
        for year in years
    ]


def filled(rows: pl.DataFrame, names: Names, column: str) -> Numbers:
    """Return the sums of a column by reporter, economy and product; rows of others are left out."""
    places = rows.select(
        *(_place(key, known) for key, known in zip(_KEYS, names, strict=True)), amount=pl.col(column).fill_null(0)
    ).drop_nulls()
    cube = np.zeros(tuple(len(known) for known in names))
    np.add.at(cube, tuple(places[key].to_numpy() for key in _KEYS), places["amount"].to_numpy())
    return cube


def _place(key: str, known: Sequence[str]) -> pl.Expr:
    return pl.col(key).replace_strict(list(known), list(range(len(known))), default=None, return_dtype=pl.Int64)
