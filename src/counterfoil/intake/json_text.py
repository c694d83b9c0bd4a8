"""How is one piece of JSON read, kept as written, and told from what is none? Source: RFC 8259."""

import json
import re
from typing import Any

from counterfoil.intake.reader import LIST_SEPARATOR

NOT_AN_OBJECT = "an element must be a JSON object"
TOO_DEEP = "an object must not be nested so deeply"
NOT_TEXT = "text must be Unicode; this one has half of a surrogate pair"
BROKEN_OFF = "the JSON breaks off here; nothing after it could be read"
TOO_LARGE = "an object must have at most 16 million characters; nothing after it could be read"
DEEPEST = 100  # objects and lists within one another; whatever is found deeper was made to break readers
DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_HALF = re.compile(r"\\u[dD][89a-fA-F]")  # only escapes can hide half a pair


def as_text(value: object) -> str:
    """Return the value as one text: numbers as written, lists parted by LIST_SEPARATOR, objects as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return LIST_SEPARATOR.join(inner if isinstance(inner, str) else json.dumps(inner) for inner in value)
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def fault_of(value: dict[str, Any], text: str) -> str:
    """Return why a value cannot be used (TOO_DEEP, NOT_TEXT), or ""; `text` is the JSON that it was read from.

    The decoder's own bound is what is left of Python's stack, which differs from command to command.
    """
    if text.count("[") + text.count("{") > DEEPEST and _is_deep(value):
        return TOO_DEEP
    return NOT_TEXT if _HALF.search(text) and not _is_unicode(value) else ""


def _is_deep(value: dict[str, Any]) -> bool:
    holders: list[Any] = [value]
    for _ in range(DEEPEST):
        within = (inner for one in holders for inner in (one.values() if isinstance(one, dict) else one))
        holders = [one for one in within if isinstance(one, dict | list)]
    return bool(holders)


def _is_unicode(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def texts_of(value: object) -> list[str]:
    """Return the texts of a list, or of a single text; anything else tells nothing."""
    values = value if isinstance(value, list) else [value]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]


def at(value: Any, *steps: str | int) -> Any:
    """Return what stands at the end of the steps (a name in an object, a place in a list), None where nothing does."""
    for step in steps:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def text_at(value: object, *names: str) -> str:
    """Return the text under the names, one within the other, without blanks around it, or ""."""
    found = at(value, *names)
    return found.strip() if isinstance(found, str) else ""
