"""Where does each record of a delimited text begin and end? Quoted line breaks, and quotes never closed.

Source of the rules: RFC 4180, https://www.rfc-editor.org/rfc/rfc4180. More lenient than it in one way: a
quotation mark inside a field of one line ("5" pipe") is taken as a character, as spreadsheets do.
"""

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from counterfoil.errors import UserError

LONGEST_FIELD = csv.field_size_limit()  # characters, 131,072 unless the program was told otherwise
MOST_UNCLOSED = 1_000  # quotes never closed; each costs a second look at up to LONGEST_FIELD characters

UNCLOSED = "a quotation mark that opens on this line must be closed"
TOO_LONG = f"a field must have at most {LONGEST_FIELD} characters"


class Record(NamedTuple):
    """`line` on which it began, and its `fields`; with a `problem`, the one field is the line itself."""

    line: int
    fields: list[str]
    problem: str = ""


class _Lines:
    """Lines for the CSV reader; those of the record being read can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._returned = lines, deque[str]()
        self.taken: list[str] = []
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        return line

    def keep_first(self) -> None:
        """Give back all lines of this record but the first."""
        self._returned.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def records(lines: Iterator[str], delimiter: str, *, file: str, first_line: int = 1) -> Iterator[Record]:
    """Yield the records, blank lines left out.

    A quotation mark that is never closed costs the line it stands on, and reading goes on with the next line.
    Raises UserError where that happens more than MOST_UNCLOSED times.
    """
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter)
    line, unclosed = first_line, 0
    while True:
        source.taken.clear()
        source.ended = False
        try:
            fields = next(reader)
            whole = not source.ended and (len(source.taken) == 1 or _well_quoted(source.taken, delimiter))
        except StopIteration:
            return
        except csv.Error:
            whole = False
        if not whole:
            source.keep_first()
            unclosed += 1
            if unclosed > MOST_UNCLOSED:
                raise _too_many(file, line)
            yield Record(line, [source.taken[0]], TOO_LONG if len(source.taken[0]) > LONGEST_FIELD else UNCLOSED)
        elif fields:
            yield Record(line, fields)
        line += len(source.taken)


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
