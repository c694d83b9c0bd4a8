"""How does a penalty case stand in a file, and what is wrong with one that cannot be used? TOML in."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from counterfoil.enforcement.exposure.penalty_case import PenaltyCase
from counterfoil.errors import UserError
from counterfoil.tables.record_file import Record, read_record

EXAMPLE = "examples/penalty_case.toml"


def read_case(data: bytes, *, day: dt.date, file: str) -> PenaltyCase:
    """Return the case written in a TOML file, as it stands on `day`.

    Raises UserError for a file that is none, a fact that is not known, a negative or endless amount, and a day that
    has not come.
    """
    case = read_record(data, PenaltyCase, file=file, what="penalty case", example=EXAMPLE)
    for fault in _faults(case, "", day=day):
        raise UserError(fault, cure="Correct it in the file.", file=file)
    return case


def _faults(record: Record, place: str, *, day: dt.date) -> Iterator[str]:
    """Yield what is wrong with the values of a record and of those in it."""
    for name in record.__struct_fields__:
        value, here = getattr(record, name), f"{place}{name}"
        if isinstance(value, Record):
            yield from _faults(value, f"{here}.", day=day)
        elif isinstance(value, tuple):
            for number, part in enumerate(value, start=1):
                if isinstance(part, Record):
                    yield from _faults(part, f"{here} {number}, ", day=day)
        elif isinstance(value, Decimal) and (not value.is_finite() or value < 0):
            yield f"{here} is {value}: an amount is a number of US dollars, 0 or more."
        elif isinstance(value, int) and not isinstance(value, bool) and value < 1:
            yield f"{here} is {value}: at least one unit is needed."
        elif isinstance(value, dt.date) and value > day and not name.endswith("ended_on"):
            yield f"{here} is {value}, after {day}: what has not happened yet has no penalty."
