"""Published schemes of goods and trade: HS and MCC as CSV, GS1's GPC as TSV without a header, the US tariff as JSON.

Sources: https://github.com/datasets/harmonized-system, https://hts.usitc.gov (exportList), https://www.gs1.org/gpc and
https://github.com/greggles/mcc-codes. A GPC class belongs to the segment, family or class that stands above it.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from counterfoil.intake.decoding import head_text, text_blocks, text_parts
from counterfoil.intake.delimited import batches, open_table
from counterfoil.intake.json_stream import Found, objects
from counterfoil.intake.naming import plain
from counterfoil.intake.reader import GOODS, Format, RawBatch, Refused, Wanted
from counterfoil.intake.records import records
from counterfoil.intake.rows import Drawn, Row, rows_in_batches
from counterfoil.tables.category import Category

_COLUMNS = tuple(Category.column_names())
_GPC_LEVELS = ("segment", "family", "class", "brick", "attType", "attValue")
_GPC_ROW = re.compile(r'^"?\d{8}"?\t[^\t]*\t.*\(GPC (\w+)\)')
_GPC_LEVEL = re.compile(r"\(GPC (\w+)\)\s*$")
_TABLES = {  # columns that name a table, scheme, and ours for theirs
    frozenset(["section", "hscode", "parent", "level"]): (
        "HS",
        {"code": "hscode", "description": "description", "parent": "parent", "level": "level"},
    ),
    frozenset(["mcc", "edited_description", "combined_description"]): (
        "MCC",
        {"code": "mcc", "description": "edited_description"},
    ),
}


def _table_of(header: list[str]) -> tuple[str, dict[str, str]] | None:
    names = {plain(name.strip('"')) for name in header}
    return next((told for known, told in _TABLES.items() if known <= names), None)


def _is_table(head: bytes) -> bool:
    return _table_of(next(iter(head_text(head).splitlines()), "").split(",")) is not None


def _read_table(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    yield from rows_in_batches(_of_table(stream, wanted), wanted, columns=_COLUMNS)


def _of_table(stream: BinaryIO, wanted: Wanted) -> Iterator[Drawn]:
    table = open_table(stream, wanted)
    told = _table_of(table.header)
    scheme, names = told if told is not None else ("", {"code": "code", "description": "description"})
    header = [plain(name) for name in table.header]
    at = {ours: header.index(theirs) for ours, theirs in names.items() if theirs in header}
    for good, bad in batches(table):
        for record in good:
            yield record.line, {"scheme": scheme} | {ours: record.fields[place] for ours, place in at.items()}
        yield from bad


def _is_gpc(head: bytes) -> bool:
    return _GPC_ROW.match(next(iter(head_text(head).splitlines()), "")) is not None


def _read_gpc(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    yield from rows_in_batches(_of_gpc(stream, wanted), wanted, columns=_COLUMNS)


def _of_gpc(stream: BinaryIO, wanted: Wanted) -> Iterator[Drawn]:
    texts = text_blocks(stream, file=wanted.file, encoding=wanted.encoding)
    above: dict[str, str] = {}
    for record in records(texts, "\t", file=wanted.file):
        level = _GPC_LEVEL.search(record.fields[-1])
        if record.problem or len(record.fields) != 3 or level is None:
            rule = record.problem or "a row must have a code, a title and a level such as (GPC brick)"
            yield Refused(record.line, " | ".join(record.fields), rule)
            continue
        code, title, _ = record.fields
        kind = level.group(1)
        depth = _GPC_LEVELS.index(kind) if kind in _GPC_LEVELS else len(_GPC_LEVELS)
        above[kind] = code
        parent = next((above[name] for name in reversed(_GPC_LEVELS[:depth]) if name in above), None)
        yield record.line, {"scheme": "GPC", "code": code, "description": title, "parent": parent, "level": kind}


def _is_hts(head: bytes) -> bool:
    return head_text(head).lstrip()[:1] == "[" and '"htsno"' in head_text(head)


def _read_hts(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    yield from rows_in_batches(_of_hts(stream, wanted), wanted, columns=_COLUMNS)


def _of_hts(stream: BinaryIO, wanted: Wanted) -> Iterator[Drawn]:
    """Yield the lines of the tariff; each belongs to the last one before it of a smaller indent that has a code."""
    parts = text_parts(stream, file=wanted.file, encoding=wanted.encoding)
    above: list[tuple[int, str]] = []
    for found in objects(parts):
        if isinstance(found, Refused):
            yield found
            continue
        row = _tariff_line(found)
        indent = found.value.get("indent")
        depth = int(indent) if isinstance(indent, str) and re.fullmatch(r"\d{1,2}", indent) else 0
        above = [(level, code) for level, code in above if level < depth]
        row["parent"] = above[-1][1] if above else None
        if row["code"]:
            above.append((depth, row["code"]))
        yield found.line, row


def _tariff_line(found: Found) -> Row:
    told = {name: value for name, value in found.value.items() if isinstance(value, str)}
    units = found.value.get("units")
    return {
        "scheme": "HTS",
        "code": told.get("htsno", "").replace(".", "") or None,
        "description": told.get("description"),
        "level": told.get("indent"),
        "unit": ", ".join(unit for unit in units if isinstance(unit, str)) if isinstance(units, list) else None,
        "duty": told.get("general"),
    }


CATEGORY_TABLE = Format("category_table", _is_table, _read_table, holds=GOODS)
GPC = Format("gpc", _is_gpc, _read_gpc, holds=GOODS)
HTS = Format("hts", _is_hts, _read_hts, holds=GOODS)
