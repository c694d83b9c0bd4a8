"""Which lines of a stream are rows of a table, typed as the engine wants them, and what is wrong with the others?

One JSON object to a line, under the names of the table's columns; other fields are passed over and named. A line is
read by itself: what is wrong with one says nothing of the next.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, Final, NamedTuple

import dataframely as dy
import orjson
import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.json_lines import NOT_AN_OBJECT
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.reader import WITHHELD
from counterfoil.tables.contract import LINE, Sorted
from counterfoil.tables.reject import LONGEST_VALUE, Reject
from counterfoil_desk.records.storable import storable

FILE: Final = "request"  # how the engine's readers name what they read
JSON_LINES: Final = Mapping(format="json_lines")
NO_OBJECT: Final = "{} must be a text, not an object"
TOO_LONG: Final = "a line must have at most {:,} bytes"
REPEATED: Final = "id must not be used twice; an earlier line has it"
_BLANK: Final = b" \t\r"
Json = dict[str, Any]


class Table(NamedTuple):
    """What lines are rows of: the engine's contract, fields that must be there, and how the engine reads them.

    Lines about people (`is_of_people`) are not shown where they are no object.
    """

    contract: type[dy.Schema]
    required: tuple[str, ...]
    read: Callable[[BinaryIO], Iterable[Sorted]]
    is_of_people: bool = False


class Numbered(NamedTuple):
    """A line with its number in the request; None where it is too long."""

    number: int
    text: bytes | None


class Sorting(NamedTuple):
    """`kept`: columns of the contract and `line`; `rejects`: what is told of other lines; `ignored`: unknown fields."""

    kept: pl.DataFrame
    rejects: list[Json]
    ignored: set[str]


def sorted_lines(lines: Sequence[Numbered], table: Table, *, longest: int) -> Sorting:
    """Return the rows of the lines, in their order, and a reject for each other line that is not blank."""
    good: list[bytes] = []
    numbers: list[int] = []
    rejects: list[Json] = []
    ignored: set[str] = set()
    fields = frozenset(table.contract.column_names())
    for number, text in lines:
        if text is None:
            rejects.append(reject(number, None, None, TOO_LONG.format(longest)))
        elif text := text.strip(_BLANK):
            found = _row_of(text, fields, table, ignored)
            if isinstance(found, bytes):
                good.append(found)
                numbers.append(number)
            else:
                rejects.append(reject(number, *found))
    typed = _typed(good, table)
    places = pl.Series(LINE, numbers, dtype=pl.Int64)
    for row in typed.rejects.select(LINE, "field", "value", "rule").iter_rows():
        rejects.append(reject(numbers[row[0] - 1], *row[1:]))
    kept = typed.kept.with_columns(places.gather(typed.kept[LINE] - 1))
    return Sorting(kept, rejects, ignored)


def reject(number: int, field: str | None, value: str | None, rule: str) -> Json:
    """Return the answer's line on a line that cannot be used."""
    return {LINE: number, "reject": {"field": field, "value": value, "rule": rule}}


def _typed(lines: Sequence[bytes], table: Table) -> Sorted:
    """Read the lines by the engine's own reader, and keep what the database can; `line` counts them from 1."""
    found = []
    if lines:
        with suppress(UserError):  # said at the end where no line could be kept: each was told why
            for part in table.read(io.BytesIO(b"\n".join(lines))):
                found.append(storable(part, key="id", file=FILE))
    if not found:
        return Sorted(
            table.contract.create_empty().with_columns(pl.lit(0, pl.Int64).alias(LINE)), Reject.create_empty()
        )
    return Sorted(pl.concat([part.kept for part in found]), pl.concat([part.rejects for part in found]))


def _row_of(
    text: bytes, fields: frozenset[str], table: Table, ignored: set[str]
) -> bytes | tuple[str | None, str | None, str]:
    """Return the line with our fields alone, or the field, the value and the rule that it breaks."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        value = None
    if type(value) is not dict:
        return None, WITHHELD if table.is_of_people else _shown(text), NOT_AN_OBJECT
    for name in table.required:
        if value.get(name) is None:
            return name, None, f"{name} must be given"
    if b"{" in text[1:]:
        for name in sorted(fields & value.keys()):
            if type(value[name]) is dict:
                return name, None, NO_OBJECT.format(name)
    if value.keys() <= fields:
        return text.replace(b"\r", b" ")  # between values it is a blank; the reader would take it for the line's end
    ignored.update(name[:LONGEST_VALUE] for name in value.keys() - fields)
    return orjson.dumps({name: inner for name, inner in value.items() if name in fields})


def _shown(text: bytes) -> str:
    plain = text[: 4 * LONGEST_VALUE].decode(errors="replace")
    clean = "".join(sign if sign.isprintable() else "\ufffd" for sign in plain[: LONGEST_VALUE + 1])
    return clean if len(clean) <= LONGEST_VALUE else clean[:LONGEST_VALUE] + "…"
