"""Hold back what an account is owed."""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.actions.kind import CASE_OFFICER, EnforcementAction, Lasting, Restriction, Undo
from counterfoil.enforcement.actions.needs import FACTS, LOOKED_AT


class HoldPayouts(EnforcementAction):
    """Keep the money of an account where it is, so that buyers can be refunded, until a day that is set."""

    key = "hold-payouts"
    title = "Hold payouts"
    targets = ("account",)
    says = "We hold back the payouts of {what}. The money stays yours until it is decided whether buyers are refunded."
    approvers = (CASE_OFFICER,)
    gravity = 6
    restriction = (Restriction("decision_monetary", "DECISION_MONETARY_SUSPENSION"),)
    needs = (LOOKED_AT, FACTS)
    undo = Undo(
        "The held money is paid out with the next payout.",
        "All that was held and was not paid to buyers.",
        "The time without the money; what buyers were refunded meanwhile.",
    )
    lasts = Lasting(30, cited(90, "days", "house rule; money is held no longer without an order of a court", "D"))
