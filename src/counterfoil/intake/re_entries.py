"""Re-entries, as linking writes them: which accounts come from the operator of an ended one."""

from typing import BinaryIO

from counterfoil.intake.convert import number, values, whole_number
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted
from counterfoil.tables.re_entry import ReEntry


def read_re_entries(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return re-entries (columns of ReEntry and `line`) and rejects.

    Raises UserError where the file cannot be read or no row of it was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), _RE_ENTRIES)


_RE_ENTRIES = Kind(
    ReEntry,
    tuple(ReEntry.column_names()),
    may_be_empty=True,
    conversions=(number("score"), whole_number("weight"), values("reasons")),
    shown=("seller_id", "known_seller_id", "known_status"),
)
