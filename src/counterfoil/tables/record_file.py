"""How is a record read that a person wrote in TOML: a case, an order, a notifier? One record to a file.

What the record may hold is a msgspec struct; a key that it does not know is refused, since a slip of the pen would
lose a fact. Numbers with a point are read as Decimal, since some are money.
"""

import tomllib
from decimal import Decimal
from typing import TypeVar

import msgspec

from counterfoil.errors import UserError

LARGEST = 16 << 20  # bytes; an order of 5,000 parties with aliases is 2 MB


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a record; frozen, by keyword, and closed to keys that it does not name."""


Wanted = TypeVar("Wanted")


def read_record(data: bytes, wanted: type[Wanted], *, file: str, what: str, example: str) -> Wanted:
    """Return what the TOML holds, as `wanted`.

    `what` names the record (“penalty case”), `example` a file to compare it with. Raises UserError, that names the
    place, for bytes that are no TOML, a missing, unknown or unfitting field, and a file larger than LARGEST.
    """
    cure = f"Compare it with {example}."
    if len(data) > LARGEST:
        raise UserError(f"This file is larger than {LARGEST >> 20} MB.", cure="Split it.", file=file)
    try:
        return msgspec.convert(tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal), wanted)
    except msgspec.ValidationError as cause:
        raise UserError(f"This is no {what} ({_placed(cause)}).", cure=cure, file=file) from cause
    except (ValueError, RecursionError, ArithmeticError) as cause:  # no UTF-8, no TOML, a number without end
        raise UserError(f"This is no TOML ({cause}).", cure=cure, file=file) from cause


def read_json_record(data: bytes, wanted: type[Wanted], *, file: str, what: str, example: str) -> Wanted:
    """Return what the JSON of another program holds, as `wanted`. Raises as `read_record` does."""
    cure = f"Compare it with {example}."
    if len(data) > LARGEST:
        raise UserError(f"This file is larger than {LARGEST >> 20} MB.", cure="Split it.", file=file)
    try:
        return msgspec.json.decode(data, type=wanted)
    except msgspec.ValidationError as cause:
        raise UserError(f"This is no {what} ({_placed(cause)}).", cure=cure, file=file) from cause
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ArithmeticError) as cause:
        raise UserError(f"This is no JSON ({cause}).", cure=cure, file=file) from cause


def _placed(cause: msgspec.ValidationError) -> str:
    return str(cause).replace("`$.", "`").replace(" - at ", ", at ")
