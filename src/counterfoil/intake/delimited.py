"""CSV and TSV, Google's TSV feeds among them: records with one header.

Sources: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180); Google's text feeds,
https://support.google.com/merchants/answer/160567.
"""

import csv
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from counterfoil.errors import UserError
from counterfoil.intake.decoding import head_text, text_lines
from counterfoil.intake.naming import frame_of, resolve
from counterfoil.intake.reader import BATCH_ROWS, Format, RawBatch, Refused, Wanted, rejects_of
from counterfoil.intake.records import Record, records

DELIMITERS = ("\t", ",", ";", "|")  # of equal claims the first wins
MOST_CELLS = 1_000_000  # of a batch, so that wide tables take no more memory than long ones
_LONGEST_LONE_NAME = 64  # characters of the header of a table with a single column


class Table(NamedTuple):
    """The header and the records below it."""

    header: list[str]
    records: Iterator[Record]


def recognises(head: bytes) -> bool:
    """Tell whether the text begins with a header: several names, or one that looks like a name."""
    text = head_text(head).lstrip()
    if "\x00" in text[:4] or head.startswith((b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"%PDF")):
        return False
    header = next(iter(text.splitlines()), "")
    if not header or header[0] in "<{[" or header.count("\ufffd") * 10 > len(header):
        return False
    one_name = re.fullmatch(r'"?[\w\- ]+"?', header) is not None and len(header) <= _LONGEST_LONE_NAME
    return one_name or len(_fields(header, sniffed(header))) > 1


def sniffed(header: str) -> str:
    """Return the delimiter that splits the header line into most fields."""
    return max(DELIMITERS, key=lambda delimiter: len(_fields(header, delimiter)))


def open_table(stream: BinaryIO, wanted: Wanted) -> Table:
    """Return header and records of the text in `stream`.

    Raises UserError where there is no header, and (while records are drawn) as `text_lines` and `records` do.
    """
    lines = text_lines(stream, file=wanted.file, encoding=wanted.encoding)
    number, first = next(((at, line) for at, line in enumerate(lines, start=1) if line.strip()), (1, ""))
    delimiter = wanted.mapping.delimiter or sniffed(first)
    drawn = records(chain([first], lines), delimiter, file=wanted.file, first_line=number)
    header = next(drawn, None)
    if header is None or header.problem:
        cure = "The first line must name the columns."
        raise UserError("There is no header.", cure=cure, file=wanted.file, line=1)
    return Table(header.fields, drawn)


def batches(table: Table) -> Iterator[tuple[list[Record], list[Refused]]]:
    """Yield up to BATCH_ROWS records at a time, those with too many or too few fields refused."""
    width = len(table.header)
    rows = max(1, min(BATCH_ROWS, MOST_CELLS // width))
    while drawn := list(islice(table.records, rows)):
        good = [record for record in drawn if len(record.fields) == width and not record.problem]
        bad = []
        if len(good) < len(drawn):
            sized = [_without_empty_end(record, width) for record in drawn]
            good = [record for record in sized if len(record.fields) == width and not record.problem]
            bad = [_refused(record, width) for record in sized if len(record.fields) != width or record.problem]
        yield good, bad


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the rows of a CSV or TSV text in batches, `line` being that on which a record begins.

    Raises UserError for a missing header or column, bytes that are not of the encoding, and broken quoting.
    """
    table = open_table(stream, wanted)
    positions = resolve(table.header, wanted)
    for good, bad in batches(table):
        by_column = list(zip(*(record.fields for record in good), strict=True)) or [()] * len(table.header)
        columns = {ours: by_column[at] for ours, at in positions.items()}
        rows = frame_of(columns, [record.line for record in good], wanted)
        yield RawBatch(rows, rejects_of(bad, file=wanted.file))


def _fields(header: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error:
        return []


def _without_empty_end(record: Record, width: int) -> Record:
    """Drop empty fields beyond the header: many exports end each line with a delimiter."""
    if record.problem or any(record.fields[width:]):
        return record
    return record._replace(fields=record.fields[:width])


def _refused(record: Record, width: int) -> Refused:
    text = " | ".join(record.fields)
    rule = record.problem or f"a row must have {width} fields like the header; this one has {len(record.fields)}"
    return Refused(record.line, text, rule)


DELIMITED = Format("delimited", recognises, read)
