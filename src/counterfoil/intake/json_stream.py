"""Which objects does a JSON document of any size hold? One after another, wherever they lie, with their lines.

A document is an object, objects one after another (JSON Lines among them), an array of objects, or an object that
holds such an array, at whatever depth, under a name the format gives (`containers`). One object is in memory at a time,
of at most LONGEST_OBJECT characters. Source: RFC 8259. Streaming parsers (ijson) tell no line numbers, which rejects
need; so the standard library's decoder is given a text that grows. Numbers are kept as written: no price is rounded.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from counterfoil.intake.json_text import BROKEN_OFF, DECODER, NOT_AN_OBJECT, TOO_LARGE, fault_of
from counterfoil.intake.reader import Refused

LONGEST_OBJECT = 16 * 1024 * 1024  # characters
_DEEPEST_CONTAINER = 8
_SHOWN = 200  # characters of what could not be read
_NEAR_END = 16  # characters: a fault closer to the end than this may be a text that goes on
_NO_CONTAINERS: frozenset[str] = frozenset()
_BLANKS = re.compile(r"[ \t\r\n]*")


class Found(NamedTuple):
    """One object, the line it begins on, and the beginning of its text."""

    line: int
    value: dict[str, Any]
    text: str


class _FaultError(Exception):
    """The text cannot be read from here on."""


def objects(parts: Iterator[str], containers: frozenset[str] = _NO_CONTAINERS) -> Iterator[Found | Refused]:
    """Yield the objects of a text that comes in parts; a Refused for what is none, and last for where it breaks off.

    What stands beside a container in its object is passed over; an object without one is itself what is sought.
    """
    text = _Text(parts)
    try:
        while text.next():
            yield from _opened(text, containers, depth=0)
    except _FaultError as fault:
        yield Refused(text.line(), text.shown(), str(fault))


class _Text:
    """The text from where reading stands; what has been read is let go."""

    def __init__(self, parts: Iterator[str]) -> None:
        self._parts = parts
        self._text, self._at, self._counted, self._line = "", 0, 0, 1

    def line(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def shown(self) -> str:
        return self._text[self._at : self._at + _SHOWN]

    def next(self) -> str:
        """Return the next character that is not blank, and stand before it; "" at the end."""
        while True:
            blanks = _BLANKS.match(self._text, self._at)
            self._at = blanks.end() if blanks else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, signs: str) -> str:
        """Return the next sign, which must be one of `signs`, and stand behind it."""
        sign = self.next()
        if not sign or sign not in signs:
            raise _FaultError(BROKEN_OFF)
        self._at += 1
        return sign

    def value(self) -> tuple[Any, str]:
        """Return the value that begins here, and its text; stand behind it."""
        while True:
            self.next()
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as fault:
                may_go_on = fault.pos >= len(self._text) - _NEAR_END or fault.msg.startswith("Unterminated")
                if not may_go_on or not self._more():
                    raise _FaultError(BROKEN_OFF) from None
            except RecursionError:
                raise _FaultError(BROKEN_OFF) from None
            else:
                if end < len(self._text) or not self._more():  # a number at the end may go on
                    written = self._text[self._at : end]
                    self._at = end
                    return value, written

    def _more(self) -> bool:
        """Draw at least as much as is unread, so that a long value is not tried often; False at the end."""
        self.line()
        unread, size = self._text[self._at :], 0
        if len(unread) > LONGEST_OBJECT:
            raise _FaultError(TOO_LARGE)
        drawn = [unread]
        for part in self._parts:
            drawn.append(part)
            size += len(part)
            if size > len(unread):
                break
        self._text = "".join(drawn)
        self._at = self._counted = 0
        return size > 0


def _opened(text: _Text, containers: frozenset[str], *, depth: int) -> Iterator[Found | Refused]:
    if depth > _DEEPEST_CONTAINER:
        raise _FaultError(BROKEN_OFF)
    sign = text.next()
    if sign == "[":
        yield from _array(text)
    elif sign == "{" and containers:
        yield from _object(text, containers, depth=depth)
    else:
        yield _one(text)


def _array(text: _Text) -> Iterator[Found | Refused]:
    text.take("[")
    if text.next() == "]":
        text.take("]")
        return
    sign = ","
    while sign == ",":
        yield _one(text)
        sign = text.take(",]")


def _object(text: _Text, containers: frozenset[str], *, depth: int) -> Iterator[Found | Refused]:
    """Yield what the containers in this object hold, or the object itself where it has none."""
    line, has_container, members, size = text.line(), False, dict[str, Any](), 0
    told: list[str] = []
    sign = text.take("{")
    if text.next() == "}":
        sign = text.take("}")
    while sign in "{,":
        name, written = text.value()
        text.take(":")
        if not isinstance(name, str):
            raise _FaultError(BROKEN_OFF)
        if name in containers and text.next() in ("[", "{"):
            has_container, members, told = True, {}, []
            yield from _opened(text, containers, depth=depth + 1)
        else:
            value, inner = text.value()
            size += 0 if has_container else len(written) + len(inner)
            if size > LONGEST_OBJECT:
                raise _FaultError(TOO_LARGE)
            if not has_container:
                members[name] = value
                told.append(f"{written}: {inner}")
        sign = text.take(",}")
    if not has_container and (members or depth == 0):
        yield _sound(line, members, f"{{{', '.join(told)}}}")


def _one(text: _Text) -> Found | Refused:
    text.next()
    line = text.line()
    value, written = text.value()
    if not isinstance(value, dict):
        return Refused(line, written[:_SHOWN], NOT_AN_OBJECT)
    return _sound(line, value, written)


def _sound(line: int, value: dict[str, Any], written: str) -> Found | Refused:
    shown = written[:_SHOWN]
    fault = fault_of(value, written)
    return Refused(line, shown, fault) if fault else Found(line, value, shown)
