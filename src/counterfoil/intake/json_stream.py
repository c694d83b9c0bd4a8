"""JSON of any size, one value at a time: what stands in an array, in an answer of a web API, in one line after another.

Source: RFC 8259 (https://www.rfc-editor.org/rfc/rfc8259). Numbers are kept as written, so that no price is rounded.
Memory is bounded by LONGEST_VALUE characters, the longest element that is read.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from counterfoil.intake.reader import LIST_SEPARATOR

LONGEST_VALUE = 16 * 1024 * 1024  # characters of one element
NOT_AN_OBJECT = "an element must be a JSON object"
TOO_DEEP = "an object must not be nested so deeply"
NOT_TEXT = "text must be Unicode; this one has half of a surrogate pair"
BROKEN_OFF = "the JSON breaks off here; nothing after it could be read"
DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
BLANK = " \t\r\n"
_SHOWN = 200  # characters of a value that could not be read


class Element(NamedTuple):
    """`value` that begins on `line` and looks like `text` in the file; with a `problem`, there is no value."""

    line: int
    value: Any
    text: str
    problem: str = ""


class _FaultError(Exception):
    """Here the JSON cannot be read."""


class _Text:
    """The text from where reading stands, drawn in parts; what has been read is let go."""

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
            while self._at < len(self._text) and self._text[self._at] in BLANK:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def skip(self) -> None:
        self._at += 1

    def value(self) -> tuple[Any, str]:
        """Return the value that begins here, and its text; stand behind it."""
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
                if end < len(self._text) or not self._more():  # a number may go on in the next part
                    text = self._text[self._at : end]
                    self._at = end
                    return value, text
            except ValueError:
                if len(self._text) - self._at > LONGEST_VALUE or not self._more():
                    raise _FaultError(BROKEN_OFF) from None
            except RecursionError:
                raise _FaultError(BROKEN_OFF) from None  # too deep

    def _more(self) -> bool:
        """Draw at least as much as is left, so that a long value is not tried often; False at the end."""
        self.line()
        left, drawn = self._text[self._at :], []
        size = 0
        for part in self._parts:
            drawn.append(part)
            size += len(part)
            if size > len(left):
                break
        self._text = left + "".join(drawn)
        self._at = self._counted = 0
        return size > 0


def elements(parts: Iterator[str], lists: tuple[str, ...] = ()) -> Iterator[Element]:
    """Yield the elements of every array, and of arrays that stand under one of the names in `lists`.

    A document is an array, an object, or several of them one after another. What stands beside such a list in an
    object is passed over; an object without one is an element itself. Where the JSON cannot be read, one element
    with a problem says so and ends the reading.
    """
    text = _Text(parts)
    try:
        while start := text.next():
            if start == "[":
                yield from _array(text)
            elif start == "{" and lists:
                yield from _object(text, lists)
            else:
                line = text.line()
                yield Element(line, *text.value())
    except _FaultError as fault:
        yield Element(text.line(), None, text.shown(), str(fault))


def _array(text: _Text) -> Iterator[Element]:
    text.skip()
    while (start := text.next()) != "]":
        if start == "":
            raise _FaultError(BROKEN_OFF)
        line = text.line()
        yield Element(line, *text.value())
        _after(text, "]")
    text.skip()


def _object(text: _Text, lists: tuple[str, ...]) -> Iterator[Element]:
    line, listed = text.line(), False
    others: dict[str, Any] = {}
    text.skip()
    while (start := text.next()) != "}":
        if start != '"':
            raise _FaultError(BROKEN_OFF)
        name, _ = text.value()
        if text.next() != ":":
            raise _FaultError(BROKEN_OFF)
        text.skip()
        if text.next() == "[" and name in lists:
            listed = True
            yield from _array(text)
        else:
            others[name], _ = text.value()
        _after(text, "}")
    text.skip()
    if not listed:
        yield Element(line, others, json.dumps(others, ensure_ascii=True)[:_SHOWN])


def _after(text: _Text, end: str) -> None:
    """Stand behind the comma that parts values, or before the `end`."""
    following = text.next()
    if following == ",":
        text.skip()
    elif following != end:
        raise _FaultError(BROKEN_OFF)


def as_text(value: object) -> str:
    """Return the value as one text: numbers as written, lists parted by LIST_SEPARATOR, objects as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return LIST_SEPARATOR.join(inner if isinstance(inner, str) else json.dumps(inner) for inner in value)
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def is_unicode(record: dict[str, str], text: str) -> bool:
    """Tell whether the record is valid Unicode; `text` is what it was read from: only escapes can hide half a pair."""
    if "\\u" not in text:
        return True
    try:
        "".join([*record, *record.values()]).encode()
    except UnicodeEncodeError:
        return False
    return True
