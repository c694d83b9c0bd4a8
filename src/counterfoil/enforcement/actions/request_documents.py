"""Ask a party for documents: where the goods are from, who the trader is."""

from counterfoil.codes.legal_number import cited
from counterfoil.enforcement.actions.kind import EnforcementAction, Lasting, Undo
from counterfoil.enforcement.actions.needs import FACTS, NOT_CLEARED


class RequestDocuments(EnforcementAction):
    """Ask for invoices, authorisations or the trader's details, within a time; once it has run out, more may follow."""

    key = "request-documents"
    title = "Request documents"
    targets = ("account", "offer")
    says = "We ask for documents on {what}: invoices of the supplier, or the leave of the mark's owner to sell."
    gravity = 2
    needs = (NOT_CLEARED, FACTS)
    undo = Undo(
        "The request is withdrawn.",
        "Nothing is due any more; what was sent in is deleted unless another request rests on it.",
        "The party has read it.",
    )
    lasts = Lasting(
        10,
        cited(30, "days", "house rule; 10 days are usual, as in 15 USC 45f(a)(1)(A) for information on sellers", "D"),
    )
