"""Where are the hits of a search in a JSON document? Each stands in a list under a name, or is the document itself.

Documents may follow each other in one file, as when pages of a search are appended. A file of up to LARGEST_FILE
characters is read as one, hit by hit: what stands before a fault is kept, and one reject says where it broke off.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from counterfoil.errors import UserError
from counterfoil.intake.decoding import text_lines
from counterfoil.intake.json_lines import BROKEN_OFF, LARGEST_ARRAY, NOT_AN_OBJECT, NOT_TEXT
from counterfoil.intake.naming import frame_of_records
from counterfoil.intake.reader import BATCH_ROWS, RawBatch, Refused, Wanted, rejects_of

LARGEST_FILE = LARGEST_ARRAY
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_BLANKS = re.compile(r"[ \t\r\n]*")
NO_HIT = "an object must be a mark of the search, or a page of them"
_SHOWN = 200  # characters of what could not be read


class Hits(NamedTuple):
    """`lists`: names of the lists that hold hits; `own`: a name that only a hit has; `record`: a hit as a row."""

    lists: frozenset[str]
    own: str
    record: Callable[[dict[str, Any]], dict[str, str]]


Item = tuple[int, dict[str, str]] | Refused


def read_hits(stream: BinaryIO, wanted: Wanted, hits: Hits) -> Iterator[RawBatch]:
    """Yield the hits in batches, `line` being that on which a hit begins.

    Raises UserError for bytes that are not of the encoding, and for a file that is too large.
    """
    items = _Text(_whole(stream, wanted)).items(hits)
    first = True
    while drawn := list(islice(items, BATCH_ROWS)):
        good = [item for item in drawn if not isinstance(item, Refused)]
        bad = [item for item in drawn if isinstance(item, Refused)]
        records, lines = [record for _, record in good], [line for line, _ in good]
        rows = frame_of_records(records, lines, wanted, first=first and bool(good))
        yield RawBatch(rows, rejects_of(bad, file=wanted.file))
        first = first and not good


def _whole(stream: BinaryIO, wanted: Wanted) -> str:
    parts, size = [], 0
    for line in text_lines(stream, file=wanted.file, encoding=wanted.encoding):
        parts.append(line)
        size += len(line)
        if size > LARGEST_FILE:
            cure = "Part it: one page of the search to a file."
            raise UserError("The JSON is too large to be read as one.", cure=cure, file=wanted.file)
    return "".join(parts)


class _Text:
    """The text, and how far it was read."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line, self._counted = text, 0, 1, 0

    def items(self, hits: Hits) -> Iterator[Item]:
        """Yield the hits of all documents and, last, the fault that ended them."""
        paged = any(re.search(rf'"{name}"\s*:\s*\[', self._text) for name in hits.lists)
        try:
            while (sign := self._next()) != "":
                if sign == "[":
                    yield from self._list(hits)
                elif sign == "{" and paged:
                    yield from self._object(hits)
                else:
                    yield self._value(hits)
        except (ValueError, RecursionError):
            yield Refused(self._here(), self._text[self._at : self._at + _SHOWN], BROKEN_OFF)

    def _object(self, hits: Hits) -> Iterator[Item]:
        """Yield the hits of a page, or the object itself where it is one: no list was in it, but a hit's own name."""
        line, start, told, listed = self._here(), self._at, dict[str, Any](), False
        self._at += 1
        while self._next() != "}":
            name = self._decoded()
            if not isinstance(name, str):
                raise ValueError(name)
            self._expect(":")
            if name in hits.lists and self._next() == "[":
                listed = True
                yield from self._list(hits)
            else:
                told[name] = self._decoded()
            if self._next() != "}":
                self._expect(",")
        self._at += 1
        if not listed:
            yield self._recorded(told, hits, line, start)

    def _list(self, hits: Hits) -> Iterator[Item]:
        self._at += 1
        while self._next() != "]":
            yield self._value(hits)
            if self._next() != "]":
                self._expect(",")
        self._at += 1

    def _value(self, hits: Hits) -> Item:
        self._next()
        line, start = self._here(), self._at
        return self._recorded(self._decoded(), hits, line, start)

    def _recorded(self, value: object, hits: Hits, line: int, start: int) -> Item:
        shown = self._text[start : min(self._at, start + _SHOWN)]
        if not isinstance(value, dict):
            return Refused(line, shown, NOT_AN_OBJECT)
        if hits.own not in value:
            return Refused(line, shown, NO_HIT)
        record = hits.record(value)
        try:
            "".join(record.values()).encode()
        except UnicodeEncodeError:
            return Refused(line, shown, NOT_TEXT)
        return line, record

    def _decoded(self) -> Any:
        self._next()
        value, self._at = _DECODER.raw_decode(self._text, self._at)
        return value

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise ValueError(sign)
        self._at += 1

    def _next(self) -> str:
        """Return the next sign that is no blank, or "" at the end."""
        self._at = at = _BLANKS.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches always
        return self._text[at : at + 1]

    def _here(self) -> int:
        self._line, self._counted = self._line + self._text.count("\n", self._counted, self._at), self._at
        return self._line


def texts_of(value: object) -> list[str]:
    """Return the texts of a list, or of a single text; anything else tells nothing."""
    values = value if isinstance(value, list) else [value]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]


def text_at(value: object, *names: str) -> str:
    """Return the text under the names, one within the other, or ""."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value.strip() if isinstance(value, str) else ""
