"""A table of few rows as plain rows, which is a table of Polars to whoever asks more of it than is written here.

A step of Polars takes some two hundred microseconds however few rows there are, and an offer screened alone takes some
sixty steps. Here a step takes a few microseconds. The rules stand once, as expressions: what cannot be read for plain
rows, and any value about which Python and Polars might differ, is left to Polars (see `patterns`, `expressions`).
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

import polars as pl

from counterfoil.few_rows.beside import others, places_by_key, values_in
from counterfoil.few_rows.column import Column, are_few, few_of
from counterfoil.few_rows.expressions import Row
from counterfoil.few_rows.patterns import CANNOT
from counterfoil.few_rows.readings import Reading, readings
from counterfoil.few_rows.steps import Types, types_of
from counterfoil.few_rows.values import Value

_COLUMNS = "_columns_by_name"  # of a long table: those that were asked for, with their types
SORTED = (pl.String, pl.Int64, pl.UInt32)  # types whose order is that of their plain values


class FewRows(pl.DataFrame):
    """Few rows of one kind. Whatever is not written here, Polars answers, from a table made when first asked for.

    Never change one in place.
    """

    def __init__(self, rows: list[Row], types: Types) -> None:
        """Hold the rows, whose values are of the types already."""
        self._rows, self._types = rows, types
        self._made: Any = None

    def __reduce__(self) -> Any:
        """Travel to another process as a table of Polars."""
        return pl.DataFrame, (list(self),)

    @property
    def _df(self) -> Any:  # type: ignore[override]  # where Polars keeps the table itself
        if self._made is None:
            columns = [
                pl.Series(name, [row[name] for row in self._rows], dtype=kind) for name, kind in self._types.of.items()
            ]
            self._made = pl.DataFrame(columns)._df
        return self._made

    @classmethod
    def _from_pydf(cls, py_df: Any) -> pl.DataFrame:  # what Polars made is a table of its own
        return pl.DataFrame._from_pydf(py_df)

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self._rows)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self._types.of)

    @property  # type: ignore[misc]  # a table of few rows is not changed in place
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self._types.of)

    @property
    def dtypes(self) -> list[pl.DataType]:
        """The types of the columns."""
        return list(self._types.of.values())

    @property
    def schema(self) -> pl.Schema:
        """The types by column."""
        return pl.Schema(self._types.of)

    def is_empty(self) -> bool:
        """Return whether there is no row."""
        return not self._rows

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def __getitem__(self, key: Any) -> Any:
        """Return a column by its name."""
        return self.column(key) if isinstance(key, str) and key in self._types.of else super().__getitem__(key)

    def __iter__(self) -> Iterator[pl.Series]:
        """Yield the columns."""
        return map(self.column, self._types.of)

    def get_columns(self) -> list[pl.Series]:
        """Return the columns."""
        return list(self)

    def column(self, name: str) -> Column:
        """Return a column that there is."""
        return Column(name, self.values(name), self._types.of[name])

    def values(self, name: str) -> list[Value]:
        """Return the values of a column that there is."""
        return [row[name] for row in self._rows]

    def rows(self, *, named: bool = False) -> list[Any]:
        """Return the rows, each a tuple of its values, or its values by their names."""
        return self.to_dicts() if named else [tuple(row[name] for name in self._types.of) for row in self._rows]

    def to_dicts(self) -> list[Row]:
        """Return the rows."""
        return [dict(row) for row in self._rows]

    def with_columns(self, *exprs: Any, **named_exprs: Any) -> pl.DataFrame:
        """Return the rows with columns added, or put in the place of those of the same name."""
        return self._stepped("with_columns", exprs, named_exprs)

    def select(self, *exprs: Any, **named_exprs: Any) -> pl.DataFrame:
        """Return the columns that are asked for."""
        return self._stepped("select", exprs, named_exprs)

    def _stepped(self, method: str, exprs: Sequence[Any], named: dict[str, Any]) -> pl.DataFrame:
        given = [list(one) if isinstance(one, Iterator) else one for one in exprs]
        asked = readings(given, named)
        keeps = method == "with_columns"
        step = None
        if asked is not None and (keeps or len(self._rows) == 1 or not _are_literals(asked)):
            step = self._types.step(asked, keeps=keeps)
        if step is not None:
            try:
                return FewRows([step.row(row) for row in self._rows], step.types)
            except CANNOT:
                pass
        return few(getattr(super(), method)(*given, **named))

    def filter(self, *predicates: Any, **constraints: Any) -> pl.DataFrame:
        """Return the rows of which it holds."""
        if len(predicates) == 1 and isinstance(predicates[0], pl.Series) and not constraints:
            told = zip(self._rows, predicates[0].to_list(), strict=True)
            return FewRows([row for row, holds in told if holds], self._types)
        asked = readings(predicates, constraints)
        holding = [] if asked is None or constraints else [reading.holds for _, reading in asked]
        if not holding or None in holding:
            return few(super().filter(*predicates, **constraints))
        try:
            held = [row for row in self._rows if all(holds(row) for holds in holding if holds)]
        except CANNOT:
            return few(super().filter(*predicates, **constraints))
        return FewRows(held, self._types)

    def hstack(self, columns: Any, *, in_place: bool = False) -> pl.DataFrame:
        """Return the rows with these columns beside theirs."""
        if in_place:
            _refused()
        added = {one.name: one for one in columns}
        if (
            not added
            or added.keys() & self._types.of.keys()
            or any(len(one) != len(self._rows) for one in added.values())
        ):
            return few(super().hstack(columns))
        told = zip(*(one.to_list() for one in added.values()), strict=True)
        types = self._types.beside({name: one.dtype for name, one in added.items()})
        return FewRows(
            [row | dict(zip(added, values, strict=True)) for row, values in zip(self._rows, told, strict=True)], types
        )

    def vstack(self, other: pl.DataFrame, *, in_place: bool = False) -> pl.DataFrame:
        """Return these rows and those of another table below them."""
        if in_place or not isinstance(other, FewRows) or other._types is not self._types:
            return super().vstack(other, in_place=in_place)
        return FewRows([*self._rows, *other._rows], self._types)

    def drop(self, *columns: Any, strict: bool = True) -> pl.DataFrame:
        """Return the rows without these columns."""
        if not all(isinstance(name, str) and name in self._types.of for name in columns):
            return few(super().drop(*columns, strict=strict))
        types = self._types.without(columns)
        return FewRows([{name: row[name] for name in types.of} for row in self._rows], types)

    def join(self, other: pl.DataFrame, on: Any = None, how: Any = "inner", **asked: Any) -> pl.DataFrame:
        """Return the rows with the columns of another table beside them, where the values of `on` are equal."""
        own, theirs = asked.get("left_on") or on, asked.get("right_on") or on
        known = how in ("left", "inner") and not asked.keys() - {"maintain_order", "left_on", "right_on"}
        if not known or not isinstance(own, str | list) or not isinstance(theirs, str | list):
            return few(super().join(other, on, how, **asked))
        names = [[one] if isinstance(one, str) else one for one in (own, theirs)]
        theirs_beside, types = others(other, names[1]), self._types.of
        beside = theirs_beside.beside
        if not types.keys().isdisjoint(beside) or [types[name] for name in names[0]] != theirs_beside.key:
            return few(super().join(other, on, how, **asked))
        return self._laid_beside(other, names, beside, how=how)

    def _laid_beside(
        self, other: pl.DataFrame, names: list[list[str]], beside: dict[str, pl.DataType], *, how: Any
    ) -> pl.DataFrame:
        places = places_by_key(other, names[1])
        empty = [dict.fromkeys(beside)] if how == "left" else []
        found: list[Row] = []
        for row in self._rows:
            same = places.get(tuple(row[name] for name in names[0]), ())
            told = [values_in(other, beside, place) for place in same] or empty
            found += [row | values for values in told]
        made = FewRows(found, self._types.beside(beside))
        return made if are_few(len(found)) else pl.DataFrame(made)

    def unique(self, subset: Any = None, **asked: Any) -> pl.DataFrame:
        """Return the first row of each value of a column."""
        if not isinstance(subset, str) or asked != {"keep": "first", "maintain_order": True}:
            return few(super().unique(subset, **asked))
        firsts: dict[Value, Row] = {}
        for row in self._rows:
            firsts.setdefault(row[subset], row)
        return FewRows(list(firsts.values()), self._types)

    def sort(self, by: Any, *more_by: Any, descending: Any = False, **asked: Any) -> pl.DataFrame:
        """Return the rows in order."""
        names = [by, *more_by] if isinstance(by, str) else by
        if len(self._rows) < 2 and not isinstance(by, pl.Expr):  # which have no order
            return self
        backwards = [descending] * len(names) if isinstance(descending, bool) else descending
        plain = asked.keys() <= {"nulls_last", "maintain_order"} and asked.get("nulls_last") is True
        if not plain or any(self._types.of.get(name) not in SORTED for name in names):
            return few(super().sort(by, *more_by, descending=descending, **asked))
        rows = self._rows
        for name, is_down in reversed(list(zip(names, backwards, strict=True))):  # nulls are last either way
            known = sorted((row for row in rows if row[name] is not None), key=itemgetter(name), reverse=is_down)
            rows = [*known, *(row for row in rows if row[name] is None)]
        return FewRows(rows, self._types)


def _refused(*asked: Any, **named: Any) -> Any:
    """Raise TypeError: few rows are not changed in place."""
    del asked, named
    raise TypeError("few rows are not changed in place: make a table of them")


for _name in ("insert_column", "replace_column", "drop_in_place", "extend", "shrink_to_fit", "__setitem__"):
    setattr(FewRows, _name, _refused)


def _are_literals(asked: Iterable[tuple[str, Reading]]) -> bool:
    return all(reading.is_literal for _, reading in asked)


def few_at(rows: pl.DataFrame, names: Iterable[str], places: Sequence[int]) -> list[pl.Series]:
    """Return columns of a table at few places; of a long table the columns and their types are kept once asked for."""
    if isinstance(rows, FewRows):
        some, types = [rows._rows[place] for place in places], rows._types.of
        return [Column(name, [row[name] for row in some], types[name]) for name in names]
    kept: dict[str, tuple[pl.Series, pl.DataType]] = rows.__dict__.setdefault(_COLUMNS, {})
    for name in names:
        if name not in kept:
            kept[name] = (rows[name], rows[name].dtype)
    return [few_of(kept[name][0], places, kept[name][1]) for name in names]


def few(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the table as plain rows where it has few, else as it is."""
    if isinstance(rows, FewRows) or not are_few(rows.height):
        return rows
    return FewRows(rows.to_dicts(), types_of(rows.schema))


def table(columns: Iterable[pl.Series]) -> pl.DataFrame:
    """Return the table of some columns of one length, as plain rows where it has few."""
    told = list(columns)
    if not told or not are_few(len(told[0])):
        return pl.DataFrame(told)
    types = types_of({one.name: one.dtype for one in told})
    names = list(types.of)
    values = [one.to_list() for one in told]
    return FewRows([dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)], types)
