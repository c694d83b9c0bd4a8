"""How does a number of a law stand in a rule? With what it counts, where it stands, and how far that was verified."""

from decimal import Decimal
from typing import NamedTuple

TAGS = {  # how far a number was verified
    "V": "read in the primary text",
    "V2": "read in a secondary source",
    "M-H": "unverified, high confidence",
    "M-M": "unverified, medium confidence",
    "M-L": "unverified, low confidence",
    "D": "derived",
}
VERIFIED = ("V", "V2", "D")


class LegalNumber(NamedTuple):
    """`value` in `unit`; `source` is the provision; `verified` one of TAGS."""

    value: Decimal
    unit: str
    source: str
    verified: str

    @property
    def is_verified(self) -> bool:
        """Whether somebody has read the number in a source; otherwise the document that uses it says so."""
        return self.verified in VERIFIED


def cited(value: str | int, unit: str, source: str, verified: str) -> LegalNumber:
    """Return a number with its source. Raises KeyError for a tag that is none of TAGS."""
    if verified not in TAGS:
        raise KeyError(verified)
    return LegalNumber(Decimal(value), unit, source, verified)
