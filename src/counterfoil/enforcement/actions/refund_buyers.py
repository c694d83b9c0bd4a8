"""Tell past buyers that the goods were illegal, and pay them back."""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.actions.kind import CASE_OFFICER, EnforcementAction, Restriction, Undo
from counterfoil.enforcement.actions.needs import CONFIRMED, FACTS

BUYERS_OF = cited(6, "months back from the day it was known", "Regulation (EU) 2022/2065, article 32(1)", "V")


class RefundBuyers(EnforcementAction):
    """Tell who bought it in the last six months what it was, who sold it and what they can do; and refund them."""

    key = "refund-buyers"
    title = "Refund and tell past buyers"
    targets = ("offer",)
    says = "We tell the buyers of {what} that it was illegal and pay them back, from the payouts that we hold."
    approvers = (CASE_OFFICER,)
    restriction = (
        Restriction("decision_monetary", "DECISION_MONETARY_OTHER", "Buyers are refunded from the seller's payouts."),
    )
    needs = (CONFIRMED, FACTS)
    undo = Undo(
        "The seller is paid what its buyers were refunded.",
        "The money, from the platform.",
        "What buyers were told and paid cannot be taken back: they are told of the correction.",
    )
    numbers = (BUYERS_OF,)
