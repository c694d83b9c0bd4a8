"""Tell the owner of the right, and the authority where goods crossed a border."""

from counterfoil.enforcement.actions.kind import CASE_OFFICER, EnforcementAction, Undo
from counterfoil.enforcement.actions.needs import NOT_CLEARED, RIGHT


class NotifyOwner(EnforcementAction):
    """Tell the right's owner and the authority what was found, how many, and what was done, on record."""

    key = "notify-owner"
    title = "Notify owner and authority"
    targets = ("offer", "goods", "item", "account")
    says = "We have told the owner of the mark, and where the law asks for it the authority, about {what}."
    approvers = (CASE_OFFICER,)
    needs = (NOT_CLEARED, RIGHT)
    undo = Undo(
        "Owner and authority are told that it was withdrawn, and why.",
        "Nothing: a correction follows what was said.",
        "What they were told cannot be unsaid.",
    )
