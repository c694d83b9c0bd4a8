"""Compliance report: what whom an order binds has done by it, duty by duty, with every breach and every release.

15 USC 1116(a): a court may order the defendant to file a report in writing under oath that sets forth in detail the
manner and form in which it complied.
"""

import datetime as dt
from typing import Literal

from counterfoil.documents.papers.parts import Count, Money, Paper, Party, Proceeding, Signer, Words, in_order
from counterfoil.tables.record_file import Record


class Reached(Record, frozen=True, kw_only=True):
    """How much of one kind (account, offer, item, fund) the order reaches and how much of it is restrained."""

    what: Words
    reached: Count
    restrained: Count
    waiting: Count = 0  # for a person's decision
    released: Count = 0


class Funds(Record, frozen=True, kw_only=True):
    """Money held under the order, of one account or in all."""

    what: Words
    held: Money
    cap: Money | None = None


class Duty(Record, frozen=True, kw_only=True):
    """A duty with its measure: `failed` of `checked` in the sample, and the interval for the share that fails."""

    key: Words
    says: Words
    paragraph: str = ""  # of the order
    measure: str = ""
    population: Count | None = None
    checked: Count | None = None
    failed: Count | None = None
    interval: str = ""  # such as “0.0 to 3.6 of 100, Wilson 95 %”
    state: Literal["fulfilled", "breached", "not due", "not measured"]
    note: str = ""


class Breach(Record, frozen=True, kw_only=True):
    """Something done against the order; `cured_on` is empty while it lasts."""

    id: Words
    what: Words
    paragraph: str = ""
    since: dt.date
    found_on: dt.date
    cured_on: dt.date | None = None
    days: Count
    evidence: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        in_order(self, "since", "cured_on")


class Release(Record, frozen=True, kw_only=True):
    """What was let go; `wrongly_caught` with what that cost."""

    what: Words
    on: dt.date
    why: Words
    wrongly_caught: bool
    days: Count | None = None
    cost: Money | None = None


class ComplianceReport(Paper, frozen=True, kw_only=True):
    """The facts of one report to the court."""

    proceeding: Proceeding
    order_id: Words
    order: Words  # such as “preliminary injunction”
    ordered_on: dt.date
    reported_by: Party  # who is bound
    since: dt.date
    until: dt.date
    reach: tuple[Reached, ...] = ()
    funds: tuple[Funds, ...] = ()
    duties: tuple[Duty, ...] = ()
    breaches: tuple[Breach, ...] = ()
    releases: tuple[Release, ...] = ()
    signer: Signer

    def __post_init__(self) -> None:
        in_order(self, "since", "until")
