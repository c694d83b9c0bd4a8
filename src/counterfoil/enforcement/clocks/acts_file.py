"""How do the acts of a case stand in a file? TOML in: `[[acts]]` with `kind`, `on` and, where several are, `id`."""

import datetime as dt

from counterfoil.enforcement.clocks.running import Act
from counterfoil.tables.record_file import Record, read_record

EXAMPLE = "examples/acts.toml"


class _Row(Record, frozen=True):
    kind: str
    on: dt.date
    id: str = ""


class _File(Record, frozen=True):
    acts: tuple[_Row, ...]


def read_acts(data: bytes, *, file: str) -> tuple[Act, ...]:
    """Return the acts in their order. Raises UserError for a file that is none."""
    rows = read_record(data, _File, file=file, what="list of acts", example=EXAMPLE).acts
    return tuple(Act(row.kind, row.on, row.id) for row in rows)
