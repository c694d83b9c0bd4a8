"""Steps of an escalation: what was measured of a platform, what is asked of it until when, and what the law says.

US-China Economic and Trade Agreement (15 January 2020), article 1.14 (read in a secondary source): effective action
against platforms that fail to take the necessary measures. None of these papers is an order; a proposed fine is imposed
by who may, and a referral is addressed to counsel. `run/escalation_papers.py` fills them from an escalation.
"""

import datetime as dt
from typing import Annotated

from msgspec import Meta

from counterfoil.documents.papers.parts import Count, Deadline, Money, Paper, Party, Provision, Signer, Words
from counterfoil.tables.record_file import Record


class Number(Record, frozen=True, kw_only=True):
    """What was measured in one period, and what the platform said of it: its answer stands beside the number."""

    period: Words
    number: Words  # with its unit; or why there is none
    interval: str = ""
    cases: Count
    verdict: Words  # failing, good or neither
    answer: str = ""


class Earlier(Record, frozen=True, kw_only=True):
    """A step that was issued before, and what came of it."""

    step: Words
    on: dt.date
    outcome: Words


class StepPaper(Paper, frozen=True, kw_only=True):
    """What the papers of all steps have."""

    office: Party
    to: Party
    platform: Words
    sent_on: dt.date | None = None  # empty in a draft
    failure: Words  # in a sentence
    measure: Words
    threshold: Words
    rule: Words  # 2 of 3 periods …
    because: Words  # which condition of the ladder held
    numbers: Annotated[tuple[Number, ...], Meta(min_length=1)]
    earlier: tuple[Earlier, ...] = ()
    asks: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    law: Annotated[tuple[Provision, ...], Meta(min_length=1)]
    signer: Signer


class PlatformReminder(StepPaper, frozen=True, kw_only=True):
    """The first word to a platform."""


class PlatformNotice(StepPaper, frozen=True, kw_only=True):
    """A formal notice; `follows` says which step is next if nothing changes."""

    follows: str = ""


class ImprovementPlan(StepPaper, frozen=True, kw_only=True):
    """A plan with `checks`: what the platform has to show, each by its day."""

    checks: tuple[Deadline, ...] = ()


class ProposedFine(StepPaper, frozen=True, kw_only=True):
    """A fine that is proposed to who may impose it. The amount is the proposer's; `exposure` names what bounds it."""

    amount: Money
    ground: Words
    exposure: Words


class ReferralForInjunction(StepPaper, frozen=True, kw_only=True):
    """A referral to counsel; `duties` are what an order might ask of the platform, `questions` what counsel decides."""

    duties: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


class StepDown(StepPaper, frozen=True, kw_only=True):
    """The platform did better: `left` is the step that ends, `stands` the one that stands now, or that none does."""

    left: Words
    stands: Words
