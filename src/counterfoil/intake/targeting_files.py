"""What does a day's targeting read beside shipments? Capacities of facilities, and mandatory controls."""

from typing import BinaryIO

from counterfoil.intake.convert import day, whole_number
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.capacity import Capacity
from counterfoil.tables.contract import Sorted
from counterfoil.tables.control import Control

OF_CAPACITIES = ("facility_gln", "capacity")
OF_CONTROLS = ("reason", "ordered_by")


def read_capacities(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return capacities (columns of Capacity and `line`) and rejects.

    Raises UserError where the file cannot be read or no row of it was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), _CAPACITIES)


def read_controls(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return mandatory controls (columns of Control and `line`) and rejects, without what they say of a consignor.

    Raises UserError where the file cannot be read, or has rows of which none was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), _CONTROLS)


_CAPACITIES = Kind(
    Capacity,
    OF_CAPACITIES,
    conversions=(whole_number("capacity"), whole_number("minutes"), day("window_from"), day("window_to")),
)
_CONTROLS = Kind(
    Control,
    OF_CONTROLS,
    may_be_empty=True,
    conversions=(day("until"),),
    shown=("shipment_id", "origin_country", "hs", "facility_gln", "until"),
)
