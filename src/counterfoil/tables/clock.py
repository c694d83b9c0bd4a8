"""Clocks: what is to be done for a seller by which day, under which regime; one row for each clock that has begun."""

import datetime as dt

import dataframely as dy
import polars as pl

STATES = ("running", "met", "met late", "overdue")


class Clock(dy.Schema):
    """One clock of one seller."""

    seller_id = dy.String(nullable=False)
    regime = dy.String(nullable=False, description="name and version: inform-1")
    clock = dy.String(nullable=False)
    began_on = dy.Date(nullable=False)
    due_on = dy.Date(nullable=False, description="last day on which it can be met in time")
    met_on = dy.Date(nullable=True, description="empty where it is not met, or met before it began")
    state = dy.String(nullable=False, description="running, met, met late, overdue")
    overdue = dy.String(nullable=False, description="what an overdue clock makes of the seller's status")
    by_platform = dy.Bool(nullable=False, description="the platform is to act, not the seller")
    says = dy.String(nullable=False)
    source = dy.String(nullable=False)
    verified = dy.String(nullable=False, description="how far its number was verified: V, V2, M-H …")

    @dy.rule()
    def state_is_a_known_one(cls) -> pl.Expr:
        return pl.col("state").is_in(STATES)


EXAMPLE = pl.DataFrame(
    {
        "seller_id": ["s-1"],
        "regime": ["inform-1"],
        "clock": ["collect"],
        "began_on": [dt.date(2026, 3, 2)],
        "due_on": [dt.date(2026, 3, 12)],
        "met_on": [dt.date(2026, 3, 9)],
        "state": ["met"],
        "overdue": ["incomplete"],
        "by_platform": [False],
        "says": ["collect bank account, contact, tax number, e-mail and telephone"],
        "source": ["15 USC 45f(a)(1)(A)"],
        "verified": ["V"],
    }
)
