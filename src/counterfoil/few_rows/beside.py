"""Which rows of another table have the same key? An index of it is made when first asked for, and kept with it."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from counterfoil.few_rows.values import Value

Index = dict[tuple[Value, ...], list[int]]
_ATTRIBUTE = "_places_by_key"


def places_by_key(table: pl.DataFrame, on: Sequence[str]) -> Index:
    """Return the places of the rows of a table by the values of some columns; a key with a null has no row."""
    kept: dict[Any, Index] = table.__dict__.setdefault(_ATTRIBUTE, {})
    names = tuple(on)
    if names not in kept:
        index: Index = {}
        for place, key in enumerate(zip(*(table[name].to_list() for name in names), strict=True)):
            if None not in key:
                index.setdefault(key, []).append(place)
        kept[names] = index
    return kept[names]


def others(table: pl.DataFrame, on: Sequence[str]) -> dict[str, pl.DataType]:
    """Return the columns of a table beside the key, with their types; kept with the table, too."""
    kept: dict[Any, Any] = table.__dict__.setdefault(_ATTRIBUTE, {})
    key = ("others", *on)
    if key not in kept:
        kept[key] = {name: kind for name, kind in table.schema.items() if name not in on}
    return dict(kept[key])


def types_at(table: pl.DataFrame, names: Sequence[str]) -> list[pl.DataType]:
    """Return the types of some columns."""
    types = dict(zip(table.columns, table.dtypes, strict=True))
    return [types[name] for name in names]


def values_in(table: pl.DataFrame, names: Iterable[str], place: int) -> dict[str, Value]:
    """Return what stands in some columns of one row."""
    found = {name: table[name][place] for name in names}
    return {name: value.to_list() if isinstance(value, pl.Series) else value for name, value in found.items()}
