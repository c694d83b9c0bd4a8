"""Where does each record of a delimited text begin and end? Quoted line breaks, and quotes never closed.

Source of the rules: RFC 4180, https://www.rfc-editor.org/rfc/rfc4180. More lenient than it in one way: a
quotation mark inside a field of one line ("5" pipe") is taken as a character, as spreadsheets do.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError

LONGEST_FIELD = csv.field_size_limit()  # characters, 131,072 unless the program was told otherwise
LONGEST_RECORD = 1024 * 1024  # characters of a record over several lines; beyond it a quotation mark went astray
MOST_UNCLOSED = 1_000  # quotes never closed; each costs a second look at up to LONGEST_RECORD characters

UNCLOSED = "a quotation mark that opens on this line must be closed"
TOO_LONG = f"a field must have at most {LONGEST_FIELD} characters"
_END = "(end of the block)"  # read after a block of lines: where it is no record of its own, a quotation is open


class Record(NamedTuple):
    """`line` on which it began, and its `fields`; with a `problem`, the one field is the line itself."""

    line: int
    fields: list[str]
    problem: str = ""


class Block(NamedTuple):
    """Records that stand close together: of each its `lines` and its `fields`; and those that are `broken`.

    Of lines that were read at once `plain` holds the fields, a column to a field, and `fields` is empty.
    """

    lines: Sequence[int]
    fields: list[list[str]]
    broken: list[Record]
    plain: pl.DataFrame | None = None


AtOnce = Callable[[list[str]], pl.DataFrame | None]  # reads whole lines where they are plain, as `plain_lines` does


def record_blocks(
    texts: Iterator[list[str]], delimiter: str, *, file: str, first_line: int = 1, at_once: AtOnce | None = None
) -> Iterator[Block]:
    """Yield the records of the lines, which come in blocks; blank lines are left out. A block that can be is read
    `at_once`.

    A quotation mark that is never closed costs the line it stands on, and reading goes on with the next line.
    Raises UserError where that happens more than MOST_UNCLOSED times.
    """
    line, unclosed = first_line, 0
    lines: list[str] = []
    ended = False
    while lines or not ended:
        plain = at_once(lines) if at_once is not None and lines else None
        if plain is not None:
            yield Block(range(line, line + len(lines)), [], [], plain)
            line, lines = line + len(lines), []
            continue
        found, read, broken = _read(lines, delimiter, line)
        line, lines = line + read, lines[read:]
        if lines and (broken or ended or sum(map(len, lines)) > LONGEST_RECORD):
            unclosed += 1
            if unclosed > MOST_UNCLOSED:
                raise _too_many(file, line)
            found.broken.append(Record(line, [lines[0]], TOO_LONG if len(lines[0]) > LONGEST_FIELD else UNCLOSED))
            line, lines = line + 1, lines[1:]
            yield found
        else:
            yield found
            text = None if ended else next(texts, None)
            ended = text is None
            lines = lines + (text or [])


def records(texts: Iterator[list[str]], delimiter: str, *, file: str) -> Iterator[Record]:
    """Yield the records of a text without a header, broken ones among them, in order; raises as `record_blocks`."""
    for block in record_blocks(texts, delimiter, file=file):
        yield from sorted([*map(Record, block.lines, block.fields), *block.broken])


def _read(lines: list[str], delimiter: str, line: int) -> tuple[Block, int, bool]:
    """Return the whole records at the beginning of the lines, how many lines they take, and whether the record
    behind them is broken (else it may go on beyond the lines)."""
    numbers: list[int] = []
    found = Block(numbers, [], [])
    reader = csv.reader(chain(lines, [_END]), delimiter=delimiter)
    read = 0
    try:
        for fields in reader:
            upto = reader.line_num
            if upto > len(lines):
                return found, read, False
            if upto - read > 1 and not _well_quoted(lines[read:upto], delimiter):
                return found, read, True
            if fields:
                numbers.append(line + read)
                found.fields.append(fields)
            read = upto
    except csv.Error:
        return found, read, True
    return found, read, False


def _well_quoted(lines: list[str], delimiter: str) -> bool:
    """Tell whether a record of several lines is quoted strictly; if not, a quote swallowed other records."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _too_many(file: str, line: int) -> UserError:
    problem = f"More than {MOST_UNCLOSED} lines open a quotation mark that is never closed."
    cure = "Write quotation marks inside a quoted field twice, as RFC 4180 asks."
    return UserError(problem, cure=cure, file=file, line=line)
