"""JSON Lines, one object to a line, and a JSON array of objects that fits into memory.

Sources: https://jsonlines.org and RFC 8259. Numbers are kept as written, so that no price is
rounded. An object inside an object is read one level deep: {"price": {"value": 3}} is the column
"price.value".
"""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from counterfoil.errors import UserError
from counterfoil.intake.decoding import head_text, text_lines
from counterfoil.intake.naming import frame_of_records
from counterfoil.intake.reader import (
    BATCH_ROWS,
    LIST_SEPARATOR,
    Format,
    RawBatch,
    Refused,
    Wanted,
    rejects_of,
)

LARGEST_ARRAY = 64 * 1024 * 1024  # characters; larger ones belong into JSON Lines
NOT_AN_OBJECT = "a line must be a JSON object"
TOO_DEEP = "an object must not be nested so deeply"
NOT_TEXT = "text must be Unicode; this one has half of a surrogate pair"
BROKEN_OFF = "the JSON breaks off here; nothing after it could be read"
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_BLANK = " \t\r\n"

Item = tuple[int, dict[str, str] | None, Refused | None]  # line, and the record or why there is none


def recognises(head: bytes) -> bool:
    """Tell whether the text is an array, or has a line that is an object (or one line too long to see)."""
    text = head_text(head).lstrip()
    if text.startswith("["):
        return text[1:].lstrip()[:1] in ("{", "]", "")
    if not text.startswith("{"):
        return False
    lines = text.splitlines()
    return len(lines) == 1 or any(_parsed(1, line)[1] is not None for line in lines)


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the objects in batches, `line` being that on which an object begins.

    Raises UserError for a missing column, bytes that are not of the encoding, and an array that is too large.
    """
    items = _items(text_lines(stream, file=wanted.file, encoding=wanted.encoding), wanted.file)
    first = True
    while drawn := list(islice(items, BATCH_ROWS)):
        good = [(line, record) for line, record, _ in drawn if record is not None]
        bad = [refused for _, _, refused in drawn if refused is not None]
        lines, found = [line for line, _ in good], [record for _, record in good]
        rows = frame_of_records(found, lines, wanted, first=first and bool(good))
        yield RawBatch(rows, rejects_of(bad, file=wanted.file))
        first = first and not good


def _items(lines: Iterator[str], file: str) -> Iterator[Item]:
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip(_BLANK))
    number, line = next(numbered, (0, ""))
    if line.lstrip(_BLANK).startswith("["):
        yield from _array(_whole(line, lines, file), number)
    elif line:
        yield _parsed(number, line)
        yield from (_parsed(number, line) for number, line in numbered)


def _parsed(line: int, text: str) -> Item:
    try:
        value = _DECODER.decode(text)
    except RecursionError:
        return line, None, Refused(line, text, TOO_DEEP)
    except ValueError:
        return line, None, Refused(line, text, NOT_AN_OBJECT)
    return _checked(line, value, text)


def _checked(line: int, value: object, text: str) -> Item:
    """Flatten one object; `text` is what its reject shows: as it stands in the file, so valid Unicode."""
    if not isinstance(value, dict):
        return line, None, Refused(line, text, NOT_AN_OBJECT)
    record = dict(_flat(value))
    try:
        if "\\u" in text:
            "".join([*record, *record.values()]).encode()
    except UnicodeEncodeError:
        return line, None, Refused(line, text, NOT_TEXT)
    return line, record, None


def _flat(value: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, inner in value.items():
        if isinstance(inner, str):
            yield prefix + name, inner
        elif isinstance(inner, dict) and not prefix:
            yield from _flat(inner, f"{name}.")
        elif inner is not None:
            yield prefix + name, _text(inner)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return LIST_SEPARATOR.join(inner if isinstance(inner, str) else json.dumps(inner) for inner in value)
    return json.dumps(value, ensure_ascii=False)


def _whole(first: str, lines: Iterator[str], file: str) -> str:
    parts, size = [first], len(first)
    for line in lines:
        parts.append(line)
        size += len(line)
        if size > LARGEST_ARRAY:
            cure = "Write one object to a line, for example with: jq -c '.[]' file.json"
            raise UserError("The JSON array is too large to be read as one.", cure=cure, file=file)
    return "".join(parts)


def _array(text: str, line: int) -> Iterator[Item]:
    at = _after_blanks(text, text.index("[") + 1)
    counted = 0
    while at < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield line, None, Refused(line, text[at : at + 200], BROKEN_OFF)
            return
        yield _checked(line, value, text[at:end])
        at = _after_blanks(text, end)
        if text[at : at + 1] == ",":
            at = _after_blanks(text, at + 1)
        elif text[at : at + 1] != "]":
            yield line, None, Refused(line, text[at : at + 200], BROKEN_OFF)
            return


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


JSON_LINES = Format("json_lines", recognises, read)
