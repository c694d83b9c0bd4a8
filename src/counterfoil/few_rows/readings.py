"""How do the expressions of a step read for plain rows? Each is read once, and what was read is kept with it.

So expressions are best made once, too. What is kept beside them is bounded: some are made anew each time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

import polars as pl

from counterfoil.few_rows.expressions import Row, Written, function_of, written
from counterfoil.few_rows.patterns import NotPlainError
from counterfoil.few_rows.values import Value

MOST_KEPT = 2_000
_ATTRIBUTE = "_as_plain"  # of an expression: how it reads for plain rows


class Reading:
    """How an expression reads for plain rows: its name and how it is written, or none where Polars must do it."""

    def __init__(self, expression: pl.Expr) -> None:
        """Read the expression."""
        self.expression = expression
        self.name: str = ""
        self.written: Written | None = None
        self.is_literal = not expression.meta.root_names()
        with suppress(NotPlainError):
            self.name, self.written = written(expression)

    @cached_property
    def holds(self) -> Callable[[Row], Value] | None:
        """Return the function that says whether it holds in a row; None where Polars must do it."""
        try:
            return function_of(self.written.text, [self.written]) if self.written else None
        except NotPlainError:
            return None


Readings = tuple[tuple[str, Reading], ...]


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
