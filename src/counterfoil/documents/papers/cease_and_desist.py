"""Cease and desist: an owner of marks tells a seller what infringes them, what to stop and what to answer until when.

15 USC 1114(1), 1117; knowledge from its receipt on counts as wilful (15 USC 1117(c)(2)). It is no order of a court;
the letter says so, and threatens nothing that the law does not give.
"""

import datetime as dt
from typing import Annotated

from msgspec import Meta

from counterfoil.documents.papers.parts import Cited, Deadline, Fact, Money, Paper, Party, Signer, Words
from counterfoil.tables.record_file import Record


class Mark(Record, frozen=True, kw_only=True):
    """A mark that is infringed."""

    mark: Words
    registration: Words
    territory: str = ""
    goods: str = ""


class Offer(Record, frozen=True, kw_only=True):
    """An offer as it was seen."""

    id: Words
    title: Words
    seen_on: dt.date
    link: str = ""
    price: Money | None = None
    exhibit: str = ""


class CeaseAndDesist(Paper, frozen=True, kw_only=True):
    """The facts of one letter."""

    sender: Party
    to: Party
    sent_on: dt.date | None = None
    marks: Annotated[tuple[Mark, ...], Meta(min_length=1)]
    facts: Annotated[tuple[Fact, ...], Meta(min_length=1)]
    offers: tuple[Offer, ...] = ()
    demands: Annotated[tuple[str, ...], Meta(min_length=1)]
    deadlines: Annotated[tuple[Deadline, ...], Meta(min_length=1)]
    exposure: tuple[Cited, ...] = ()  # what the law provides for
    signer: Signer
