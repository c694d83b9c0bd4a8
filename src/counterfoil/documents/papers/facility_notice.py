"""Facility notice: identical goods lie in a warehouse: where, how many, how surely, and what to do with them.

DHS, Combating Trafficking in Counterfeit and Pirated Goods (24 January 2020), action 1: after a seizure, facilities are
urged to abandon and destroy identical offending goods; silence counts against them later. It is no order.
"""

import datetime as dt
from typing import Annotated

from msgspec import Meta

from counterfoil.documents.papers.parts import Cited, Count, Deadline, Fact, Paper, Party, Signer, Words, in_order
from counterfoil.tables.record_file import Record


class Stock(Record, frozen=True, kw_only=True):
    """Stock in one place; `grade` says how surely it is the same goods (exact, likely … as `match` has it)."""

    location: Words
    item: Words  # the facility's own number of pallet, case or unit
    goods: Words
    units: Count | None = None  # none: nobody counted them
    grade: Words
    why: Words  # lot, GTIN, consignor … in a sentence
    codes: tuple[str, ...] = ()
    account: str = ""  # whose it is


class FacilityNotice(Paper, frozen=True, kw_only=True):
    """The facts of one notice to one facility; `leave` is stock that looks alike and must not be touched."""

    sender: Party
    facility: Party
    sent_on: dt.date | None = None
    seizure: Words  # number of that which it follows from
    seized_on: dt.date
    goods: Words
    mark: Words
    facts: tuple[Fact, ...] = ()
    stock: tuple[Stock, ...] = ()  # none in a file to which `run/facility_stock` adds what was found
    leave: tuple[Stock, ...] = ()
    urged: Annotated[tuple[str, ...], Meta(min_length=1)]  # quarantine, abandon, destroy with a certificate …
    answer_by: Deadline | None = None
    numbers: tuple[Cited, ...] = ()
    signer: Signer

    def __post_init__(self) -> None:
        in_order(self, "seized_on", "sent_on")
