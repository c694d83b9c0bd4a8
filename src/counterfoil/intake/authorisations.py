"""Authorisations: an owner's list of who may sell what, where and when."""

from typing import BinaryIO

from counterfoil.intake.convert import day
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.contract import Sorted


def read_authorisations(
    stream: BinaryIO, *, file: str, mapping: Mapping | None = None, encoding: str | None = None
) -> Sorted:
    """Return authorisations (columns of Authorisation and `line`) and rejects; names of sellers are withheld.

    Raises UserError where the file cannot be read or no row of it was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), AUTHORISATIONS)


AUTHORISATIONS = Kind(
    Authorisation,
    ("seller",),
    may_be_empty=True,
    conversions=(day("valid_from"), day("valid_until")),
    shown=("right_id", "territory", "valid_from", "valid_until"),
)
