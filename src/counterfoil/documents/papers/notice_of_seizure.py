"""Notice of seizure: which goods were seized, under which law, and what the person may do about it.

19 CFR 162.31: the notice names the provisions and the facts, and says that relief may be petitioned for;
19 CFR 171.2(b)(1): within 30 days from its mailing. 19 USC 1526(e): goods with a counterfeit mark are forfeited and
destroyed unless the owner of the mark consents otherwise.
"""

import datetime as dt
from typing import Annotated

from msgspec import Meta

from counterfoil.documents.papers.parts import Deadline, Fact, Goods, Money, Paper, Party, Signer, Words, in_order
from counterfoil.tables.record_file import Record

CLAIM = "19 USC 1608"  # a claim in court: within 20 days from the first publication of the notice, with a bond


class Choice(Record, frozen=True, kw_only=True):
    """One thing that the person may do: petition, offer in compromise, abandon, claim in court, do nothing."""

    what: Words
    how: Words
    rule: str = ""


class NoticeOfSeizure(Paper, frozen=True, kw_only=True):
    """The facts of one seizure."""

    office: Party
    to: Party
    seizure: Words  # its number
    seized_on: dt.date
    mailed_on: dt.date
    place: Words
    provisions: Annotated[tuple[str, ...], Meta(min_length=1)]
    facts: Annotated[tuple[Fact, ...], Meta(min_length=1)]
    goods: Annotated[tuple[Goods, ...], Meta(min_length=1)]
    choices: Annotated[tuple[Choice, ...], Meta(min_length=1)]
    deadlines: tuple[Deadline, ...]
    bond: Money | None = None  # of a claim in court, whose deadline must then stand among `deadlines`
    disposal: str = ""  # what follows where nobody does anything
    signer: Signer

    def __post_init__(self) -> None:
        in_order(self, "seized_on", "mailed_on")
        if self.bond is not None and not any(CLAIM in one.rule for one in self.deadlines):
            raise ValueError(f"a bond is told but no deadline of the claim: 20 days from first publication, {CLAIM}")
