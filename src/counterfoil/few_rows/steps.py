"""What does a step (`with_columns`, `select`) do with a plain row, and of which types are the columns that it makes?

A step is read once for each list of expressions and each kind of table, and kept: so expressions are best made once,
too. What is kept is bounded, for expressions that are made anew each time.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from counterfoil.few_rows.expressions import Plain, Row, plain
from counterfoil.few_rows.patterns import NotPlainError
from counterfoil.few_rows.values import Value, as_float

MOST_KEPT = 2_000
_ATTRIBUTE = "_as_plain"  # of an expression: how it reads for plain rows
Type = pl.DataType


class Reading:
    """How an expression reads for plain rows: its name and its function, or none where Polars must do it."""

    __slots__ = ("expression", "function", "is_literal", "name")

    def __init__(self, expression: pl.Expr) -> None:
        """Read the expression."""
        self.expression = expression
        self.name, self.function = "", None
        self.is_literal = not expression.meta.root_names()
        try:
            self.name, self.function = plain(expression)
        except NotPlainError:
            return


Readings = tuple[tuple[str, Reading], ...]


class Step(NamedTuple):
    """The names of the columns that a step makes, the functions of a row that give their values, and all types after
    it."""

    made: list[tuple[str, Plain]]
    types: "Types"


class Types:
    """The columns of a kind of table and their types, and the steps that are known for it."""

    def __init__(self, of: Mapping[str, Type]) -> None:
        """Hold the types by column."""
        self.of = dict(of)
        self.steps: dict[Any, Step | None] = {}

    def step(self, asked: tuple[tuple[str, Reading], ...], *, keeps: bool) -> Step | None:
        """Return what these expressions do, under these names; with the columns before it where it `keeps` them."""
        key = (keeps, asked)
        if key not in self.steps:
            if len(self.steps) >= MOST_KEPT:
                self.steps.clear()
            self.steps[key] = self._read(asked, keeps=keeps)
        return self.steps[key]

    def _read(self, asked: tuple[tuple[str, Reading], ...], *, keeps: bool) -> Step | None:
        names = [name for name, _ in asked]
        if any(one.function is None for _, one in asked) or len(set(names)) < len(names):
            return None
        expressions = [one.expression.alias(name) for name, one in asked]
        empty = pl.LazyFrame(schema=self.of)
        after = empty.with_columns(expressions) if keeps else empty.select(expressions)
        types = types_of(after.collect_schema())
        made = [(name, _as_typed(one.function, types.of[name])) for name, one in asked if one.function]
        return Step(made, types)


def _as_typed(function: Plain, dtype: Type) -> Plain:
    """Return the function, its whole numbers as floats where the column holds floats."""
    if not dtype.is_float():
        return function

    def typed(row: Row) -> Value:
        return as_float(function(row))

    return typed


# Types without a part of their own are told by their class, whose number lasts as long as the process: quicker than
# to ask a type for its hash.
_SIMPLE = {id(kind) for kind in (pl.String, pl.Int64, pl.Int8, pl.Float64, pl.Boolean, pl.Date)}
_kinds: dict[tuple[Any, ...], Types] = {}


def types_of(schema: Mapping[str, Type]) -> Types:
    """Return the kind of table that has these columns; equal ones are one and the same."""
    key = (*schema, *[number if (number := id(type(kind))) in _SIMPLE else kind for kind in schema.values()])
    found = _kinds.get(key)
    if found is None:
        if len(_kinds) >= MOST_KEPT:
            _kinds.clear()
        found = _kinds[key] = Types(schema)
    return found


def readings(asked: Sequence[Any], named: Mapping[str, Any]) -> Readings | None:
    """Return the expressions, as Polars takes them (lists of them, names of columns), each under its name.

    None where something else stands among them. What one tuple says is kept, as long as there are not too many.
    """
    if len(asked) == 1 and not named and isinstance(asked[0], tuple):
        known = _tuples.get(id(asked[0]))
        if known is None or known[0] is not asked[0]:
            if len(_tuples) >= MOST_KEPT:
                _tuples.clear()
            known = _tuples[id(asked[0])] = (asked[0], _readings(asked[0], named))
        return known[1]
    return _readings(asked, named)


_tuples: dict[int, tuple[Any, Readings | None]] = {}


def _readings(asked: Iterable[Any], named: Mapping[str, Any]) -> Readings | None:
    found: list[tuple[str, Reading]] = []
    for one in _flat(asked):
        reading = _reading(one)
        if reading is None:
            return None
        found.append((reading.name, reading))
    for name, one in named.items():
        reading = _reading(one)
        if reading is None:
            return None
        found.append((name, reading))
    return tuple(found)


def _flat(asked: Iterable[Any]) -> Iterable[Any]:
    for one in asked:
        if isinstance(one, str | pl.Expr | pl.Series) or not isinstance(one, Iterable):
            yield one
        else:
            yield from _flat(one)


_columns: dict[str, Reading] = {}


def _reading(asked: Any) -> Reading | None:
    if isinstance(asked, str):
        if asked not in _columns:
            if len(_columns) >= MOST_KEPT:
                _columns.clear()
            _columns[asked] = Reading(pl.col(asked))
        return _columns[asked]
    if not isinstance(asked, pl.Expr):
        return None
    known: Reading | None = asked.__dict__.get(_ATTRIBUTE)
    if known is None:
        known = asked.__dict__[_ATTRIBUTE] = Reading(asked)
    return known
