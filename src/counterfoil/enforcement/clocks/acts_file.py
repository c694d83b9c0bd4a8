"""How do the acts of a case stand in a file? TOML in: `[[acts]]` with `kind`, `on` and, where several are, `id`."""

import datetime as dt
import tomllib

import msgspec

from counterfoil.enforcement.clocks.running import Act
from counterfoil.errors import UserError

CURE = "Compare it with examples/acts.toml."


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    on: dt.date
    id: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    acts: tuple[_Row, ...]


def read_acts(data: bytes, *, file: str) -> tuple[Act, ...]:
    """Return the acts in their order. Raises UserError for a file that is none."""
    try:
        rows = msgspec.convert(tomllib.loads(data.decode("utf-8")), _File).acts
    except msgspec.ValidationError as cause:
        raise UserError(f"These are no acts ({cause}).", cure=CURE, file=file) from cause
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as cause:
        raise UserError(f"This is no TOML ({cause}).", cure=CURE, file=file) from cause
    return tuple(Act(row.kind, row.on, row.id) for row in rows)
