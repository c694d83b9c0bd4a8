"""What is a deadline of a law: from which act it runs, for how long, what meets it, and what follows when it lapses."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from counterfoil.codes.legal_number import LegalNumber

DAYS, BUSINESS_DAYS, WORKING_DAYS, MONTHS, YEARS = (
    "days",
    "US business days",
    "Chinese working days",
    "months",
    "years",
)


class Act(NamedTuple):
    """Something that happened in a case on a day; `id` where several of a kind did.

    `value` is that of the goods in US dollars, where what follows depends on it.
    """

    kind: str
    on: dt.date
    id: str = ""
    value: Decimal | None = None


class ClockRule(NamedTuple):
    """`name` is what is to be done; it runs from an act of the kind `begins`, is met by one of the kinds `ends`, and is
    `owner`'s to keep. `lapse` says what follows when it is not. `earliest`: not before that day, instead of by it.
    `besides` tells what else the act asks for, from the act itself; `since` is when the law began to hold."""

    name: str
    begins: str
    within: LegalNumber
    owner: str
    lapse: str
    ends: tuple[str, ...] = ()
    earliest: bool = False
    besides: Callable[[Act], str] = lambda act: ""  # noqa: ARG005  most ask for nothing else
    since: dt.date | None = None
