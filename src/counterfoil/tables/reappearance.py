"""Reappearances: listings that came back after a platform took them down, and what says that they are the same."""

import datetime as dt

import dataframely as dy
import polars as pl

GRADES = ("the same listing", "the same seller", "the same picture", "the same words")  # surest first


class Reappearance(dy.Schema):
    """One later offer that is held to be one that was taken down."""

    notice_id = dy.String(nullable=False, min_length=1)
    offer_id = dy.String(nullable=False, min_length=1, description="the listing that was taken down")
    later_offer_id = dy.String(nullable=False, min_length=1, description="the listing seen later; may be the same")
    account_id = dy.String(nullable=True, description="of the later listing")
    grade = dy.String(nullable=False, description="the surest of the reasons, one of GRADES")
    reasons = dy.List(dy.String(nullable=False), nullable=False, description="each in a sentence")
    taken_down_at = dy.Datetime(nullable=False, time_zone="UTC")
    seen_at = dy.Datetime(nullable=False, time_zone="UTC")
    hours = dy.Float64(nullable=False, min=0, description="from the takedown to the day it was seen again")

    @dy.rule()
    def grade_is_a_known_one(cls) -> pl.Expr:
        return pl.col("grade").is_in(GRADES)


EXAMPLE = pl.DataFrame(
    {
        "notice_id": ["n-5b1f0c2d9a3e-1"],
        "offer_id": ["o-2"],
        "later_offer_id": ["o-9"],
        "account_id": ["s-34"],
        "grade": ["the same seller"],
        "reasons": [["Account s-34 offers goods under right r-1 again."]],
        "taken_down_at": [dt.datetime(2026, 11, 10, 9, 0, tzinfo=dt.UTC)],
        "seen_at": [dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)],
        "hours": [240.0],
    }
)
