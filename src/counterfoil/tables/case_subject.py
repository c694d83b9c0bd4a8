"""Subjects of cases: each account, listing, lot of goods and party that a case is about, and why it belongs to it."""

import dataframely as dy
import polars as pl

SUBJECT_KINDS = ("party", "account", "offer", "goods", "item")


class CaseSubject(dy.Schema):
    """One subject of one case."""

    case_id = dy.String(nullable=False, min_length=1)
    subject_kind = dy.String(nullable=False, description="party, account, offer, goods (confirmed) or item (stock)")
    subject_id = dy.String(nullable=False, min_length=1)
    account_id = dy.String(nullable=True, description="of an offer or an item: whose it is")
    right_id = dy.String(nullable=True)
    decision = dy.String(nullable=True, description="of screening, vetting or matching")
    score = dy.Float64(nullable=True, min=0, max=1)
    why = dy.String(nullable=False, description="why it belongs to the case, for reviewer and court")

    @dy.rule()
    def subject_kind_is_a_known_one(cls) -> pl.Expr:
        return pl.col("subject_kind").is_in(SUBJECT_KINDS)


EXAMPLE = pl.DataFrame(
    {
        "case_id": ["case-5b1f0c2d9a3e"],
        "subject_kind": ["account"],
        "subject_id": ["s-34"],
        "why": ["It gives the tax number of the terminated account s-31."],
    }
)
