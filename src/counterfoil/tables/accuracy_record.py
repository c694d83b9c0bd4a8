"""Accuracy records: how often a notifier, rule, model, reviewer or inspector was right, and how long it took them.

One table for all alike, so that nobody is measured by another yardstick. People are told by role:id, never by name.
"""

from typing import Final

import dataframely as dy
import polars as pl

NOTIFIER, RULE, MODEL, REVIEWER, INSPECTOR = RECORD_KINDS = ("notifier", "rule", "model", "reviewer", "inspector")
PRECISION, OVERTURN, DELAY = RECORD_MEASURES = ("precision", "overturn", "delay")
SHARE, HOURS = "share", "hours"
UNITS: Final = {PRECISION: SHARE, OVERTURN: SHARE, DELAY: HOURS}


class AccuracyRecord(dy.Schema):
    """One measure of one of them. A share is between 0 and 1; of a delay `value` is the median, in hours."""

    kind = dy.String(nullable=False, description="notifier, rule, model, reviewer or inspector")
    id = dy.String(nullable=False, min_length=1, description="right of the notifier, name of the rule, role:id …")
    measure = dy.String(nullable=False, description="precision, overturn or delay")
    unit = dy.String(nullable=False, description="share or hours")
    cases = dy.Int64(nullable=False, min=1, description="of which it is known how they ended, or of a delay all")
    reached = dy.Int64(nullable=True, min=0, description="of them: right, or overturned; empty of a delay")
    open = dy.Int64(nullable=True, min=0, description="of a delay: of the cases, not done by the day of the report")
    effective_cases = dy.Float64(nullable=True, description="equally drawn cases that would tell as much")
    value = dy.Float64(nullable=True, min=0, description="in `unit`; empty where half is not done yet")
    low = dy.Float64(nullable=True, min=0, description="lower end of the 95 % interval")
    high = dy.Float64(nullable=True, min=0, description="upper end; empty where it cannot be told")
    is_weighted = dy.Bool(nullable=False, description="whether cases count by 1 / selection probability")
    basis = dy.String(nullable=False, description="against what it was held, in words")

    @dy.rule()
    def kind_is_notifier_rule_model_reviewer_or_inspector(cls) -> pl.Expr:
        return pl.col("kind").is_in(RECORD_KINDS)

    @dy.rule()
    def measure_is_precision_overturn_or_delay(cls) -> pl.Expr:
        return pl.col("measure").is_in(RECORD_MEASURES)

    @dy.rule()
    def unit_is_hours_of_a_delay_and_share_of_the_others(cls) -> pl.Expr:
        return (pl.col("unit") == HOURS) == (pl.col("measure") == DELAY)

    @dy.rule()
    def reached_are_told_of_a_share(cls) -> pl.Expr:
        return pl.col("reached").is_null() == (pl.col("measure") == DELAY)

    @dy.rule()
    def reached_are_no_more_than_the_cases(cls) -> pl.Expr:
        return pl.col("reached") <= pl.col("cases")

    @dy.rule()
    def open_are_no_more_than_the_cases(cls) -> pl.Expr:
        return pl.col("open") <= pl.col("cases")

    @dy.rule()
    def value_lies_within_its_interval(cls) -> pl.Expr:
        return pl.col("value").is_between(
            pl.col("low").fill_null(float("-inf")), pl.col("high").fill_null(float("inf"))
        )


EXAMPLE = pl.DataFrame(
    {
        "kind": [REVIEWER],
        "id": ["reviewer:7"],
        "measure": [PRECISION],
        "unit": [SHARE],
        "cases": [7],
        "reached": [7],
        "effective_cases": [7.0],
        "value": [1.0],
        "low": [0.645661],
        "high": [1.0],
        "is_weighted": [False],
        "basis": ["Listings of confirmed cases, held against labels that no review gave."],
    }
)
