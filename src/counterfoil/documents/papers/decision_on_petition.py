"""Decision on a petition: what was asked, what was found of each argument, and what is remitted on which conditions.

19 CFR part 171, 19 USC 1618: a penalty or forfeiture may be remitted or mitigated; a supplemental petition is open
(19 CFR 171.61). Goods with a counterfeit mark are not released on condition (19 CFR 133.51(b)).
"""

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from counterfoil.documents.papers.parts import Cited, Deadline, Money, Paper, Party, Signer, Words, in_order
from counterfoil.tables.record_file import Record


class Argument(Record, frozen=True, kw_only=True):
    """What the petitioner brings forward, and what was found of it."""

    says: Words
    found: Literal["accepted", "accepted in part", "rejected"]
    because: Words
    exhibits: tuple[str, ...] = ()


class DecisionOnPetition(Paper, frozen=True, kw_only=True):
    """The facts of one decision."""

    office: Party
    petitioner: Party
    matter: Words  # number of the seizure or of the penalty
    statute: Words
    petitioned_on: dt.date
    received_on: dt.date
    decided_on: dt.date
    asked: Words
    decision: Literal["granted", "granted in part", "denied"]
    imposed: Money | None = None  # what had been asked of the person
    remaining: Money | None = None  # what is left of it
    arguments: Annotated[tuple[Argument, ...], Meta(min_length=1)]
    for_less: tuple[str, ...] = ()
    for_more: tuple[str, ...] = ()
    numbers: tuple[Cited, ...] = ()  # the band that the mitigation was taken from
    goods: str = ""  # what becomes of them
    conditions: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    signer: Signer

    def __post_init__(self) -> None:
        in_order(self, "petitioned_on", "received_on", "decided_on")
