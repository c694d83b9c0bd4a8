"""Facility notice: which goods lie in a warehouse, how surely they are those seized, and what to do with each kind.

DHS, Combating Trafficking in Counterfeit and Pirated Goods (24 January 2020), action 1: after a seizure, facilities are
urged to abandon and destroy identical offending goods; silence counts against them later. It is no order. The report
speaks of identical goods alone: what must be examined first is only looked at, and genuine goods are left.
"""

import datetime as dt
from typing import Annotated

from msgspec import Meta

from counterfoil.documents.papers.parts import Cited, Count, Deadline, Fact, Paper, Party, Signer, Words, in_order
from counterfoil.tables.match import VERDICTS
from counterfoil.tables.record_file import Record

GRADES = {"stock": "identical offending goods", "examine": "examine", "leave": "genuine stock"}
EXAMINE = (
    "Look at these units, or let us look at them, and tell us what you find.",
    "Nothing of them is to be held, abandoned or destroyed on the ground of this notice.",
)
LEAVE = ("Leave these units where they are: they are genuine.",)


class Stock(Record, frozen=True, kw_only=True):
    """Stock in one place; `grade` says how surely it is the same goods, as `match` has it or in words."""

    location: Words
    item: Words  # the facility's own number of pallet, case or unit
    goods: Words
    units: Count | None = None  # none: nobody counted them
    grade: Words
    why: Words  # lot, GTIN, consignor … in a sentence
    codes: tuple[str, ...] = ()
    account: str = ""  # whose it is
    line: Count | None = None  # its number in the signed file and in the hold file
    commingled: bool = False  # goods of the same product from another source lie with them


class Proof(Record, frozen=True, kw_only=True):
    """By what a facility knows that the notice is real: a signed file that came with it, and whose key signed that."""

    file: Words  # name of the signed file
    code: Words  # of the file's bytes, so that paper and file are known to belong together
    fingerprint: Words  # of the sender's key


class FacilityNotice(Paper, frozen=True, kw_only=True):
    """The facts of one notice to one facility, by what is known of the stock, and what is urged of each.

    `stock` is identical to what was seized, `examine` may be, `leave` looks alike, is genuine and must not be touched.
    """

    sender: Party
    facility: Party
    sent_on: dt.date | None = None
    seizure: Words  # number of that which it follows from
    seized_on: dt.date
    goods: Words
    mark: Words
    facts: tuple[Fact, ...] = ()
    stock: tuple[Stock, ...] = ()  # none in a file to which `run/facility_stock` adds what was found
    examine: tuple[Stock, ...] = ()
    leave: tuple[Stock, ...] = ()
    urged: Annotated[tuple[str, ...], Meta(min_length=1)]  # of `stock` alone: abandon, destroy with a certificate …
    urged_examine: Annotated[tuple[str, ...], Meta(min_length=1)] = EXAMINE
    urged_leave: Annotated[tuple[str, ...], Meta(min_length=1)] = LEAVE
    answer_by: Deadline | None = None
    numbers: tuple[Cited, ...] = ()
    proof: Proof | None = None  # none of a paper that was made without a signed file
    signer: Signer

    def __post_init__(self) -> None:
        in_order(self, "seized_on", "sent_on")
        for name, own in GRADES.items():
            wrong = next((one for one in getattr(self, name) if one.grade in VERDICTS and one.grade != own), None)
            if wrong is not None:
                raise ValueError(f"{wrong.item} is graded “{wrong.grade}” and cannot stand under [[{name}]]")
