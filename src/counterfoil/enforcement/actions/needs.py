"""What must stand before an action may be proposed, and what is known of the party when that is asked?"""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

CONFIRMED_STATES = ("confirmed", "acted on")
STANDING_STATES = ("in force", "upheld", "expired")  # it was done, and nobody took it back
PRECEDING = ("warn", "request-documents")  # kinds that others need first
WARNING_LASTS = 365  # days for which a warning is an earlier one; house rule, article 23 names no number


class Earlier(NamedTuple):
    """An action that was proposed before in the case: its kind, what it was done to, its state and its days."""

    kind: str
    subject_kind: str
    subject_id: str
    account_id: str | None
    state: str
    since: dt.date | None
    until: dt.date | None


class Standing(NamedTuple):
    """What is known when an action is asked for; `earlier` are those of the party, that is, of all its accounts."""

    case_state: str
    day: dt.date
    facts: tuple[str, ...] = ()
    right_id: str | None = None
    earlier: tuple[Earlier, ...] = ()


class Need(NamedTuple):
    """Something needed first: what, with its source, and the cure where it lacks."""

    says: str
    cure: str
    holds: Callable[[Standing], bool]


def _was_warned(standing: Standing) -> bool:
    since = standing.day - dt.timedelta(days=WARNING_LASTS)
    return any(
        one.kind == "warn" and one.state in STANDING_STATES and one.since is not None and since <= one.since
        for one in standing.earlier
    )


def _documents_are_late(standing: Standing) -> bool:
    return any(
        one.kind == "request-documents"
        and one.state in STANDING_STATES
        and one.until is not None
        and one.until < standing.day
        for one in standing.earlier
    )


FACTS = Need(
    "a fact that the party can be told (article 17(3)(b))",
    "Build the case with evidence on it, or name an offer that has some.",
    lambda standing: bool(standing.facts),
)
CONFIRMED = Need(
    "a case that a person has confirmed: a score is no finding",
    "Have a reviewer look: counterfoil case act CASE confirmed.",
    lambda standing: standing.case_state in CONFIRMED_STATES,
)
LOOKED_AT = Need(
    "a case that a person has taken up",
    "Take it up: counterfoil case act CASE 'taken up'.",
    lambda standing: standing.case_state not in ("found", "not confirmed", "closed"),
)
NOT_CLEARED = Need(
    "a case that is open, and not found to be unfounded",
    "Reopen it first: counterfoil case act CASE reopened.",
    lambda standing: standing.case_state not in ("not confirmed", "closed"),
)
WARNED = Need(
    "an earlier warning (article 23(1)), or a request for documents whose time has run out (article 30(3))",
    "Propose a warning first: counterfoil action propose CASE warn.",
    lambda standing: _was_warned(standing) or _documents_are_late(standing),
)
RIGHT = Need(
    "a right whose owner can be told",
    "Name an offer, goods or stock of the case that concerns a right.",
    lambda standing: standing.right_id is not None,
)
