"""CSV and TSV, Google's TSV feeds among them: records with one header.

Sources: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180); Google's text feeds,
https://support.google.com/merchants/answer/160567.
"""

import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.decoding import from_first_line, head_text, text_blocks
from counterfoil.intake.naming import filled_in, resolve
from counterfoil.intake.plain_lines import NAMED, PlainLines
from counterfoil.intake.reader import BATCH_ROWS, Format, RawBatch, Refused, Wanted, rejects_of
from counterfoil.intake.records import Block, Record, record_blocks
from counterfoil.tables.contract import LINE

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


def open_table(stream: BinaryIO, wanted: Wanted, *, at_once: bool = False) -> Table:
    """Return header and records of the text in `stream`; blocks of plain lines are read `at_once` where that is wanted.

    Raises UserError where there is no header, and (while records are drawn) as `text_blocks` and `records` do.
    """
    number, blocks = from_first_line(text_blocks(stream, file=wanted.file, encoding=wanted.encoding))
    first = next(blocks, None)
    if first is None:
        raise _no_header(wanted.file)
    delimiter = wanted.mapping.delimiter or sniffed(first[0])
    plain = PlainLines(delimiter) if at_once and delimiter in DELIMITERS else None
    drawn = record_blocks(chain([first], blocks), delimiter, file=wanted.file, first_line=number, at_once=plain)
    for block in drawn:
        notes = next((at for at, fields in enumerate(block.fields) if not _is_note(fields)), len(block.fields))
        if notes < len(block.fields):
            if plain is not None:
                plain.width = len(block.fields[notes])
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
    table = open_table(stream, wanted, at_once=True)
    positions = resolve(table.header, wanted)
    size = _batch_rows(table)
    kept: list[pl.DataFrame] = []
    bad: list[Refused] = []
    for block in table.blocks:
        if block.plain is None:
            fitting, refused = _fitted(block, len(table.header))
            bad += refused
        kept.append(_columns(block if block.plain is not None else fitting, positions))
        while (rows := sum(frame.height for frame in kept)) >= size or len(bad) >= size:
            first, kept = _parted(kept, min(size, rows))
            yield RawBatch(filled_in(first, wanted), rejects_of(bad, file=wanted.file))
            bad = []
    if bad or any(frame.height for frame in kept):
        yield RawBatch(filled_in(pl.concat(kept), wanted), rejects_of(bad, file=wanted.file))


def _columns(block: Block, positions: dict[str, int]) -> pl.DataFrame:
    """Return the columns of a block under our names, and `line`."""
    lines = pl.Series(LINE, block.lines, dtype=pl.Int64)
    if block.plain is not None:
        plain = (block.plain[NAMED.format(at)].alias(ours) for ours, at in positions.items())
        return pl.DataFrame([*plain, lines])  # of lines alone where no column is one of ours
    by_column = list(zip(*block.fields, strict=True))
    texts = [pl.Series(ours, by_column[at] if by_column else [], dtype=pl.String) for ours, at in positions.items()]
    return pl.DataFrame([*texts, lines])


def _parted(frames: list[pl.DataFrame], at: int) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Return the first `at` rows, and the others."""
    every = pl.concat(frames)
    return every.head(at), [every.slice(at)]


def _batch_rows(table: Table) -> int:
    return max(1, min(BATCH_ROWS, MOST_CELLS // len(table.header)))


def _fitted(block: Block, width: int) -> tuple[Block, list[Refused]]:
    """Return the records that are as wide as the header, and the others."""
    bad = [_refused(record, width) for record in block.broken]
    if all(len(fields) == width for fields in block.fields):
        return block, bad
    lines: list[int] = []
    good = Block(lines, [], [])
    for line, fields in zip(block.lines, block.fields, strict=True):
        sized = fields if any(fields[width:]) else fields[:width]  # many exports end each line with a delimiter
        if len(sized) == width:
            lines.append(line)
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
