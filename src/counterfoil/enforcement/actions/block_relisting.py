"""Keep the same goods from being offered again."""

from counterfoil.enforcement.actions.kind import CASE_OFFICER, EnforcementAction, Restriction, Undo
from counterfoil.enforcement.actions.needs import FACTS, NOT_CLEARED, RIGHT


class BlockRelisting(EnforcementAction):
    """Refuse offers of the same goods under the same right, from this party, before they are published."""

    key = "block-relisting"
    title = "Block relisting"
    targets = ("offer", "goods", "account")
    says = "The goods of {what} cannot be offered again by you on this marketplace."
    approvers = (CASE_OFFICER,)
    gravity = 5
    restriction = (Restriction("decision_provision", "DECISION_PROVISION_PARTIAL_SUSPENSION"),)
    needs = (NOT_CLEARED, FACTS, RIGHT)
    undo = Undo(
        "The block is lifted.",
        "The goods can be offered again.",
        "Offers that were refused meanwhile have to be made anew.",
    )
