"""Steps of an escalation: what was proposed, up or down, on which periods, and until when an answer is asked for."""

import datetime as dt

import dataframely as dy
import polars as pl

REMINDER, FORMAL_NOTICE, IMPROVEMENT_PLAN, FINE, REFERRAL = STEPS = (
    "reminder",
    "formal notice",
    "improvement plan",
    "fine",
    "referral for injunction",
)
UP, DOWN = "up", "down"
DIRECTIONS = (UP, DOWN)


class EscalationStep(dy.Schema):
    """One step; `state` is that in which its events leave it. A fine's amount and ground are given, never made."""

    escalation_id = dy.String(nullable=False, min_length=1)
    number = dy.Int64(nullable=False, min=1, description="in the order of the proposals")
    step = dy.String(nullable=False, min_length=1, description="the step that stands then; closed: none does")
    direction = dy.String(nullable=False, description="up or down")
    because = dy.String(nullable=False, description="the condition that held, in a sentence")
    rests_on = dy.Date(nullable=False, description="last day of the newest period that was known")
    proposed_by = dy.String(nullable=False)
    proposed_at = dy.Datetime(nullable=False, time_zone="UTC")
    amount = dy.Decimal(18, 2, nullable=True, description="of a fine, in `currency`")
    currency = dy.String(nullable=True)
    ground = dy.String(nullable=True, description="the law under which the amount is asked for")
    exposure = dy.String(nullable=True, description="“NAME SHA-256: CLAIM” of what `counterfoil penalty` found")
    issued_at = dy.Datetime(nullable=True, time_zone="UTC")
    answer_by = dy.Date(nullable=True, description="empty where no answer is asked for")
    counted = dy.String(nullable=True, description="the arithmetic of that day")
    file = dy.String(nullable=True, description="the paper, within the folder")
    state = dy.String(nullable=False)

    @dy.rule()
    def direction_is_up_or_down(cls) -> pl.Expr:
        return pl.col("direction").is_in(DIRECTIONS)

    @dy.rule()
    def amount_is_above_0(cls) -> pl.Expr:
        return pl.col("amount") > 0

    @dy.rule()
    def amount_has_currency_ground_and_exposure(cls) -> pl.Expr:
        told = pl.all_horizontal(pl.col("currency", "ground", "exposure").is_not_null())
        return pl.col("amount").is_null() | told

    @dy.rule()
    def step_that_is_a_fine_has_its_amount(cls) -> pl.Expr:
        return (pl.col("step") != FINE) | (pl.col("direction") == DOWN) | pl.col("amount").is_not_null()


EXAMPLE = pl.DataFrame(
    {
        "escalation_id": ["esc-5b1f0c2d9a3e"],
        "number": [1],
        "step": [REMINDER],
        "direction": [UP],
        "because": ["2 of the last 3 periods failed."],
        "rests_on": [dt.date(2026, 3, 31)],
        "proposed_by": ["programme-officer:5"],
        "proposed_at": [dt.datetime(2026, 4, 3, 9, 0, tzinfo=dt.UTC)],
        "state": ["proposed"],
    }
)
