"""What does an expression of Polars say of one plain row?

An expression is read as the tree that Polars itself writes of it, and made into one function of a row. What is not
written here raises NotPlainError, and Polars does that step; tests/few_rows hold the answers of both beside each other.
"""

import io
import json
from collections.abc import Callable
from typing import Any

import polars as pl

from counterfoil.few_rows.functions import FUNCTIONS
from counterfoil.few_rows.operators import OPERATORS
from counterfoil.few_rows.patterns import NotPlainError
from counterfoil.few_rows.values import Value, as_decimal, as_float, as_text, as_whole

Row = dict[str, Any]
Plain = Callable[[Row], Value]
Tree = Any
ELEMENT = "the element"
_CASTS: dict[str, Callable[[Value], Value]] = {"String": as_text, "Float64": as_float, "Int64": as_whole}


def plain(expression: pl.Expr) -> tuple[str, Plain]:
    """Return the name of the column that an expression makes, and the function that gives its value in a row.

    Raises NotPlainError where the expression is none of one row alone (an aggregation, many columns), or holds a step
    that is not written here.
    """
    try:
        name = expression.meta.output_name()
        tree = json.loads(expression.meta.serialize(format="json"))
        return name, made(tree)
    except (pl.exceptions.PolarsError, KeyError, TypeError, ValueError) as problem:
        raise NotPlainError("no name, or a tree of another form") from problem


def made(tree: Tree) -> Plain:
    """Return the function of a row that a tree stands for."""
    if tree == "Element":
        return lambda row: row[ELEMENT]
    if not isinstance(tree, dict):
        raise NotPlainError(str(tree))
    ((kind, told),) = tree.items()
    if kind not in _MAKERS:
        raise NotPlainError(kind)
    return _MAKERS[kind](told)


def _column(name: Tree) -> Plain:
    return lambda row: row[name]


def _literal(told: Tree) -> Plain:
    if "Series" in told:
        raise NotPlainError("a column of its own")
    value = literal(told)
    return lambda _: value


def literal(told: Tree) -> Value:
    """Return the value that a literal stands for, a list for a series."""
    written = json.dumps({"Literal": told})
    column = pl.select(pl.Expr.deserialize(io.StringIO(written), format="json")).to_series()
    value = column if "Series" in told else column.item()
    return value.to_list() if isinstance(value, pl.Series) else value


def _alias(told: Tree) -> Plain:
    return made(told[0])


def _binary(told: Tree) -> Plain:
    if told["op"] not in OPERATORS:
        raise NotPlainError(told["op"])
    operate, left, right = OPERATORS[told["op"]], made(told["left"]), made(told["right"])
    return lambda row: operate(left(row), right(row))


def _ternary(told: Tree) -> Plain:
    holds, then, otherwise = (made(told[name]) for name in ("predicate", "truthy", "falsy"))
    return lambda row: then(row) if holds(row) else otherwise(row)


def _cast(told: Tree) -> Plain:
    wanted = told["dtype"].get("Literal")
    if isinstance(wanted, dict) and "Decimal" in wanted:
        return _to_decimal(told, wanted["Decimal"][1])
    if not isinstance(wanted, str):  # an Enum: its values are texts, here as there, and one of them
        if not (isinstance(wanted, dict) and "Enum" in wanted and "Ternary" in told["expr"]):
            raise NotPlainError("Cast")
        return made(told["expr"])
    if wanted not in _CASTS:
        raise NotPlainError(wanted)
    cast, value = _CASTS[wanted], made(told["expr"])
    return lambda row: cast(value(row))


def _to_decimal(told: Tree, scale: int) -> Plain:
    value = made(told["expr"])
    return lambda row: as_decimal(value(row), scale)


def _evaluated(told: Tree) -> Plain:
    """Return the list of what an expression makes of each element of a list."""
    if told["variant"] != "List":
        raise NotPlainError(told["variant"])
    elements, each = made(told["expr"]), made(told["evaluation"])
    return lambda row: None if (known := elements(row)) is None else [each({ELEMENT: one}) for one in known]


def _function(told: Tree) -> Plain:
    name, options = _named(told["function"])
    if name not in FUNCTIONS:
        raise NotPlainError(name)
    first, *others = told["input"]
    literals = [literal(one["Literal"]) if "Literal" in one else None for one in others]
    apply, only = FUNCTIONS[name](options, literals), made(first)
    if not others:
        return lambda row: apply(only(row))
    if all("Literal" in one for one in others):
        return lambda row: apply(only(row), *literals)
    inputs = [only, *(made(one) for one in others)]
    return lambda row: apply(*[one(row) for one in inputs])


def _named(function: Tree) -> tuple[str, Tree]:
    """Return the name of a function with that of its family before it, and its options."""
    names: list[str] = []
    while isinstance(function, dict) and len(function) == 1 and next(iter(function))[0].isupper():
        ((name, function),) = function.items()
        names.append(name)
    if isinstance(function, str) and len(names) < 2 and function[:1].isupper():
        return ".".join([*names, function]), None
    return ".".join(names), function


_MAKERS: dict[str, Callable[[Tree], Plain]] = {
    "Column": _column,
    "Literal": _literal,
    "Alias": _alias,
    "BinaryExpr": _binary,
    "Ternary": _ternary,
    "Cast": _cast,
    "Eval": _evaluated,
    "Function": _function,
}
