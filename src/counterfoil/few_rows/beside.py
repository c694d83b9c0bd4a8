"""Which rows of another table have the same key? An index of it is made when first asked for, and kept with it."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import polars as pl

from counterfoil.few_rows.values import Value

Index = dict[tuple[Value, ...], list[int]]
_ATTRIBUTE, _OTHERS = "_places_by_key", "_others"


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


class Others(NamedTuple):
    """The columns of a table `beside` its key, with their types, and the types of the key itself."""

    beside: dict[str, pl.DataType]
    key: list[pl.DataType]


def others(table: pl.DataFrame, on: Sequence[str]) -> Others:
    """Return the columns of a table as a join sees them; kept with the table, too: never change them."""
    kept: dict[Any, Others] = table.__dict__.setdefault(_OTHERS, {})
    key = tuple(on)
    if key not in kept:
        types = dict(zip(table.columns, table.dtypes, strict=True))
        kept[key] = Others({name: kind for name, kind in types.items() if name not in on}, [types[name] for name in on])
    return kept[key]


def values_in(table: pl.DataFrame, names: Iterable[str], place: int) -> dict[str, Value]:
    """Return what stands in some columns of one row."""
    found = {name: table[name][place] for name in names}
    return {name: value.to_list() if isinstance(value, pl.Series) else value for name, value in found.items()}
