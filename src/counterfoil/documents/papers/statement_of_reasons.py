"""Statement of reasons: why a platform restricts an offer or an account, in plain words for the party.

Regulation (EU) 2022/2065, article 17(3): (a) the restriction, its territory and its time, (b) the facts and how they
came to be known, (c) automated means, (d) or (e) the ground and why, (f) redress.
"""

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from counterfoil.documents.papers.parts import Paper, Party, Signer, Words, in_order
from counterfoil.tables.record_file import Record


class Restricted(Record, frozen=True, kw_only=True):
    """What is restricted: an offer, an account, a payout."""

    kind: Words
    id: Words
    title: str = ""
    link: str = ""
    since: dt.date | None = None  # when it was put up


class Redress(Record, frozen=True, kw_only=True):
    """One way to have the decision reviewed."""

    what: Words
    how: Words
    by: dt.date | None = None
    rule: str = ""


class StatementOfReasons(Paper, frozen=True, kw_only=True):
    """The facts of one statement; `action_id` is that of the action, under which the database knows it too (PUID)."""

    provider: Party
    to: Party
    action_id: Words
    decided_on: dt.date
    restriction: Words  # in words: the offer is removed
    restricted: Annotated[tuple[Restricted, ...], Meta(min_length=1)]
    territory: tuple[str, ...] = ()  # none: wherever the service is offered
    until: dt.date | None = None  # none: no end is set
    facts: Annotated[tuple[str, ...], Meta(min_length=1)]
    source: Words  # own initiative, a notice under article 16 …
    notifier: str = ""  # only where it is strictly necessary
    detected_automatically: bool
    decided: Literal["fully", "partially", "not automated"]
    ground: Literal["illegal content", "terms and conditions"]
    provision: Words
    because: Words  # why it is illegal or against the terms
    redress: Annotated[tuple[Redress, ...], Meta(min_length=1)]
    signer: Signer | None = None

    def __post_init__(self) -> None:
        in_order(self, "decided_on", "until")
