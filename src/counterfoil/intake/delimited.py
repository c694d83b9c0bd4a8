"""CSV and TSV, Google's TSV feeds among them: records with one header.

Sources: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180); Google's text feeds,
https://support.google.com/merchants/answer/160567.
"""

import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from counterfoil.errors import UserError
from counterfoil.intake.decoding import from_first_line, head_text, text_blocks
from counterfoil.intake.naming import frame_of, resolve
from counterfoil.intake.reader import BATCH_ROWS, Format, RawBatch, Refused, Wanted, rejects_of
from counterfoil.intake.records import Block, Record, record_blocks

DELIMITERS = ("\t", ",", ";", "|")  # of equal claims the first wins
MOST_CELLS = 1_000_000  # of a batch, so that wide tables take no more memory than long ones
_LONGEST_LONE_NAME = 64  # characters of the header of a table with a single column


class Table(NamedTuple):
    """The header and the records below it."""

    header: list[str]
    blocks: Iterator[Block]


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

    Raises UserError where there is no header, and (while records are drawn) as `text_blocks` and `records` do.
    """
    number, blocks = from_first_line(text_blocks(stream, file=wanted.file, encoding=wanted.encoding))
    first = next(blocks, None)
    if first is None:
        raise _no_header(wanted.file)
    delimiter = wanted.mapping.delimiter or sniffed(first[0])
    drawn = record_blocks(chain([first], blocks), delimiter, file=wanted.file, first_line=number)
    for block in drawn:
        notes = next((at for at, fields in enumerate(block.fields) if not _is_note(fields)), len(block.fields))
        if notes < len(block.fields):
            below = Block(block.lines[notes + 1 :], block.fields[notes + 1 :], block.broken)
            return Table(block.fields[notes], chain([below], drawn))
        if block.broken:
            break
    raise _no_header(wanted.file)


def batches(table: Table) -> Iterator[tuple[list[Record], list[Refused]]]:
    """Yield up to BATCH_ROWS records at a time, those with too many or too few fields refused."""
    good: list[Record] = []
    bad: list[Refused] = []
    size = _batch_rows(table)
    for block in table.blocks:
        fitting, refused = _fitted(block, len(table.header))
        good += map(Record, fitting.lines, fitting.fields)
        bad += refused
        while len(good) + len(bad) >= size:
            yield good[:size], bad
            good, bad = good[size:], []
    if good or bad:
        yield good, bad


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the rows of a CSV or TSV text in batches, `line` being that on which a record begins.

    Raises UserError for a missing header or column, bytes that are not of the encoding, and broken quoting.
    """
    table = open_table(stream, wanted)
    positions = resolve(table.header, wanted)
    size = _batch_rows(table)
    kept = _Columns([], {ours: [] for ours in positions})
    bad: list[Refused] = []
    for block in table.blocks:
        fitting, refused = _fitted(block, len(table.header))
        bad += refused
        by_column = list(zip(*fitting.fields, strict=True))
        for ours, at in positions.items() if by_column else ():
            kept.columns[ours].extend(by_column[at])
        kept.lines.extend(fitting.lines)
        while len(kept.lines) >= size or len(bad) >= size:
            first, kept = kept.parted(size)
            yield RawBatch(frame_of(first.columns, first.lines, wanted), rejects_of(bad, file=wanted.file))
            bad = []
    if kept.lines or bad:
        yield RawBatch(frame_of(kept.columns, kept.lines, wanted), rejects_of(bad, file=wanted.file))


class _Columns(NamedTuple):
    """Columns of a batch in the making: records by the thousand would keep the garbage collector busy."""

    lines: list[int]
    columns: dict[str, list[str]]

    def parted(self, at: int) -> tuple["_Columns", "_Columns"]:
        """Return the first `at` rows, and the others."""
        first = _Columns(self.lines[:at], {name: values[:at] for name, values in self.columns.items()})
        return first, _Columns(self.lines[at:], {name: values[at:] for name, values in self.columns.items()})


def _batch_rows(table: Table) -> int:
    return max(1, min(BATCH_ROWS, MOST_CELLS // len(table.header)))


def _fitted(block: Block, width: int) -> tuple[Block, list[Refused]]:
    """Return the records that are as wide as the header, and the others."""
    bad = [_refused(record, width) for record in block.broken]
    if all(len(fields) == width for fields in block.fields):
        return block, bad
    good = Block([], [], [])
    for line, fields in zip(block.lines, block.fields, strict=True):
        sized = fields if any(fields[width:]) else fields[:width]  # many exports end each line with a delimiter
        if len(sized) == width:
            good.lines.append(line)
            good.fields.append(sized)
        else:
            bad.append(_refused(Record(line, sized), width))
    return good, sorted(bad)


def _no_header(file: str) -> UserError:
    return UserError("There is no header.", cure="The first line must name the columns.", file=file, line=1)


def _is_note(fields: list[str]) -> bool:
    """Tell whether the record only explains the columns, as the first line of Meta's catalogue template does."""
    return fields[0].startswith(("# Required |", "# Optional |"))


def _fields(header: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error:
        return []


def _refused(record: Record, width: int) -> Refused:
    text = " | ".join(record.fields)
    rule = record.problem or f"a row must have {width} fields like the header; this one has {len(record.fields)}"
    return Refused(record.line, text, rule)


def names(stream: BinaryIO, wanted: Wanted) -> list[str]:
    """Return the header; raises UserError as `open_table`."""
    return open_table(stream, wanted).header


DELIMITED = Format("delimited", recognises, read, names=names)
