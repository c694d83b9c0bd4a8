"""Which lines of a batch are offers, typed as the engine wants them, and what is wrong with the others?

One JSON object to a line, under the attributes of the engine's table `offer`; other fields are passed over and named.
A line is read by itself: what is wrong with one says nothing of the next.
"""

import io
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple

import orjson
import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.json_lines import NOT_AN_OBJECT
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.offers import REQUIRED, read_offers
from counterfoil.tables.contract import LINE
from counterfoil.tables.offer import Offer
from counterfoil.tables.reject import LONGEST_VALUE, Reject

FIELDS: Final = frozenset(Offer.column_names())
JSON_LINES: Final = Mapping(format="json_lines")
NUL: Final = "\x00"
NUL_ESCAPED: Final = b"\\u0000"
NO_NUL: Final = "{} must not hold a NUL character"
NO_OBJECT: Final = "{} must be a text, not an object"
TOO_LONG: Final = "a line must have at most {:,} bytes"
_BLANK: Final = b" \t\r"
Json = dict[str, Any]
REPEATED: Final = "id must not be used twice; an earlier line has it"


class Numbered(NamedTuple):
    """A line with its number in the request; None where it is too long."""

    number: int
    text: bytes | None


class Sorting(NamedTuple):
    """`kept`: columns of Offer and `line`; `rejects`: what is told of the other lines; `ignored`: unknown fields."""

    kept: pl.DataFrame
    rejects: list[Json]
    ignored: set[str]


def sorted_lines(lines: Sequence[Numbered], *, longest: int) -> Sorting:
    """Return the offers of the lines, in their order, and a reject for each other line that is not blank."""
    good: list[bytes] = []
    numbers: list[int] = []
    rejects: list[Json] = []
    ignored: set[str] = set()
    for number, text in lines:
        if text is None:
            rejects.append(reject(number, None, None, TOO_LONG.format(longest)))
        elif text := text.strip(_BLANK):
            found = _offer_of(text, ignored)
            if isinstance(found, bytes):
                good.append(found)
                numbers.append(number)
            else:
                rejects.append(reject(number, *found))
    typed = _typed(good)
    places = pl.Series(LINE, numbers, dtype=pl.Int64)
    for row in typed.rejects.select(LINE, "field", "value", "rule").iter_rows():
        rejects.append(reject(numbers[row[0] - 1], *row[1:]))
    kept = typed.kept.with_columns(places.gather(typed.kept[LINE] - 1))
    return Sorting(kept, rejects, ignored)


def reject(number: int, field: str | None, value: str | None, rule: str) -> Json:
    """Return the answer's line on a line that cannot be used."""
    return {LINE: number, "reject": {"field": field, "value": value, "rule": rule}}


class _Typed(NamedTuple):
    kept: pl.DataFrame
    rejects: pl.DataFrame


def _typed(lines: Sequence[bytes]) -> _Typed:
    """Read the lines by the engine's own reader; `line` counts them from 1."""
    found = []
    if lines:
        with suppress(UserError):  # said at the end where no line could be kept: each was told why
            for part in read_offers(io.BytesIO(b"\n".join(lines)), file="request", mapping=JSON_LINES):
                found.append(part)
    if not found:
        return _Typed(Offer.create_empty().with_columns(pl.lit(0, pl.Int64).alias(LINE)), Reject.create_empty())
    return _Typed(pl.concat([part.kept for part in found]), pl.concat([part.rejects for part in found]))


def _offer_of(text: bytes, ignored: set[str]) -> bytes | tuple[str | None, str | None, str]:
    """Return the line with our fields alone, or the field, the value and the rule that it breaks."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None, _shown(text), NOT_AN_OBJECT
    if type(value) is not dict:
        return None, _shown(text), NOT_AN_OBJECT
    for name in REQUIRED:
        if value.get(name) is None:
            return name, None, f"{name} must be given"
    if NUL_ESCAPED in text or b"{" in text[1:]:
        for name in sorted(FIELDS & value.keys()):
            if NUL in str(value[name]):
                return name, None, NO_NUL.format(name)
            if type(value[name]) is dict:
                return name, None, NO_OBJECT.format(name)
    if value.keys() <= FIELDS:
        return text.replace(b"\r", b" ")  # between values it is a blank; the reader would take it for the line's end
    ignored |= value.keys() - FIELDS
    return orjson.dumps({name: inner for name, inner in value.items() if name in FIELDS})


def _shown(text: bytes) -> str:
    plain = text[: 4 * LONGEST_VALUE].decode(errors="replace")
    clean = "".join(sign if sign.isprintable() else "\ufffd" for sign in plain[: LONGEST_VALUE + 1])
    return clean if len(clean) <= LONGEST_VALUE else clean[:LONGEST_VALUE] + "…"
