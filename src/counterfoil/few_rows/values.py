"""How is one plain value read as another type? As Polars does it, or not at all (`UnusualError`)."""

import math
import re
from decimal import Decimal
from typing import Any

from counterfoil.few_rows.patterns import UnusualError

_PLAIN_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]+)?")
Value = Any  # None, bool, int, float, str, Decimal, date, datetime, or a list of these


def as_text(value: Value) -> Value:
    """Return a text, a whole number or a truth as text; numbers with a point are written in ways of their own."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    raise UnusualError


def as_decimal(value: Value, scale: int) -> Value:
    """Return an exact number as it is written, with so many places behind the point."""
    if value is None:
        return None
    if not isinstance(value, str) or not _PLAIN_NUMBER.fullmatch(value) or len(value.partition(".")[2]) > scale:
        raise UnusualError
    return Decimal(value).quantize(Decimal(1).scaleb(-scale))


def as_whole(value: Value) -> Value:
    """Return a whole number, or a truth as one."""
    if value is None or isinstance(value, int):
        return None if value is None else int(value)
    raise UnusualError


def as_float(value: Value) -> Value:
    """Return a number as the float nearest to it."""
    if value is None or isinstance(value, float):
        return value
    if isinstance(value, Decimal):
        return _of_decimal(value)
    if isinstance(value, int):
        return float(value)
    raise UnusualError


def _of_decimal(value: Decimal) -> float:
    _, digits, exponent = value.as_tuple()
    whole = int(value.scaleb(-int(exponent))) if isinstance(exponent, int) else 0
    if len(digits) > 15 or not isinstance(exponent, int):  # from 2^53 on, a float is not exact before it is divided
        raise UnusualError
    return whole / 10**-exponent if exponent <= 0 else float(whole * 10**exponent)


def comparable(*values: Value) -> None:
    """Raise UnusualError where a value is one that Polars and Python compare otherwise."""
    for value in values:
        if isinstance(value, float) and math.isnan(value):
            raise UnusualError
