"""How do the acts of a case stand in a file? TOML in: `acts` with `kind`, `on`, `id`, `value`."""

import datetime as dt
from decimal import Decimal

from counterfoil.enforcement.clocks.rule import Act
from counterfoil.tables.record_file import Record, read_record

EXAMPLE = "examples/acts.toml"


class _Row(Record, frozen=True):
    kind: str
    on: dt.date
    id: str = ""
    value: Decimal | None = None


class _File(Record, frozen=True):
    acts: tuple[_Row, ...]


def read_acts(data: bytes, *, file: str) -> tuple[Act, ...]:
    """Return the acts in their order. Raises UserError for a file that is none."""
    rows = read_record(data, _File, file=file, what="list of acts", example=EXAMPLE).acts
    return tuple(Act(row.kind, row.on, row.id, row.value) for row in rows)
