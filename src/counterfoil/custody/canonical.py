"""In which bytes is a value written, so that everyone takes the same digest of it? Canonical JSON (RFC 8785).

Values are texts, whole numbers, true, false, null, and lists of these: without fractions and with names in ASCII, RFC
8785 is what any JSON writer gives that sorts names, leaves out spaces and keeps letters as they are. So a checker
needs no library for it. An amount of money or a score stands as text.
"""

import hashlib
from typing import Any

import orjson

DEEPEST = 64  # levels of lists and objects: ours have five
LARGEST_NUMBER = 2**53 - 1  # RFC 8785, section 3.2.2.3: what every JSON reader reads exactly

Value = str | int | bool | list[Any] | dict[str, Any] | None


class NotCanonical(ValueError):  # noqa: N818  a state of what was read, told by who reads it
    """Bytes, or a value, that canonical JSON of ours does not hold; says why."""


def canonical(value: Value) -> bytes:
    """Return the canonical bytes of a value. Raises NotCanonical for one that has none."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except (TypeError, RecursionError) as cause:  # a lone surrogate, a large number, a foreign type
        raise NotCanonical("it holds what canonical JSON does not") from cause


def parsed(data: bytes) -> Any:
    """Return the value of canonical bytes. Raises NotCanonical for any others, even where they mean the same."""
    try:
        value = orjson.loads(data)
    except (orjson.JSONDecodeError, RecursionError) as cause:
        raise NotCanonical("it is no JSON") from cause
    _check(value, DEEPEST)
    if canonical(value) != data:
        raise NotCanonical("it is not written as canonical JSON")
    return value


def _check(value: object, levels: int) -> None:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if kind is int:
        if abs(value) > LARGEST_NUMBER:  # type: ignore[arg-type]
            raise NotCanonical("it holds a number that is too large")
        return
    if levels == 0:
        raise NotCanonical(f"it is nested deeper than {DEEPEST} levels")
    if kind is list:
        for part in value:  # type: ignore[attr-defined]
            _check(part, levels - 1)
    elif kind is dict:
        for name, part in value.items():  # type: ignore[attr-defined]
            if not name.isascii():
                raise NotCanonical("it holds a name that is not ASCII")
            _check(part, levels - 1)
    else:
        raise NotCanonical("it holds a number with a fraction")


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 of bytes (FIPS 180-4), 32 bytes."""
    return hashlib.sha256(data).digest()
