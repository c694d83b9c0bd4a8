"""All contracts with their example rows, as the parameters of tests."""

import dataframely as dy
import polars as pl

from counterfoil.tables import (
    assessment,
    authorisation,
    check,
    clock,
    complaint,
    decision,
    denied_match,
    dossier,
    finding,
    offer,
    rate,
    reference_price,
    reject,
    right,
    sale,
    seller,
    seller_document,
    seller_event,
)

CONTRACTS: dict[str, tuple[type[dy.Schema], pl.DataFrame]] = {
    "assessment": (assessment.Assessment, assessment.EXAMPLE),
    "authorisation": (authorisation.Authorisation, authorisation.EXAMPLE),
    "check": (check.Check, check.EXAMPLE),
    "clock": (clock.Clock, clock.EXAMPLE),
    "complaint": (complaint.Complaint, complaint.EXAMPLE),
    "decision": (decision.Decision, decision.EXAMPLE),
    "denied_match": (denied_match.DeniedMatch, denied_match.EXAMPLE),
    "dossier": (dossier.Dossier, dossier.EXAMPLE),
    "finding": (finding.Finding, finding.EXAMPLE),
    "offer": (offer.Offer, offer.EXAMPLE),
    "rate": (rate.Rate, rate.EXAMPLE),
    "reference_price": (reference_price.ReferencePrice, reference_price.EXAMPLE),
    "reject": (reject.Reject, reject.EXAMPLE),
    "right": (right.Right, right.EXAMPLE),
    "sale": (sale.Sale, sale.EXAMPLE),
    "seller": (seller.Seller, seller.EXAMPLE),
    "seller_document": (seller_document.SellerDocument, seller_document.EXAMPLE),
    "seller_event": (seller_event.SellerEvent, seller_event.EXAMPLE),
}
