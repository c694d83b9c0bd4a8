"""Demote an offer: buyers still find it, further down."""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.actions.kind import EnforcementAction, Lasting, Restriction, Undo
from counterfoil.enforcement.actions.needs import FACTS, NOT_CLEARED


class Demote(EnforcementAction):
    """Show an offer further down while a person looks at it."""

    key = "demote"
    title = "Demote"
    targets = ("offer",)
    says = "{What} is shown further down in search results for now."
    gravity = 3
    restriction = (Restriction("decision_visibility", "DECISION_VISIBILITY_CONTENT_DEMOTED"),)
    needs = (NOT_CLEARED, FACTS)
    undo = Undo(
        "The offer takes its place again.",
        "Its place in search results.",
        "Sales that it missed meanwhile.",
    )
    lasts = Lasting(14, cited(30, "days", "house rule: a person decides within this time", "D"))
