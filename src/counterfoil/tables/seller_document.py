"""Seller documents: what a seller showed to prove who it is and where its goods come from, one document to a row.

An identity provider's answer is a row too (`type` identity check): `result` is what it found, `checked_by` who it was.
This table holds personal data (numbers, holders): no more than a number's last four characters ever leaves it.
"""

import datetime as dt

import dataframely as dy
import polars as pl

TYPES = (
    "government id", "identity check", "tax document", "registration extract", "bank statement", "utility bill",
    "invoice", "authorisation letter", "bond", "insurance", "approval", "test report", "other",
)  # fmt: skip
RESULTS = ("valid", "invalid", "inconclusive")


class SellerDocument(dy.Schema):
    """One document of one seller."""

    seller_id = dy.String(nullable=False, min_length=1)
    type = dy.String(nullable=False)
    issuer = dy.String(nullable=True, description="who issued it; of an invoice, the supplier")
    country = dy.String(nullable=True, description="of the issuer: ISO 3166-1 alpha-2, or as written")
    number = dy.String(nullable=True)
    holder = dy.String(nullable=True, description="in whose name it is; of an invoice, the buyer")
    issued_on = dy.Date(nullable=True)
    expires_on = dy.Date(nullable=True)
    received_on = dy.Date(nullable=True, description="day on which it was handed in")
    result = dy.String(nullable=True, description="valid, invalid or inconclusive; empty: nobody has looked yet")
    checked_by = dy.String(nullable=True, description="the identity provider, or whoever looked at it")
    checked_on = dy.Date(nullable=True)
    mark = dy.String(nullable=True, description="of an invoice or a letter: the mark of the goods")
    product_type = dy.String(nullable=True, description="of an approval or a test report: the goods it is for")

    @dy.rule()
    def type_is_a_known_one(cls) -> pl.Expr:
        return pl.col("type").is_in(TYPES)

    @dy.rule()
    def result_is_valid_invalid_or_inconclusive(cls) -> pl.Expr:
        return pl.col("result").is_in(RESULTS)

    @dy.rule()
    def expires_on_is_not_before_issued_on(cls) -> pl.Expr:
        return pl.col("expires_on") >= pl.col("issued_on")


EXAMPLE = pl.DataFrame(
    {
        "seller_id": ["s-1"],
        "type": ["registration extract"],
        "issuer": ["Secretary of State of Oregon"],
        "country": ["US"],
        "number": ["EX-US-0001"],
        "issued_on": [dt.date(2026, 1, 5)],
        "result": ["valid"],
        "checked_by": ["trust and safety"],
        "checked_on": [dt.date(2026, 1, 7)],
    }
)
