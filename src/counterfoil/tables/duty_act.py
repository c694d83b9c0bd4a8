"""Duty acts: what a marketplace under an injunction did: removed, preserved, disclosed, terminated, reported."""

import datetime as dt

import dataframely as dy
import polars as pl


class DutyAct(dy.Schema):
    """One act on one subject, by day. The events of a case have these columns too."""

    subject_kind = dy.String(nullable=False, description="offer, account or order")
    subject_id = dy.String(nullable=False, min_length=1)
    kind = dy.String(nullable=False, description="removed, preserved, disclosed, terminated, reported …")
    day = dy.Date(nullable=False)


EXAMPLE = pl.DataFrame(
    {"subject_kind": ["offer"], "subject_id": ["o-2"], "kind": ["removed"], "day": [dt.date(2026, 11, 9)]}
)
