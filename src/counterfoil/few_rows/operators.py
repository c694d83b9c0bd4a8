"""What do two plain values come to? A null makes a null, but where “and” and “or” know the answer without it."""

import operator
from collections.abc import Callable
from typing import Final

from counterfoil.few_rows.patterns import UnusualError
from counterfoil.few_rows.values import Value, comparable

Operator = Callable[[Value, Value], Value]
_LONGEST: Final = 1 << 63


def both(left: Value, right: Value) -> Value:
    """Return whether both hold; of whole numbers the bits that both have."""
    if left is False or right is False:
        return False
    if left is None or right is None:
        return None
    return left & right


def either(left: Value, right: Value) -> Value:
    """Return whether one holds; of whole numbers the bits that one has."""
    if left is True or right is True:
        return True
    if left is None or right is None:
        return None
    return left | right


def _compared(compare: Operator) -> Operator:
    def told(left: Value, right: Value) -> Value:
        if left is None or right is None:
            return None
        if left != left or right != right:  # no number
            raise UnusualError
        return compare(left, right)

    return told


def _same(left: Value, right: Value) -> Value:
    """Return whether two values are equal, as two nulls are."""
    comparable(left, right)
    return left == right


def _counted(count: Operator) -> Operator:
    def told(left: Value, right: Value) -> Value:
        if left is None or right is None:
            return None
        try:
            found = count(left, right)
        except (ZeroDivisionError, OverflowError, TypeError):
            raise UnusualError from None
        if isinstance(found, int | float) and abs(found) < _LONGEST:
            return found
        raise UnusualError  # a Decimal, or a number that runs over

    return told


def _divided(left: Value, right: Value) -> Value:
    return float(left) / float(right) if not isinstance(left, str) else left / right


def _added(left: Value, right: Value) -> Value:
    if isinstance(left, str):
        raise TypeError
    return left + right


OPERATORS: Final[dict[str, Operator]] = {
    "And": both,
    "LogicalAnd": both,
    "Or": either,
    "LogicalOr": either,
    "Eq": _compared(operator.eq),
    "NotEq": _compared(operator.ne),
    "Lt": _compared(operator.lt),
    "LtEq": _compared(operator.le),
    "Gt": _compared(operator.gt),
    "GtEq": _compared(operator.ge),
    "EqValidity": _same,
    "NotEqValidity": lambda left, right: not _same(left, right),
    "Plus": _counted(_added),
    "Minus": _counted(operator.sub),
    "Multiply": _counted(operator.mul),
    "TrueDivide": _counted(_divided),
}
