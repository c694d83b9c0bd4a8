"""Notice of penalty: how much is asked of whom for which seizures, how it was counted, and what proves it.

19 USC 1526(f), 19 CFR 133.27: at most the suggested retail price of the goods as if genuine, twice that from the second
seizure on. 19 USC 1618 and 19 CFR 171.2(b)(2): remission may be petitioned for within 60 days from mailing.
`run/penalty.py` works the claims out of a penalty case.
"""

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from counterfoil.documents.papers.parts import Cited, Deadline, Goods, Money, Paper, Party, Signer, Words
from counterfoil.tables.record_file import Record


class Priced(Record, frozen=True, kw_only=True):
    """Goods of a claim with their suggested retail price each, or the reason why there is none."""

    goods: Goods
    price: Money | None = None
    model: str = ""  # the closest genuine one
    source: str = ""
    on: dt.date | None = None
    none_because: str = ""


class Element(Record, frozen=True, kw_only=True):
    """One thing to be proven, and what proves it."""

    says: Words
    standard: Words
    state: Literal["proven", "missing", "contradicted"]
    because: str = ""
    exhibit: str = ""
    witness: str = ""


class Claim(Record, frozen=True, kw_only=True):
    """What one statute allows for one seizure or one act; `most` is empty where it cannot be told."""

    statute: Words
    what: Words
    goods: tuple[Priced, ...] = ()
    least: Money | None = None
    most: Money | None = None
    arithmetic: str = ""
    numbers: tuple[Cited, ...] = ()
    elements: tuple[Element, ...] = ()
    besides: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


class NoticeOfPenalty(Paper, frozen=True, kw_only=True):
    """The facts of one penalty; `assessed` is empty while what it needs is not known."""

    office: Party
    to: Party
    mailed_on: dt.date | None = None  # empty in a draft
    assessed: Money | None = None
    claims: Annotated[tuple[Claim, ...], Meta(min_length=1)]
    for_less: tuple[str, ...] = ()
    for_more: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()  # pay, petition …
    deadlines: tuple[Deadline, ...] = ()
    pay_to: str = ""
    signer: Signer
