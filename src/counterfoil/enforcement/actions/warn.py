"""Warn a party: the first step, which restricts nothing."""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.actions.kind import EnforcementAction, Lasting, Undo
from counterfoil.enforcement.actions.needs import FACTS, NOT_CLEARED, WARNING_LASTS


class Warn(EnforcementAction):
    """Tell a party what was found and what follows if it goes on; a suspension for misuse needs it first."""

    key = "warn"
    title = "Warn"
    targets = ("account",)
    says = "This is a warning for {what}. Nothing is restricted; if it goes on, the account can be suspended."
    gravity = 1
    needs = (NOT_CLEARED, FACTS)
    undo = Undo(
        "The warning is withdrawn.",
        "It no longer counts as an earlier warning.",
        "The party has read it.",
    )
    lasts = Lasting(
        WARNING_LASTS,
        cited(WARNING_LASTS, "days", "house rule; article 23 of Regulation (EU) 2022/2065 names no number", "D"),
    )
