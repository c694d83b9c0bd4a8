"""JSON Lines, one object to a line, and a JSON array of objects.

Sources: https://jsonlines.org and RFC 8259. Numbers are kept as written, so that no price is
rounded. An object inside an object is read one level deep: {"price": {"value": 3}} is the column
"price.value".
"""

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple

import orjson

from counterfoil.intake.decoding import head_text, line_blocks, text_parts
from counterfoil.intake.json_stream import objects
from counterfoil.intake.json_text import DECODER, TOO_DEEP, as_text, fault_of
from counterfoil.intake.naming import frame_of_records
from counterfoil.intake.reader import BATCH_ROWS, Format, RawBatch, Refused, Wanted, rejects_of

NOT_AN_OBJECT = "a line must be a JSON object"
_AT_ONCE = 1_000  # elements of an array
_BLANK = " \t\r\n"
_TEXTS, _SHORT = {str}, {str, int, type(None)}

Record = dict[str, str]
Item = tuple[int, Record | None, Refused | None]  # line, and the record or why there is none


class _Part(NamedTuple):
    """Records with the `lines` that they begin on, and what could not be read."""

    lines: list[int]
    records: list[Record]
    refused: list[Refused]

    def add(self, line: int, record: Record | None, refused: Refused | None) -> None:
        if record is not None:
            self.lines.append(line)
            self.records.append(record)
        elif refused is not None:
            self.refused.append(refused)

    def parted(self) -> tuple["_Part", "_Part"]:
        """Return one batch, and what is left."""
        head = _Part(self.lines[:BATCH_ROWS], self.records[:BATCH_ROWS], self.refused)
        return head, _Part(self.lines[BATCH_ROWS:], self.records[BATCH_ROWS:], [])

    def batch(self, wanted: Wanted, *, first: bool) -> RawBatch:
        rows = frame_of_records(self.records, self.lines, wanted, first=first)
        return RawBatch(rows, rejects_of(self.refused, file=wanted.file))


def recognises(head: bytes) -> bool:
    """Tell whether the text is an array, or its lines, for the most part, are objects (or one is too long to see)."""
    text = head_text(head).lstrip()
    if text.startswith("["):
        return text[1:].lstrip()[:1] in ("{", "]", "")
    if not text.startswith("{"):
        return False
    lines = text.splitlines()
    if len(lines) == 1 or _parsed(1, lines[0])[1] is not None:
        return True
    good = sum(_parsed(1, line)[1] is not None for line in lines)
    return good * 2 >= len(lines)  # a document over several lines may have an object on one of them


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the objects in batches, `line` being that on which an object begins.

    Raises UserError for a missing column, and bytes that are not of the encoding.
    """
    yield from _batches(_parts(stream, wanted), wanted)


def names(stream: BinaryIO, wanted: Wanted) -> list[str]:
    """Return the names in the first BATCH_ROWS objects, in the order in which they come; raises as `read`."""
    found: dict[str, None] = {}
    seen = 0
    for part in _parts(stream, wanted):
        found |= dict.fromkeys(chain.from_iterable(part.records))
        seen += len(part.records)
        if seen >= BATCH_ROWS:
            break
    return list(found)


def _parts(stream: BinaryIO, wanted: Wanted) -> Iterator[_Part]:
    parts = text_parts(stream, file=wanted.file, encoding=wanted.encoding)
    first = next(parts)
    whole = chain([first], parts)
    is_array = first.lstrip(_BLANK).startswith("[")
    return _elements_of(whole) if is_array else _objects_of(line_blocks(whole, file=wanted.file))


def _batches(parts: Iterator[_Part], wanted: Wanted) -> Iterator[RawBatch]:
    found, first = _Part([], [], []), True
    for part in parts:
        found.lines.extend(part.lines)
        found.records.extend(part.records)
        found.refused.extend(part.refused)
        while len(found.records) >= BATCH_ROWS or len(found.refused) >= BATCH_ROWS:
            head, found = found.parted()
            yield head.batch(wanted, first=first and bool(head.records))
            first = first and not head.records
    if found.records or found.refused:
        yield found.batch(wanted, first=first and bool(found.records))


def _objects_of(blocks: Iterator[list[str]]) -> Iterator[_Part]:
    """Yield the objects of one line after another."""
    number = 1
    for block in blocks:
        part = _Part([], [], [])
        for line, text in enumerate(block, start=number):
            plain = _plain(text)
            if plain is not None:
                part.lines.append(line)
                part.records.append(plain)
            elif text.strip(_BLANK):
                part.add(*_parsed(line, text))
        number += len(block)
        yield part


def _elements_of(parts: Iterator[str]) -> Iterator[_Part]:
    """Yield the objects of an array."""
    drawn = objects(parts)
    while several := list(islice(drawn, _AT_ONCE)):
        part = _Part([], [], [])
        for one in several:
            if isinstance(one, Refused):
                part.refused.append(one)
            else:
                part.lines.append(one.line)
                part.records.append(dict(_flat(one.value)))
        yield part


def _plain(text: str) -> Record | None:
    """Return the object of a line that holds nothing but texts and whole numbers, as most do; None for any other.

    orjson is several times as fast as `DECODER`, but would not keep other numbers as they are written.
    """
    if "\\u" in text:
        return None
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    if type(value) is not dict:
        return None
    kinds = set(map(type, value.values()))
    if kinds == _TEXTS:
        return value
    return {name: str(inner) for name, inner in value.items() if inner is not None} if kinds <= _SHORT else None


def _parsed(line: int, text: str) -> Item:
    try:
        value = DECODER.decode(text)
    except RecursionError:
        return line, None, Refused(line, text, TOO_DEEP)
    except ValueError:
        return line, None, Refused(line, text, NOT_AN_OBJECT)
    if not isinstance(value, dict):
        return line, None, Refused(line, text, NOT_AN_OBJECT)
    if fault := fault_of(value, text):
        return line, None, Refused(line, text, fault)
    return line, dict(_flat(value)), None


def _flat(value: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, inner in value.items():
        if isinstance(inner, str):
            yield prefix + name, inner
        elif isinstance(inner, dict) and not prefix:
            yield from _flat(inner, f"{name}.")
        elif inner is not None:
            yield prefix + name, json.dumps(inner, ensure_ascii=False) if isinstance(inner, dict) else as_text(inner)


JSON_LINES = Format("json_lines", recognises, read, names=names)
