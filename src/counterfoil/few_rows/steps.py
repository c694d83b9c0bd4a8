"""What does a step (`with_columns`, `select`) do with a plain row, and of which types are the columns that it makes?

A step is read once for each list of expressions and each kind of table, and kept: so expressions are best made once,
too. What is kept is bounded, for expressions that are made anew each time.
"""

import itertools
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import polars as pl

from counterfoil.few_rows.expressions import Row, Written, function_of
from counterfoil.few_rows.patterns import NotPlainError
from counterfoil.few_rows.readings import MOST_KEPT, Readings
from counterfoil.few_rows.values import as_float

Type = pl.DataType


class Step(NamedTuple):
    """The function that makes the row after a step of the row before it, and all types after it."""

    row: Callable[[Row], Row]
    types: "Types"


class Types:
    """The columns of a kind of table and their types, and the steps that are known for it."""

    def __init__(self, of: Mapping[str, Type]) -> None:
        """Hold the types by column."""
        self.of = dict(of)
        self.steps: dict[Any, Step | None] = {}
        self._others: dict[Any, Types] = {}

    def beside(self, added: Mapping[str, Type]) -> "Types":
        """Return the kind of table that has these columns beside its own, or in the place of those of the same name."""
        return self._other(_key(added), lambda: {**self.of, **added})

    def without(self, names: tuple[str, ...]) -> "Types":
        """Return the kind of table that has not these columns."""
        return self._other(names, lambda: {name: kind for name, kind in self.of.items() if name not in names})

    def _other(self, key: Any, columns: Callable[[], Mapping[str, Type]]) -> "Types":
        found = self._others.get(key)
        if found is None:
            if len(self._others) >= MOST_KEPT:
                self._others.clear()
            found = self._others[key] = types_of(columns())
        return found

    def step(self, asked: Readings, *, keeps: bool) -> Step | None:
        """Return what these expressions do, under these names; with the columns before it where it `keeps` them."""
        key = (keeps, asked)
        with suppress(KeyError):  # asked once: another thread may clear them in between
            return self.steps[key]
        step = self._read(asked, keeps=keeps)
        if len(self.steps) >= MOST_KEPT:
            self.steps.clear()
        self.steps[key] = step
        return step

    def _read(self, asked: Readings, *, keeps: bool) -> Step | None:
        names, parts = [name for name, _ in asked], [one.written for _, one in asked if one.written]
        if len(parts) < len(asked) or len(set(names)) < len(names):
            return None
        expressions = [one.expression.alias(name) for name, one in asked]
        empty = pl.LazyFrame(schema=self.of)
        after = empty.with_columns(expressions) if keeps else empty.select(expressions)
        types = types_of(after.collect_schema())
        cells = [f"{name!r}: {_as_typed(part, types.of[name])}" for name, part in zip(names, parts, strict=True)]
        text = ", ".join(["**row", *cells] if keeps else cells)
        try:
            return Step(function_of(f"{{{text}}}", [*parts, _FLOAT]), types)
        except NotPlainError:
            return None


_FLOAT = Written("", {"as_float": as_float})


def _as_typed(part: Written, dtype: Type) -> str:
    """Return the text of a value, whole numbers as floats where the column holds floats."""
    return f"as_float({part.text})" if dtype.is_float() else part.text


# Types without a part of their own are told by their class, whose number lasts as long as the process; others by the
# number of the object, which is kept with it: quicker than to ask a type for its hash.
_SIMPLE = {id(kind) for kind in (pl.String, pl.Int64, pl.Int8, pl.Float64, pl.Boolean, pl.Date)}
_known: dict[int, tuple[Type, int]] = {}
_numbers: dict[Type, int] = {}
_next = itertools.count()
_kinds: dict[tuple[Any, ...], Types] = {}


def _key(schema: Mapping[str, Type]) -> tuple[Any, ...]:
    """Return what tells columns from others: equal types under the same names have equal keys."""
    return (*schema, *[number if (number := id(type(kind))) in _SIMPLE else _number(kind) for kind in schema.values()])


def _number(kind: Type) -> int:
    """Return a number of a type, which no other type ever has; equal types have one, as long as it is kept."""
    found = _known.get(id(kind))
    if found is None or found[0] is not kind:
        if len(_known) >= MOST_KEPT:
            _known.clear()
            _numbers.clear()
        found = _known[id(kind)] = (kind, _numbers.setdefault(kind, next(_next)))
    return found[1]


def types_of(schema: Mapping[str, Type]) -> Types:
    """Return the kind of table that has these columns; equal ones are one and the same."""
    key = _key(schema)
    found = _kinds.get(key)
    if found is None:
        if len(_kinds) >= MOST_KEPT:
            _kinds.clear()
        found = _kinds[key] = Types(schema)
    return found
