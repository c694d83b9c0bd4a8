"""Answers to measures: what a platform says of one number of its scorecard; it stands beside the number."""

import datetime as dt

import dataframely as dy
import polars as pl


class MeasureAnswer(dy.Schema):
    """One answer to one number. The number is not changed by it."""

    platform = dy.String(nullable=False, min_length=1)
    measure = dy.String(nullable=False, min_length=1)
    period_from = dy.Date(nullable=False, description="first day of the period")
    answered_on = dy.Date(nullable=False)
    text = dy.String(nullable=False, min_length=1, description="in the platform's words; nobody's data")
    by = dy.String(nullable=False, min_length=1, description="role:id, such as platform:quayside")


EXAMPLE = pl.DataFrame(
    {
        "platform": ["Quayside Bazaar"],
        "measure": ["hours-to-takedown-median"],
        "period_from": [dt.date(2026, 5, 1)],
        "answered_on": [dt.date(2026, 6, 12)],
        "text": ["Notices of the first week went to a mailbox that nobody read."],
        "by": ["platform:quayside"],
    }
)
