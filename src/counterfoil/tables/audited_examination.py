"""Audited examinations: how each examination that was told stands to a day's worklist. One to a row, in one class."""

import datetime as dt

import dataframely as dy
import polars as pl

AS_DRAWN, OTHER_DAY, AGAIN, SUBSTITUTE, NOT_SELECTED, OTHER_FACILITY, REFUSED, NOT_ASKED, OTHER_WORKLIST, REPEATED = (
    STANDINGS
) = (
    "as drawn",
    "on another day",
    "opened again",
    "substitute",
    "not selected",
    "in another facility",
    "told as not opened",
    "not opened, not selected",
    "of another worklist",
    "same row again",
)
UNSELECTED = (SUBSTITUTE, NOT_SELECTED, OTHER_FACILITY)  # opened, though no probability was given to them


class AuditedExamination(dy.Schema):
    """One row of examinations, and what it is to the worklist."""

    shipment_id = dy.String(nullable=False, min_length=1)
    facility = dy.String(nullable=False)
    selected_for = dy.Date(nullable=True)
    examined_at = dy.Datetime(nullable=True, time_zone="UTC")
    inspector = dy.String(nullable=True)
    result = dy.String(nullable=False)
    minutes = dy.Int64(nullable=True, min=0)
    instead_of = dy.String(nullable=True)
    reason = dy.String(nullable=True)
    standing = dy.String(nullable=False, description="as drawn, on another day, substitute, not selected …")
    days_off = dy.Int64(nullable=True, description="from the day of the worklist to the examination")
    how = dy.String(nullable=True, description="what the worklist says of the shipment; empty where it is not in it")
    risk = dy.Float64(nullable=True, min=0, max=1, description="as in the worklist")

    @dy.rule()
    def standing_is_one_of_ten(cls) -> pl.Expr:
        return pl.col("standing").is_in(STANDINGS)


EXAMPLE = pl.DataFrame(
    {
        "shipment_id": ["SHP-0412"],
        "facility": ["9529001000013"],
        "selected_for": [dt.date(2026, 9, 29)],
        "examined_at": [dt.datetime(2026, 9, 29, 14, 10, tzinfo=dt.UTC)],
        "inspector": ["inspector:4"],
        "result": ["counterfeit"],
        "minutes": [25],
        "standing": [AS_DRAWN],
        "days_off": [0],
        "how": ["drawn"],
        "risk": [0.94],
    }
)
