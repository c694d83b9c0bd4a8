"""Periods of an escalation: what each said, failing, good or neither, and by which scorecard. Rows are only added.

A period that a later scorecard tells otherwise gets another row; the last one counts.
"""

import datetime as dt

import dataframely as dy
import polars as pl

from counterfoil.tables.scorecard_measure import MEASURED, STANDINGS

FAILING, GOOD, NEITHER = "failing", "good", "neither"
VERDICTS = (FAILING, GOOD, NEITHER)


class EscalationPeriod(dy.Schema):
    """One period of one escalation, as it was assessed; `value`, `low` and `high` in the unit of the measure."""

    escalation_id = dy.String(nullable=False, min_length=1)
    assessed_on = dy.Date(nullable=False)
    period_from = dy.Date(nullable=False, description="first day")
    period_until = dy.Date(nullable=False, description="last day")
    standing = dy.String(nullable=False, description="measured, too few, or not measurable")
    cases = dy.Int64(nullable=False, min=0)
    value = dy.Float64(nullable=True)
    low = dy.Float64(nullable=True)
    high = dy.Float64(nullable=True)
    verdict = dy.String(nullable=False, description="failing, good or neither")
    why = dy.String(nullable=False, description="in a sentence")
    source = dy.String(nullable=False, description="the scorecard's file")
    sha256 = dy.String(nullable=False, description="of that file")

    @dy.rule()
    def standing_is_measured_too_few_or_not_measurable(cls) -> pl.Expr:
        return pl.col("standing").is_in(STANDINGS)

    @dy.rule()
    def verdict_is_failing_good_or_neither(cls) -> pl.Expr:
        return pl.col("verdict").is_in(VERDICTS)

    @dy.rule()
    def standing_is_measured_where_the_verdict_is_failing_or_good(cls) -> pl.Expr:
        return (pl.col("standing") == MEASURED) | (pl.col("verdict") == NEITHER)

    @dy.rule()
    def period_until_is_not_before_its_first_day(cls) -> pl.Expr:
        return pl.col("period_until") >= pl.col("period_from")


EXAMPLE = pl.DataFrame(
    {
        "escalation_id": ["esc-5b1f0c2d9a3e"],
        "assessed_on": [dt.date(2026, 4, 3)],
        "period_from": [dt.date(2026, 3, 1)],
        "period_until": [dt.date(2026, 3, 31)],
        "standing": [MEASURED],
        "cases": [31],
        "value": [104.0],
        "low": [88.0],
        "high": [131.0],
        "verdict": [FAILING],
        "why": ["104 hours, surely beyond 72 hours: the interval begins at 88."],
        "source": ["march/measures.parquet"],
        "sha256": ["0" * 64],
    }
)
