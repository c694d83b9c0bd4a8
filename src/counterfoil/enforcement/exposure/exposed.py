"""What one statute comes to: the least and the most, the arithmetic, and what is proven of each element."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from counterfoil.codes.legal_number import LegalNumber

PROVEN, MISSING, CONTRADICTED = "proven", "missing", "contradicted"
CENT = Decimal("0.01")


class Element(NamedTuple):
    """One thing to be proven: `says` what, `standard` how surely, and whether it is: PROVEN, MISSING, CONTRADICTED.

    `because` tells in words what proves it or what stands against it.
    """

    key: str
    says: str
    standard: str
    state: str
    because: str
    exhibit: str = ""
    witness: str = ""


class Exposed(NamedTuple):
    """What may follow under one statute: `least` and `most` in US dollars, None where none can be told.

    `arithmetic` shows how they come about, `besides` what follows that is no sum, `lacking` what must be known first,
    `numbers` the law's own numbers that were used. `clock` is the beginning (`clocks.limitation`) from which it may be
    sued for, `since` its day as far as the case tells, and `until` the last day on which it may be.
    """

    statute: str
    what: str
    least: Decimal | None
    most: Decimal | None
    arithmetic: str
    numbers: tuple[LegalNumber, ...]
    elements: tuple[Element, ...]
    besides: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    clock: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def dollars(amount: Decimal) -> str:
    """Return an amount as people read it: $1,234.50, and $1,234 where there are no cents."""
    cents = amount.quantize(CENT)
    return f"${cents:,.0f}" if cents == cents.to_integral_value() else f"${cents:,.2f}"
