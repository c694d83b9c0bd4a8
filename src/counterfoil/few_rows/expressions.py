"""What does an expression of Polars say of one plain row?

An expression is read as the tree that Polars itself writes of it, and written as text of Python, so that a step of many
expressions becomes one function of a row. What is not written here raises NotPlainError, and Polars does that step;
tests/few_rows hold the answers of both beside each other.
"""

import io
import itertools
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import polars as pl

from counterfoil.few_rows.functions import FUNCTIONS
from counterfoil.few_rows.operators import OPERATORS
from counterfoil.few_rows.patterns import NotPlainError
from counterfoil.few_rows.values import Value, as_decimal, as_float, as_text, as_whole

Row = dict[str, Any]
Tree = Any
_CASTS: dict[str, Callable[[Value], Value]] = {"String": as_text, "Float64": as_float, "Int64": as_whole}
_PLAIN = (type(None), bool, int, str)  # literals that are written as they are
_numbers = itertools.count()  # of the names that stand for values: expressions of one step share none


class Written(NamedTuple):
    """An expression as text of Python: of a `row`, and of `values` by the names that the text has for them."""

    text: str
    values: Mapping[str, Any]


def written(expression: pl.Expr) -> tuple[str, Written]:
    """Return the name of the column that an expression makes, and how its value in a row is written.

    Raises NotPlainError where the expression is none of one row alone (an aggregation, many columns), or holds a step
    that is not written here.
    """
    values: dict[str, Any] = {}
    try:
        name = expression.meta.output_name()
        tree = json.loads(expression.meta.serialize(format="json"))
        return name, Written(_Writing(values).text(tree), values)
    except (pl.exceptions.PolarsError, KeyError, TypeError, ValueError, RecursionError) as problem:
        raise NotPlainError("no name, or a tree of another form") from problem


def function_of(text: str, parts: Iterable[Written]) -> Callable[[Row], Any]:
    """Return the function of a row whose text is made of that of some parts, with all their values.

    Raises NotPlainError where the text is nested too deeply for Python.
    """
    values = {name: value for part in parts for name, value in part.values.items()}
    try:
        made: Callable[[Row], Any] = eval(f"lambda row: {text}", values)  # noqa: S307  our own text; names are quoted
    except (SyntaxError, RecursionError, MemoryError) as problem:
        raise NotPlainError("nested too deeply") from problem
    return made


def literal(told: Tree) -> Value:
    """Return the value that a literal stands for, a list for a series."""
    of_it = json.dumps({"Literal": told})
    column = pl.select(pl.Expr.deserialize(io.StringIO(of_it), format="json")).to_series()
    value = column if "Series" in told else column.item()
    return value.to_list() if isinstance(value, pl.Series) else value


class _Writing:
    """Writes trees, and keeps the values that the texts name."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def text(self, tree: Tree) -> str:
        """Return the text that a tree stands for."""
        if tree == "Element":
            return "element"
        if not isinstance(tree, dict):
            raise NotPlainError(str(tree))
        ((kind, told),) = tree.items()
        if kind not in _WRITERS:
            raise NotPlainError(kind)
        return _WRITERS[kind](self, told)

    def name(self, value: Any) -> str:
        """Return the name of a value in the text."""
        if type(value) in _PLAIN:
            return repr(value)
        name = f"v{next(_numbers)}"
        self.values[name] = value
        return name

    def column(self, told: Tree) -> str:
        return f"row[{told!r}]"

    def literal(self, told: Tree) -> str:
        if "Series" in told:
            raise NotPlainError("a column of its own")
        return self.name(literal(told))

    def alias(self, told: Tree) -> str:
        return self.text(told[0])

    def binary(self, told: Tree) -> str:
        if told["op"] not in OPERATORS:
            raise NotPlainError(told["op"])
        return f"{self.name(OPERATORS[told['op']])}({self.text(told['left'])}, {self.text(told['right'])})"

    def ternary(self, told: Tree) -> str:
        holds, then, otherwise = (self.text(told[name]) for name in ("predicate", "truthy", "falsy"))
        return f"({then} if {holds} else {otherwise})"

    def cast(self, told: Tree) -> str:
        wanted = told["dtype"].get("Literal")
        if isinstance(wanted, dict) and "Decimal" in wanted:
            return f"{self.name(as_decimal)}({self.text(told['expr'])}, {self.name(wanted['Decimal'][1])})"
        if not isinstance(wanted, str):  # an Enum: its values are texts, here as there, and one of them
            if not (isinstance(wanted, dict) and "Enum" in wanted and "Ternary" in told["expr"]):
                raise NotPlainError("Cast")
            return self.text(told["expr"])
        if wanted not in _CASTS:
            raise NotPlainError(wanted)
        return f"{self.name(_CASTS[wanted])}({self.text(told['expr'])})"

    def evaluated(self, told: Tree) -> str:
        """Write the list of what an expression makes of each element of a list."""
        if told["variant"] != "List":
            raise NotPlainError(told["variant"])
        return f"{self.name(_each)}({self.text(told['expr'])}, lambda element: {self.text(told['evaluation'])})"

    def function(self, told: Tree) -> str:
        name, options = _named(told["function"])
        if name not in FUNCTIONS:
            raise NotPlainError(name)
        literals = [literal(one["Literal"]) if "Literal" in one else None for one in told["input"][1:]]
        inputs = [self.text(told["input"][0])]
        for one, value in zip(told["input"][1:], literals, strict=True):
            inputs.append(self.name(value) if "Literal" in one else self.text(one))
        return f"{self.name(FUNCTIONS[name](options, literals))}({', '.join(inputs)})"


def _each(elements: Value, function: Callable[[Value], Value]) -> Value:
    return None if elements is None else [function(one) for one in elements]


def _named(function: Tree) -> tuple[str, Tree]:
    """Return the name of a function with that of its family before it, and its options."""
    names: list[str] = []
    while isinstance(function, dict) and len(function) == 1 and next(iter(function))[0].isupper():
        ((name, function),) = function.items()
        names.append(name)
    if isinstance(function, str) and len(names) < 2 and function[:1].isupper():
        return ".".join([*names, function]), None
    return ".".join(names), function


_WRITERS: dict[str, Callable[[_Writing, Tree], str]] = {
    "Column": _Writing.column,
    "Literal": _Writing.literal,
    "Alias": _Writing.alias,
    "BinaryExpr": _Writing.binary,
    "Ternary": _Writing.ternary,
    "Cast": _Writing.cast,
    "Eval": _Writing.evaluated,
    "Function": _Writing.function,
}
