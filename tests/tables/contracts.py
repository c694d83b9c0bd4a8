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
    known_picture,
    match,
    offer,
    pair_label,
    picture,
    picture_code,
    picture_match,
    picture_text,
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
    "complaint": (complaint.Complaint, complaint.EXAMPLE),
    "decision": (decision.Decision, decision.EXAMPLE),
    "finding": (finding.Finding, finding.EXAMPLE),
    "known_picture": (known_picture.KnownPicture, known_picture.EXAMPLE),
    "offer": (offer.Offer, offer.EXAMPLE),
    "picture": (picture.Picture, picture.EXAMPLE),
    "picture_code": (picture_code.PictureCode, picture_code.EXAMPLE),
    "picture_match": (picture_match.PictureMatch, picture_match.EXAMPLE),
    "picture_text": (picture_text.PictureText, picture_text.EXAMPLE),
    "goods": (goods.Goods, goods.EXAMPLE),
    "match": (match.Match, match.EXAMPLE),
    "pair_label": (pair_label.PairLabel, pair_label.EXAMPLE),
    "rate": (rate.Rate, rate.EXAMPLE),
    "reference_price": (reference_price.ReferencePrice, reference_price.EXAMPLE),
    "reject": (reject.Reject, reject.EXAMPLE),
    "right": (right.Right, right.EXAMPLE),
    "sale": (sale.Sale, sale.EXAMPLE),
    "seller": (seller.Seller, seller.EXAMPLE),
    "seller_document": (seller_document.SellerDocument, seller_document.EXAMPLE),
    "seller_event": (seller_event.SellerEvent, seller_event.EXAMPLE),
}
