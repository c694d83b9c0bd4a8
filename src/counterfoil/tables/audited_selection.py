"""Audited selections: what became of each shipment that a worklist asked for. One to a row, in exactly one class."""

import datetime as dt

import dataframely as dy
import polars as pl

from counterfoil.tables.examination import RESULTS

AS_DRAWN, OTHER_DAY, TWICE, SUBSTITUTED, NOT_OPENED, NO_ANSWER = OUTCOMES = (
    "opened as drawn",
    "opened on another day",
    "opened twice",
    "substituted",
    "not opened",
    "no answer",
)
OPENED = OUTCOMES[:3]
SUBSTITUTES = ("riskier", "less risky", "as risky", "not known")


class AuditedSelection(dy.Schema):
    """One shipment that was selected, and what was done."""

    selected_for = dy.Date(nullable=False)
    facility = dy.String(nullable=False)
    shipment_id = dy.String(nullable=False, min_length=1)
    how = dy.String(nullable=False, description="mandatory or drawn")
    risk = dy.Float64(nullable=False, min=0, max=1)
    probability = dy.Float64(nullable=False, min=0, max=1)
    outcome = dy.String(nullable=False, description="opened as drawn, opened on another day, opened twice …")
    times_opened = dy.Int64(nullable=False, min=0)
    examined_at = dy.Datetime(nullable=True, time_zone="UTC", description="first time that it was opened")
    days_off = dy.Int64(nullable=True, description="from the day of the worklist to then; below 0 for too early")
    result = dy.String(nullable=True, description="as in `examination`; of several openings the gravest")
    inspector = dy.String(nullable=True, description="role:id of who opened it, another in its place, or neither")
    substitute_id = dy.String(nullable=True, description="the shipment that was opened in its place")
    substitute_is = dy.String(nullable=True, description="riskier, less risky, as risky, or not known")
    reason = dy.String(nullable=True, description="as it was told")
    is_contradicted = dy.Bool(nullable=False, description="told as opened, and as not opened")

    @dy.rule()
    def outcome_is_one_of_six(cls) -> pl.Expr:
        return pl.col("outcome").is_in(OUTCOMES)

    @dy.rule()
    def times_opened_are_above_0_where_it_was_opened(cls) -> pl.Expr:
        return (pl.col("times_opened") > 0) == pl.col("outcome").is_in(OPENED)

    @dy.rule()
    def result_is_one_of_five(cls) -> pl.Expr:
        return pl.col("result").is_in(RESULTS)

    @dy.rule()
    def substitute_is_one_of_four(cls) -> pl.Expr:
        return pl.col("substitute_is").is_in(SUBSTITUTES)


EXAMPLE = pl.DataFrame(
    {
        "selected_for": [dt.date(2026, 9, 29)],
        "facility": ["9529001000013"],
        "shipment_id": ["SHP-0412"],
        "how": ["drawn"],
        "risk": [0.94],
        "probability": [0.83],
        "outcome": [AS_DRAWN],
        "times_opened": [1],
        "examined_at": [dt.datetime(2026, 9, 29, 14, 10, tzinfo=dt.UTC)],
        "days_off": [0],
        "result": ["counterfeit"],
        "inspector": ["inspector:4"],
        "is_contradicted": [False],
    }
)
