"""Judgements: what reviewers said of two seller accounts. They are kept, and no later run goes against them."""

import datetime as dt

import dataframely as dy
import polars as pl

SAME, NOT_SAME = "same", "not same"
VERDICTS = (SAME, NOT_SAME)


class Judgement(dy.Schema):
    """One reviewer's word on two accounts. Of several on one pair the last counts."""

    seller_id = dy.String(nullable=False, min_length=1)
    other_seller_id = dy.String(nullable=False, min_length=1)
    verdict = dy.String(nullable=False, description="same, or not same")
    reviewer = dy.String(nullable=True, description="who said so")
    judged_at = dy.Datetime(nullable=True, time_zone="UTC")

    @dy.rule()
    def verdict_is_one_of_same_not_same(cls) -> pl.Expr:
        return pl.col("verdict").is_in(VERDICTS)

    @dy.rule()
    def other_seller_id_is_another_than_seller_id(cls) -> pl.Expr:
        return pl.col("other_seller_id") != pl.col("seller_id")


EXAMPLE = pl.DataFrame(
    {
        "seller_id": ["s-1"],
        "other_seller_id": ["s-2"],
        "verdict": [NOT_SAME],
        "reviewer": ["reviewer 7"],
        "judged_at": [dt.datetime(2026, 11, 9, 10, 0, tzinfo=dt.UTC)],
    }
)
