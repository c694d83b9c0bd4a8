"""Checks: what was looked at of each seller, how, and with what result; and what is missing."""

import dataframely as dy
import polars as pl

RESULTS = ("passed", "confirmed", "doubtful", "failed", "missing")


class Check(dy.Schema):
    """One check of one seller, or one thing that a regime asks for and the seller did not give."""

    seller_id = dy.String(nullable=False)
    check = dy.String(nullable=False, description="name of the check, or of what is missing")
    result = dy.String(nullable=False, description="passed, confirmed, doubtful, failed, missing")
    field = dy.String(nullable=True, description="column of the seller it was seen in")
    seen = dy.String(nullable=True, description="what was seen; of numbers at most the last four characters")
    how = dy.String(nullable=False, description="how it was checked; of what is missing, what would do")
    regime = dy.String(nullable=True, description="which regime asks for what is missing: inform-1")
    source = dy.String(nullable=False)
    detail = dy.String(nullable=True, description="the sentence for the reviewer; empty where nothing was seen")
    party_detail = dy.String(nullable=True, description="the sentence for the seller")

    @dy.rule()
    def result_is_a_known_one(cls) -> pl.Expr:
        return pl.col("result").is_in(RESULTS)


EXAMPLE = pl.DataFrame(
    {
        "seller_id": ["s-1"],
        "check": ["tax_number_fails"],
        "result": ["failed"],
        "field": ["taxNumber"],
        "seen": ["••0001"],
        "how": ["form and check digits of its country's tax numbers"],
        "source": ["15 USC 45f(a)(2)"],
        "detail": [
            "The tax number (••0001) has neither the form nor the check digits of such a number (United States)."
        ],
        "party_detail": ["The tax number that ends in ••0001 is not a valid one; give it again."],
    }
)
