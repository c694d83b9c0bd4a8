"""JSON documents of any size: the objects in them, one after another, wherever they lie.

A document may be one object, objects one after another (JSON Lines among them), an array of objects, or an object that
holds such an array under a name the format gives (`containers`). Only one object is in memory at a time, of at most
LARGEST_ITEM characters. Source: RFC 8259. Streaming parsers (ijson) tell no line numbers, which rejects need; so the
standard library's decoder is given a text that grows. Numbers are kept as written.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from counterfoil.errors import UserError
from counterfoil.intake.decoding import text_chunks
from counterfoil.intake.json_lines import BROKEN_OFF, NOT_AN_OBJECT, NOT_TEXT, TOO_DEEP
from counterfoil.intake.reader import Refused, Wanted

LARGEST_ITEM = 16 * 1024 * 1024  # characters of one object
_DEEPEST_CONTAINER = 8
_SHOWN = 200  # characters of what is refused
_NEAR_END = 16  # characters: a fault closer to the end than this may be a text that goes on
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_BLANK = " \t\r\n"


class Found(NamedTuple):
    """One object, and the line it begins on."""

    line: int
    value: dict[str, Any]


class _FaultError(Exception):
    """The text is no JSON from here on, as `rule` says."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(rule)


def objects(stream: BinaryIO, wanted: Wanted, *, containers: frozenset[str] = frozenset()) -> Iterator[Found | Refused]:
    """Yield the objects of the document; last, where it breaks off, a Refused that says so.

    Raises UserError for an object beyond LARGEST_ITEM and for bytes that are not of the encoding.
    """
    text = _Text(text_chunks(stream, file=wanted.file, encoding=wanted.encoding), wanted.file)
    try:
        while text.peek():
            yield from _opened(text, containers, depth=0)
    except _FaultError as fault:
        yield Refused(text.line, text.rest(), fault.rule)


class _Text:
    """The text not yet read, of which more is drawn when it is needed."""

    def __init__(self, chunks: Iterator[str], file: str) -> None:
        self._chunks, self._file, self._text, self._at = chunks, file, "", 0
        self.line = 1

    def rest(self) -> str:
        return self._text[self._at : self._at + _SHOWN]

    def peek(self) -> str:
        """Return the next character that is not blank, "" at the end."""
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in _BLANK:
                at += 1
            self._pass(at)
            if at < len(text):
                return text[at]
            if not self._more():
                return ""

    def take(self, signs: str) -> str:
        """Return the next sign where it is one of `signs`."""
        sign = self.peek()
        if not sign or sign not in signs:
            raise _FaultError(BROKEN_OFF)
        self._at += 1
        return sign

    def value(self) -> tuple[object, str]:
        """Return the next value and how it stands in the text."""
        while True:
            self.peek()
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise _FaultError(TOO_DEEP) from None
            except json.JSONDecodeError as fault:
                within = fault.pos < len(self._text) - _NEAR_END and not fault.msg.startswith("Unterminated")
                if within or not self._more():
                    raise _FaultError(BROKEN_OFF) from None
                continue
            if end < len(self._text) or not self._more():  # a number at the end may go on
                written = self._text[self._at : end]
                self._pass(end)
                return value, written

    def _pass(self, at: int) -> None:
        self.line += self._text.count("\n", self._at, at)
        self._at = at

    def _more(self) -> bool:
        """Draw as much again as is unread, so that retrying costs no more than reading did."""
        unread = len(self._text) - self._at
        if unread > LARGEST_ITEM:
            cure = "Check that it holds one record to an object."
            raise UserError("An object in the JSON is too large.", cure=cure, file=self._file, line=self.line)
        parts, drawn = [self._text[self._at :]], 0
        while drawn <= unread and (chunk := next(self._chunks, None)) is not None:
            parts.append(chunk)
            drawn += len(chunk)
        self._text, self._at = "".join(parts), 0
        return drawn > 0


def _opened(text: _Text, containers: frozenset[str], *, depth: int) -> Iterator[Found | Refused]:
    sign = text.peek()
    if depth > _DEEPEST_CONTAINER:
        raise _FaultError(TOO_DEEP)
    if sign == "[":
        yield from _array(text)
    elif sign == "{" and containers:
        yield from _object(text, containers, depth=depth)
    else:
        yield _checked(text)


def _array(text: _Text) -> Iterator[Found | Refused]:
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    sign = ","
    while sign == ",":
        yield _checked(text)
        sign = text.take(",]")


def _object(text: _Text, containers: frozenset[str], *, depth: int) -> Iterator[Found | Refused]:
    """Yield what the containers in this object hold, or the object itself where it has none."""
    text.peek()
    line, found, members = text.line, False, dict[str, Any]()
    sign = text.take("{")
    if text.peek() == "}":
        sign = text.take("}")
    while sign in "{,":
        name, _ = text.value()
        text.take(":")
        if not isinstance(name, str):
            raise _FaultError(BROKEN_OFF)
        if name in containers and text.peek() in "[{":
            found = True
            yield from _opened(text, containers, depth=depth + 1)
        else:
            members[name], _ = text.value()
        sign = text.take(",}")
    if not found and (members or depth == 0):
        yield _sound(Found(line, members), "\\u")


def _checked(text: _Text) -> Found | Refused:
    text.peek()
    line = text.line
    value, written = text.value()
    if not isinstance(value, dict):
        return Refused(line, written[:_SHOWN], NOT_AN_OBJECT)
    return _sound(Found(line, value), written)


def _sound(found: Found, written: str) -> Found | Refused:
    """Refuse text that is no Unicode: halves of surrogate pairs, which only escapes can write."""
    if "\\u" in written:
        try:
            json.dumps(found.value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            return Refused(found.line, "", NOT_TEXT)
    return found
