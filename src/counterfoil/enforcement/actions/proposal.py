"""What does somebody ask for, and which rows of the table `action` does it make? All of a batch, or none of it."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from counterfoil.enforcement.actions.current import Row
from counterfoil.enforcement.actions.grounds import CLAUSE, GROUNDS, TERMS, Ground, ground_for, ground_in
from counterfoil.enforcement.actions.kind import EnforcementAction
from counterfoil.enforcement.actions.known_case import KnownCase
from counterfoil.enforcement.actions.needs import CONFIRMED_STATES
from counterfoil.enforcement.actions.registry import action_kind
from counterfoil.enforcement.actions.subjects import Subject, facts_of, standing_of, subject_of
from counterfoil.enforcement.states.action_states import PROPOSED
from counterfoil.errors import UserError

SYSTEM = "system:"  # begins the name of an actor that is no person
OWN_INITIATIVE = "own initiative"
CONFIRMED_FACT = "A person examined what was found and confirmed it."  # to the party
MOST_TOLD = 5  # problems of a batch that a message names


class Asked(NamedTuple):
    """What is asked for: one kind of action on subjects (kind, id) of a case. Empty fields take what the case says."""

    kind: str
    on: tuple[tuple[str, str], ...]
    by: str
    at: dt.datetime
    ground: str | None = None
    provision: str | None = None
    breaks_terms: bool = False
    source: str = OWN_INITIATIVE
    notice_id: str | None = None
    territory: tuple[str, ...] = ()
    until: dt.date | None = None
    content_on: dt.date | None = None
    follows_from: str | None = None


class Problem(NamedTuple):
    """Why an action cannot be proposed on a subject, and the cure."""

    says: str
    cure: str


def proposed(asked: Asked, known: KnownCase) -> list[Row]:
    """Return the rows (columns of Action) that a proposal makes.

    Raises UserError for a kind or subject that cannot be used, one that is open already, or one that lacks what it
    needs first; nothing is proposed then.
    """
    kind = action_kind(asked.kind)
    if not asked.on:
        raise UserError("Nothing is named to do it to.", cure=f"Name it with --on, such as --on {kind.targets[0]}:ID.")
    kind.ends(since=asked.at.date(), until=asked.until)
    rows, problems = [], list[Problem]()
    for place, one in enumerate(dict.fromkeys(asked.on)):
        kind.checked_target(one[0])
        subject = subject_of(known.tables, *one)
        row = _row(kind, subject, asked, known)
        problems += problems_of(kind, subject, row, known)
        rows.append(row | {"id": known.new_id(place)})
    if problems:
        more = f" and {len(problems) - MOST_TOLD} more" if len(problems) > MOST_TOLD else ""
        told = "; ".join(problem.says for problem in problems[:MOST_TOLD]) + more
        cure = " ".join(dict.fromkeys(problem.cure for problem in problems))
        raise UserError(f"“{kind.title}” cannot be proposed: {told}.", cure=cure)
    return rows


def problems_of(kind: EnforcementAction, subject: Subject, row: Row, known: KnownCase) -> Iterator[Problem]:
    """Yield what stands against an action on a subject: one that is open, and what it needs first and lacks."""
    other = known.open_on(kind.key, (subject.kind, subject.id))
    if other is not None:
        cure = "Take that one on: counterfoil action list CASE."
        yield Problem(f"{subject.told} has it already ({other['id']}, {other['state']})", cure)
    standing = standing_of(known, facts=row["facts"], right_id=row["right_id"], day=row["proposed_at"].date())
    for need in kind.unmet(standing):
        yield Problem(f"{subject.told} lacks {need.says}", need.cure)


def _row(kind: EnforcementAction, subject: Subject, asked: Asked, known: KnownCase) -> Row:
    facts, by_rule = facts_of(known.tables, subject)
    if facts and known.state in CONFIRMED_STATES:
        facts = [*facts, CONFIRMED_FACT]
    case = known.tables["case"].row(0, named=True)
    ground = ground_for(asked.ground, case["grounds"])
    law = ground_in(ground, case["territories"] or ())
    if asked.breaks_terms:
        law = Ground(TERMS, CLAUSE)
    elif asked.provision:
        law = GROUNDS[ground]  # whoever names the provision knows the law
    return {
        "case_id": known.id,
        "kind": kind.key,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "account_id": subject.account,
        "right_id": subject.right_id,
        "ground": ground,
        "legal_ground": law.legal_ground,
        "provision": asked.provision or law.provision,
        "facts": facts,
        "source": asked.source,
        "notice_id": asked.notice_id,
        "detected_automatically": by_rule and asked.source == OWN_INITIATIVE,
        "decided": "partially" if asked.by.startswith(SYSTEM) else "not automated",  # a person approves each
        "territory": list(asked.territory),
        "content_on": asked.content_on or case["opened_on"],
        "proposed_at": asked.at,
        "last_at": asked.at,
        "proposed_by": asked.by,
        "follows_from": asked.follows_from,
        "approved_by": [],
        "in_force_since": None,
        "until": asked.until,
        "ended_at": None,
        "state": PROPOSED,
    }
