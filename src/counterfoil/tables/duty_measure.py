"""Duty measures: how far a marketplace kept one duty of an injunction that binds it, by a sample with its interval."""

import datetime as dt

import dataframely as dy
import polars as pl

KEPT, FAILED, NOT_SHOWN, NOT_MEASURABLE = STATES = ("kept", "failed", "not shown", "not measurable")


class DutyMeasure(dy.Schema):
    """One duty over one period."""

    order_id = dy.String(nullable=False, min_length=1)
    duty = dy.String(nullable=False, description="screen, preserve, disclose, terminate or report")
    measure = dy.String(nullable=False, description="what is counted, in a sentence")
    since = dy.Date(nullable=False)
    until = dy.Date(nullable=False)
    population = dy.Int64(nullable=False, min=0, description="all that the duty covers and that were due by `until`")
    not_due = dy.Int64(nullable=False, min=0, description="left out: their time runs still")
    looked_at = dy.Int64(nullable=False, min=0, description="the sample, drawn by the seed")
    kept = dy.Int64(nullable=False, min=0)
    share = dy.Float64(nullable=True, min=0, max=1)
    low = dy.Float64(nullable=True, min=0, max=1, description="of the 95 % interval")
    high = dy.Float64(nullable=True, min=0, max=1)
    method = dy.String(nullable=False)
    at_least = dy.Float64(nullable=False, min=0, max=1, description="the share from which the duty is kept")
    state = dy.String(nullable=False)
    missed = dy.List(dy.String(nullable=False), nullable=False, description="ids of those in the sample that were not")
    missed_since = dy.Date(nullable=True, description="the day on which the first of them was due")
    report_due = dy.Date(nullable=True)

    @dy.rule()
    def state_is_a_known_one(cls) -> pl.Expr:
        return pl.col("state").is_in(STATES)


EXAMPLE = pl.DataFrame(
    {
        "order_id": ["order-market"],
        "duty": ["screen"],
        "measure": ["Offers held or removed under the marks, taken down within 2 days."],
        "since": [dt.date(2026, 10, 1)],
        "until": [dt.date(2026, 11, 8)],
        "population": [120],
        "not_due": [4],
        "looked_at": [100],
        "kept": [88],
        "share": [0.88],
        "low": [0.799798],
        "high": [0.936432],
        "method": ["Clopper-Pearson"],
        "at_least": [0.95],
        "state": [FAILED],
        "missed": [["TM-6514935"]],
        "missed_since": [dt.date(2026, 10, 23)],
    }
)
