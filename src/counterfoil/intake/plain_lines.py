"""Are all these lines plain records, one to a line and well quoted? Then they are parsed at once, in compiled code.

`records` reads any text, record by record; of most files every block of lines is plain, and both read it alike.
"""

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO

import polars as pl

from counterfoil.intake.records import LONGEST_FIELD

FEWEST_FIELDS = 2  # a lone field may be an empty line, which is none
MOST_FIELDS = 200  # of a record; the pattern grows with them
NAMED = "field_{}"  # the columns of what is returned


def plain_columns(lines: Sequence[str], delimiter: str, width: int) -> pl.DataFrame | None:
    """Return the fields of the lines as text, a column to a field (NAMED, from 0), or None where a line is not plain.

    Plain is a line of so many fields that each hold no quotation mark, or stand in quotation marks to their end.
    """
    if not lines or not FEWEST_FIELDS <= width <= MOST_FIELDS:
        return None
    given = pl.Series(lines, dtype=pl.String)
    if not given.str.contains(_pattern(delimiter, width)).all() or max(map(len, lines)) > LONGEST_FIELD:
        return None
    text = "".join(lines).replace("\r\n", "\n")
    read = pl.read_csv(
        BytesIO(text.encode()),
        has_header=False,
        separator=delimiter,
        schema={NAMED.format(at): pl.String for at in range(width)},
        empty_string_is_null=False,
    )
    return read if read.height == len(lines) else None


class PlainLines:
    """Reads plain lines once it is known how many fields they have; until then none."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter
        self.width = 0

    def __call__(self, lines: Sequence[str]) -> pl.DataFrame | None:
        """Return the fields of the lines, or None where they have to be read one by one."""
        return plain_columns(lines, self._delimiter, self.width)


@cache
def _pattern(delimiter: str, width: int) -> str:
    sign = re.escape(delimiter)
    field = rf'(?:"(?:[^"\r\n\x00]|"")*"|[^"\r\n\x00{sign}]*)'
    return rf"^{field}(?:{sign}{field}){{{width - 1}}}(?:\r?\n)?$"
