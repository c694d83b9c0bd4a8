"""What is a deadline of a law: from which act it runs, for how long, what meets it, and what follows when it lapses."""

from typing import NamedTuple

from counterfoil.codes.legal_number import LegalNumber

DAYS, BUSINESS_DAYS, WORKING_DAYS, MONTHS, YEARS = (
    "days",
    "US business days",
    "Chinese working days",
    "months",
    "years",
)


class ClockRule(NamedTuple):
    """`name` is what is to be done; it runs from an act of the kind `begins`, is met by one of the kinds `ends`, and is
    `owner`'s to keep. `lapse` says what follows when it is not. `earliest`: not before that day, instead of by it."""

    name: str
    begins: str
    within: LegalNumber
    owner: str
    lapse: str
    ends: tuple[str, ...] = ()
    earliest: bool = False
