"""Complaints: what buyers say of what they received. The words themselves are not kept, only their kind."""

import datetime as dt

import dataframely as dy
import polars as pl

KINDS = ("not authentic", "not as described", "safety", "not received", "other")


class Complaint(dy.Schema):
    """One complaint, return reason, chargeback or review about one offer."""

    id = dy.String(nullable=False, min_length=1, primary_key=True)
    offer_id = dy.String(nullable=False, min_length=1)
    kind = dy.String(nullable=False, description="not authentic, not as described, safety, not received, other")
    made_at = dy.Datetime(nullable=True, time_zone="UTC")

    @dy.rule()
    def kind_is_one_of_not_authentic_not_as_described_safety_not_received_other(cls) -> pl.Expr:
        return pl.col("kind").is_in(KINDS)


EXAMPLE = pl.DataFrame(
    {
        "id": ["c-1"],
        "offer_id": ["o-1"],
        "kind": ["not authentic"],
        "made_at": [dt.datetime(2026, 10, 9, 12, 0, tzinfo=dt.UTC)],
    }
)
