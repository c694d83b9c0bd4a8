"""Given a party's strikes and its case, which action is next, why, and what stands against a graver one?

Graduated: offers that are found out are removed first; then the party meets the step that its strikes reach, or the
gravest milder one for which everything stands that it needs first.
"""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.actions.known_case import KnownCase
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.actions.subjects import accounts_of, facts_of, standing_of, subject_of
from counterfoil.enforcement.strikes.strike_policy import THOUSANDTHS, StepAt, StrikePolicy

FOUND_OUT = ("hold", "remove")  # decisions of screening after which an offer is to go
LADDER = ("terminate", "suspend", "warn")


class NextStep(NamedTuple):
    """An action to propose on subjects (kind, id): why, and what of a graver one is lacking."""

    kind: str
    on: tuple[tuple[str, str], ...]
    why: str
    lacking: tuple[str, ...] = ()


class Reached(NamedTuple):
    """What the party has: its strikes in thousandths, the step that they reach, the policy, the day."""

    strikes: int
    step: StepAt
    policy: StrikePolicy
    day: dt.date

    @property
    def why(self) -> str:
        """The reason, in words."""
        count = f"{Decimal(self.strikes) / THOUSANDTHS:.2f}"
        return f"{count} strikes reach “{self.step.action}” at {self.step.at} ({self.policy.label})"


def next_steps(known: KnownCase, strikes: int, policy: StrikePolicy, *, day: dt.date) -> list[NextStep]:
    """Return what is next in a case whose party has so many strikes, in thousandths; empty where nothing is."""
    reached = [step for step in policy.used if strikes >= int(step.at * THOUSANDTHS)]
    if not reached:
        return _removals(known)
    found = Reached(strikes, reached[-1], policy, day)
    on_accounts = (_on_account(known, account, found) for account in accounts_of(known.tables))
    return [*_removals(known), *(step for step in on_accounts if step is not None)]


def _removals(known: KnownCase) -> list[NextStep]:
    """Return the removal of what was found out and is still there."""
    decided = (pl.col("subject_kind") == "offer") & pl.col("decision").is_in(FOUND_OUT)
    offers = sorted(set(known.tables["subjects"].filter(decided)["subject_id"]))
    on = tuple(
        ("offer", offer)
        for offer in offers
        if known.open_on("remove", ("offer", offer)) is None
        and facts_of(known.tables, subject_of(known.tables, "offer", offer))[0]
    )
    return [NextStep("remove", on, "Screening held or removed them, and no action was taken.")] if on else []


def _on_account(known: KnownCase, account: str, reached: Reached) -> NextStep | None:
    """Return the gravest step on an account, up to the one that is reached, that may be taken; None for none."""
    subject, lacking = subject_of(known.tables, "account", account), list[str]()
    for kind in LADDER[LADDER.index(reached.step.action) :]:
        if known.open_on(kind, ("account", account)) is not None:
            return None
        standing = standing_of(
            known, facts=facts_of(known.tables, subject)[0], right_id=subject.right_id, day=reached.day
        )
        unmet = ACTIONS[kind].unmet(standing)
        if not unmet:
            return NextStep(kind, (("account", account),), reached.why, tuple(lacking))
        lacking.append(f"“{ACTIONS[kind].title}” lacks {'; '.join(need.says for need in unmet)}")
    return None
