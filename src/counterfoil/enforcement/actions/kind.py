"""What does every kind of enforcement action say of itself? Its targets, text, approver, needs, consequences, undoing.

The parts follow the best practices of the DHS report of 24 January 2020, section 8 (graduated penalties, accounts that
are linked, buyers told) and Regulation (EU) 2022/2065, articles 17, 20, 23 and 32,
https://eur-lex.europa.eu/eli/reg/2022/2065/oj.
"""

import datetime as dt
from typing import ClassVar, NamedTuple

from counterfoil.codes.legal_number import LegalNumber
from counterfoil.enforcement.actions.needs import Need, Standing
from counterfoil.errors import UserError

REVIEWER, CASE_OFFICER = "reviewer", "case-officer"
SAME_SUBJECT, SAME_ACCOUNT = "the same", "the account itself"
LINKED_ACCOUNTS, OFFERS_OF_ACCOUNT = "each linked account", "each offer of the account"


class Restriction(NamedTuple):
    """A restriction of article 17: the field of the DSA Transparency Database, its value, and what “other” means."""

    field: str
    value: str
    other: str = ""


class Follow(NamedTuple):
    """Another action that is proposed by itself once this one is approved: of which kind, on what, and why.

    `fact` is the why as the party is told it, before all other facts; empty where those say it.
    """

    kind: str
    on: str
    why: str
    fact: str = ""


class Undo(NamedTuple):
    """How an action is undone: the reverse act, what is given back, and what cannot be undone and is said before."""

    does: str
    gives_back: str
    stays: str


class Lasting(NamedTuple):
    """How long an action lasts: days unless another end is asked for, and the most; with where the most comes from."""

    usual: int
    most: LegalNumber


class EnforcementAction:
    """One kind of action; a subclass says all of it as data, and nothing here is done to anybody."""

    key: ClassVar[str]
    title: ClassVar[str]
    targets: ClassVar[tuple[str, ...]]
    says: ClassVar[str]  # to the party; {what} stands for “your offer o-2”
    approvers: ClassVar[tuple[str, ...]] = (REVIEWER, CASE_OFFICER)
    people: ClassVar[int] = 1  # who must approve it, one after the other
    gravity: ClassVar[int] = 0  # among the steps against a party; 0: none of them
    restriction: ClassVar[tuple[Restriction, ...]] = ()
    needs: ClassVar[tuple[Need, ...]] = ()
    follows: ClassVar[tuple[Follow, ...]] = ()
    undo: ClassVar[Undo]
    lasts: ClassVar[Lasting | None] = None
    numbers: ClassVar[tuple[LegalNumber, ...]] = ()

    @property
    def statement_is_due(self) -> bool:
        """Whether the party is owed a statement of reasons when it is imposed (article 17(1))."""
        return bool(self.restriction)

    def checked_target(self, subject_kind: str) -> None:
        """Raise UserError, with what it can be done to, for a subject that it cannot be done to."""
        if subject_kind not in self.targets:
            cure = f"It is done to: {', '.join(self.targets)}."
            raise UserError(f"“{self.title}” cannot be done to “{subject_kind}”.", cure=cure)

    def unmet(self, standing: Standing) -> tuple[Need, ...]:
        """Return what it needs first and does not have."""
        return tuple(need for need in self.needs if not need.holds(standing))

    def ends(self, *, since: dt.date, until: dt.date | None) -> dt.date | None:
        """Return its last day, None where it has no end. Raises UserError for one before it begins or too late."""
        if until is not None and until < since:
            raise UserError(f"It would end on {until}, before it begins.", cure=f"Name a day from {since} on.")
        if self.lasts is None:
            return until
        most = since + dt.timedelta(days=int(self.lasts.most.value))
        if until is not None and until > most:
            problem = f"“{self.title}” may last {self.lasts.most.value} days, no more ({self.lasts.most.source})."
            raise UserError(problem, cure=f"Name a day until {most}; it can be proposed again then.")
        return until or since + dt.timedelta(days=self.lasts.usual)
