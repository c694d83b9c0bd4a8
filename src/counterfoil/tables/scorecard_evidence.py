"""Evidence of scorecards: the rows behind each number, one case to a row, so that anyone can count again."""

import datetime as dt

import dataframely as dy
import polars as pl


class ScorecardEvidence(dy.Schema):
    """One case that a measure counted over in a period; no name, address or other personal data stands in it."""

    measure = dy.String(nullable=False, min_length=1)
    period_from = dy.Date(nullable=False)
    subject_kind = dy.String(nullable=False, description="seller, offer, notice, listing, payout, action …")
    subject_id = dy.String(nullable=False, min_length=1)
    is_reached = dy.Bool(nullable=True, description="whether it counts as done; empty where the measure is a time")
    amount = dy.Float64(nullable=True, description="hours, days or a count, in the unit of the measure")
    source = dy.String(nullable=False, description="the table or file that it was read from")
    row = dy.Int64(nullable=True, min=1, description="the row there, or the line of a text file, counted from 1")


EXAMPLE = pl.DataFrame(
    {
        "measure": ["hours-to-takedown-median"],
        "period_from": [dt.date(2026, 10, 1)],
        "subject_kind": ["listing"],
        "subject_id": ["n-5b1f0c2d9a3e-1/o-2"],
        "is_reached": [None],
        "amount": [31.5],
        "source": ["cases/case-5b1f0c2d9a3e/notice_listings.parquet"],
        "row": [1],
    },
    schema_overrides={"is_reached": pl.Boolean},
)
