"""Links: two seller accounts that are one operator's, or may be, and why.

Accounts are named by their ids alone. Reasons are sentences without names, and with no more of a number than its last
four characters, so that a link can be shown and kept.
"""

import dataframely as dy
import polars as pl

ONE_OPERATOR, POSSIBLE, APART = "one operator", "possible", "not the same"
RELATIONS = (ONE_OPERATOR, POSSIBLE, APART)


class Link(dy.Schema):
    """What speaks for two accounts being one operator's; each pair once, the smaller id first."""

    seller_id = dy.String(nullable=False, min_length=1, primary_key=True)
    other_seller_id = dy.String(nullable=False, min_length=1, primary_key=True)
    relation = dy.String(nullable=False, description="one operator, possible, or not the same (a reviewer says so)")
    score = dy.Float64(nullable=False, min=0, max=1, description="from 0 to 1; no probability until it is calibrated")
    weight = dy.Int64(nullable=False, description="what speaks for it, in thousandths of a nat")
    judged = dy.String(nullable=True, description="same or not same, where a reviewer has said so")
    reasons = dy.List(dy.String(nullable=False), nullable=False, description="the strongest first")

    @dy.rule()
    def relation_is_one_of_one_operator_possible_not_the_same(cls) -> pl.Expr:
        return pl.col("relation").is_in(RELATIONS)


EXAMPLE = pl.DataFrame(
    {
        "seller_id": ["s-31"],
        "other_seller_id": ["s-34"],
        "relation": [ONE_OPERATOR],
        "score": [0.999],
        "weight": [6907],
        "judged": [None],
        "reasons": [["Both give the telephone number ••0131."]],
    },
    schema_overrides={"judged": pl.String},
)
