"""What does a function of Polars make of plain values? Each entry takes the options and the literals beside the first
input, and gives the function of the inputs; what it is not sure of it leaves to Polars."""

import math
from collections.abc import Callable
from typing import Any, Final

from counterfoil.few_rows.operators import both, either
from counterfoil.few_rows.patterns import NotPlainError, UnusualError
from counterfoil.few_rows.texts import TEXTS
from counterfoil.few_rows.values import Value, comparable

Apply = Callable[..., Value]
Made = Callable[[Any, list[Value]], Apply]


def _simple(apply: Apply) -> Made:
    """Return the entry of a function without options."""

    def made(options: Any, literals: list[Value]) -> Apply:
        del options, literals
        return apply

    return made


def _first(*values: Value) -> Value:
    return next((value for value in values if value is not None), None)


def _least(*values: Value) -> Value:
    known = [value for value in values if value is not None]
    comparable(*known)
    return min(known, default=None)


def _is_in(options: Any, literals: list[Value]) -> Apply:
    if options["nulls_equal"] or not isinstance(literals[0], list) or None in literals[0]:
        raise NotPlainError("IsIn")
    known = frozenset(literals[0])
    return lambda value, _: None if value is None else value in known


def _replaced(options: Any, literals: list[Value]) -> Apply:
    """Return what stands for a value; without a default, Polars says what it thinks of an unknown one."""
    del options
    old, new, *default = literals
    if not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new) or None in old:
        raise NotPlainError("ReplaceStrict")
    known = dict(zip(old, new, strict=True))

    def apply(value: Value, *_: Value) -> Value:
        if value in known:
            return known[value]
        if default:
            return default[0]
        if value is None:
            return None
        raise UnusualError

    return apply


def _rounded(options: Any, literals: list[Value]) -> Apply:
    del literals
    if options["mode"] != "HalfToEven":
        raise NotPlainError(options["mode"])
    scale = 10.0 ** options["decimals"]

    def apply(value: Value) -> Value:
        if value is None:
            return None
        if not isinstance(value, float) or not abs(value) * scale < 1 << 52:
            raise UnusualError
        return round(value * scale) / scale

    return apply


def _of_float(count: Callable[[float], float]) -> Made:
    def apply(value: Value) -> Value:
        if value is None:
            return None
        if not isinstance(value, float) or not abs(value) < 700:
            raise UnusualError
        return count(value)

    return _simple(apply)


def _all(*values: Value) -> Value:
    held: Value = True
    for value in values:
        held = both(held, value)
    return held


def _any(*values: Value) -> Value:
    held: Value = False
    for value in values:
        held = either(held, value)
    return held


def _mean(values: Value) -> Value:
    known = [value for value in values or () if value is not None]
    if any(isinstance(value, float) for value in known):
        raise UnusualError
    return sum(known) / len(known) if known else None


def _part_of_list(values: Value, offset: Value, length: Value) -> Value:
    if values is None:
        return None
    if offset is None or offset < 0 or (length is not None and length < 0):
        raise UnusualError
    return values[offset : None if length is None else offset + length]


def _joined(*values: Value) -> Value:
    if any(value is None for value in values):
        return None
    if not all(isinstance(value, list) for value in values):
        raise UnusualError
    return [one for value in values for one in value]


def _negative(value: Value) -> Value:
    return None if value is None else -value


FUNCTIONS: Final[dict[str, Made]] = {
    **TEXTS,
    "FillNull": _simple(lambda value, other: other if value is None else value),
    "Coalesce": _simple(_first),
    "MinHorizontal": _simple(_least),
    "SumHorizontal": _simple(lambda *values: sum(value for value in values if value is not None)),
    "Negate": _simple(_negative),
    "Exp": _of_float(math.exp),
    "Round": _rounded,
    "ReplaceStrict": _replaced,
    "Boolean.Not": _simple(lambda value: None if value is None else not value),
    "Boolean.IsNull": _simple(lambda value: value is None),
    "Boolean.IsNotNull": _simple(lambda value: value is not None),
    "Boolean.IsIn": _is_in,
    "Boolean.AnyHorizontal": _simple(_any),
    "Boolean.AllHorizontal": _simple(_all),
    "Bitwise.CountOnes": _simple(lambda value: None if value is None else (value % (1 << 64)).bit_count()),
    "ListExpr.Length": _simple(lambda values: None if values is None else len(values)),
    "ListExpr.Mean": _simple(_mean),
    "ListExpr.Slice": _simple(_part_of_list),
    "ListExpr.Concat": _simple(_joined),
    "TemporalExpr.Date": _simple(lambda value: None if value is None else value.date()),
}
