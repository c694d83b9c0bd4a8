"""Which rows that a form or a program gave can be used? They are read as a file's are, and told one by one."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from counterfoil.intake.json_text import NOT_TEXT, as_text
from counterfoil.intake.whole import sorted_texts
from counterfoil.tables.contract import LINE, Sorted
from counterfoil_desk.records.registers import Content, Register, contents_of
from counterfoil_desk.records.storable import storable


class Kept(NamedTuple):
    """A row that can be used: its place among those given, from 1, and its content as the register keeps it."""

    place: int
    content: dict[str, Any]


class Refused(NamedTuple):
    """A row that cannot be used: the first rule that it breaks, and the field that does."""

    place: int
    field: str
    value: str | None
    rule: str


def checked(register: Register, contents: Sequence[Content]) -> tuple[list[Kept], list[Refused]]:
    """Return the rows that can be used, and why each other cannot; together they are all that were given.

    A row of a register with keys must name its own: only files are given keys for rows that have none.
    """
    faults = {place: _fault(register, place, content) for place, content in enumerate(contents, 1)}
    columns = register.contract.column_names()
    texts = [
        {name: _text(content.get(name)) for name in columns} | {LINE: place}
        for place, content in enumerate(contents, 1)
        if faults[place] is None
    ]
    rows = pl.DataFrame(texts, schema=dict.fromkeys(columns, pl.String) | {LINE: pl.Int64()}, orient="row")
    found = _sorted(register, rows)
    kept = [Kept(place, one) for place, one in zip(found.kept[LINE], contents_of(found.kept), strict=True)]
    told = found.rejects.select(LINE, "field", "value", "rule").rows()
    refused = [Refused(place, field or "", value, rule) for place, field, value, rule in told]
    return kept, sorted([*refused, *(fault for fault in faults.values() if fault)])


def _sorted(register: Register, rows: pl.DataFrame) -> Sorted:
    return storable(sorted_texts(rows, register.kind, file=register.name), key=register.key, file=register.name)


def _fault(register: Register, place: int, content: Content) -> Refused | None:
    known = register.contract.column_names()
    unknown = next((name for name in content if name not in known), None)
    if unknown is not None:
        return Refused(place, "", None, "a field is not one of the register's columns")
    halved = next((name for name, value in content.items() if not _is_unicode(_text(value) or "")), None)
    if halved is not None:
        return Refused(place, halved, None, NOT_TEXT)
    if register.key is not None and not _text(content.get(register.key)):
        return Refused(place, register.key, None, f"{register.key} must be given")
    return None


def _text(value: Any) -> str | None:
    """Return a value as a reader of files hands it on."""
    if value is None:
        return None
    return str(value) if isinstance(value, dt.date | Decimal) else as_text(value)


def _is_unicode(text: str) -> bool:
    """Tell whether a text has no half of a surrogate pair: escapes of JSON can hide one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
