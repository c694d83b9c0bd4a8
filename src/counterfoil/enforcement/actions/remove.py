"""Remove an offer."""

from counterfoil.enforcement.actions.kind import (
    SAME_SUBJECT,
    EnforcementAction,
    Follow,
    Restriction,
    Undo,
)
from counterfoil.enforcement.actions.needs import FACTS, NOT_CLEARED


class Remove(EnforcementAction):
    """Take an offer off the marketplace; it counts as a strike until it is undone."""

    key = "remove"
    title = "Remove"
    targets = ("offer",)
    says = "We have taken {what} off the marketplace."
    gravity = 4
    restriction = (Restriction("decision_visibility", "DECISION_VISIBILITY_CONTENT_REMOVED"),)
    needs = (NOT_CLEARED, FACTS)
    follows = (
        Follow("notify-owner", SAME_SUBJECT, "Who owns the mark is told what was removed (DHS 2020, practice 5)."),
    )
    undo = Undo(
        "The offer is put up again as it was, with its reviews and its place.",
        "The strike, and the offer.",
        "Sales that it missed meanwhile; orders that were cancelled.",
    )
