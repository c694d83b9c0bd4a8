"""All contracts with their example rows, as the parameters of tests."""

import dataframely as dy
import polars as pl

from counterfoil.tables import (
    assessment,
    authorisation,
    complaint,
    decision,
    finding,
    goods,
    match,
    offer,
    pair_label,
    rate,
    reference_price,
    reject,
    right,
    sale,
    seller,
)

CONTRACTS: dict[str, tuple[type[dy.Schema], pl.DataFrame]] = {
    "assessment": (assessment.Assessment, assessment.EXAMPLE),
    "authorisation": (authorisation.Authorisation, authorisation.EXAMPLE),
    "complaint": (complaint.Complaint, complaint.EXAMPLE),
    "decision": (decision.Decision, decision.EXAMPLE),
    "finding": (finding.Finding, finding.EXAMPLE),
    "goods": (goods.Goods, goods.EXAMPLE),
    "match": (match.Match, match.EXAMPLE),
    "offer": (offer.Offer, offer.EXAMPLE),
    "pair_label": (pair_label.PairLabel, pair_label.EXAMPLE),
    "rate": (rate.Rate, rate.EXAMPLE),
    "reference_price": (reference_price.ReferencePrice, reference_price.EXAMPLE),
    "reject": (reject.Reject, reject.EXAMPLE),
    "right": (right.Right, right.EXAMPLE),
    "sale": (sale.Sale, sale.EXAMPLE),
    "seller": (seller.Seller, seller.EXAMPLE),
}
