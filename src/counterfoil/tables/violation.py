"""Violations: what a platform found against an account, what it did then, and what became of it. One to a row.

Strikes are counted from them, and a history of them says what another strike policy would have changed.
"""

import datetime as dt
from decimal import Decimal

import dataframely as dy
import polars as pl

UPHELD, OVERTURNED = "upheld", "overturned"
OUTCOMES = (UPHELD, OVERTURNED)
ANSWERS = ("none", "warn", "demote", "remove", "suspend", "terminate")


class Violation(dy.Schema):
    """One violation: an offer that was found to break a right or a rule."""

    id = dy.String(nullable=False, min_length=1)
    party_id = dy.String(nullable=True, description="the party as known on that day; empty: the account alone")
    account_id = dy.String(nullable=False, min_length=1)
    offer_id = dy.String(nullable=True)
    kind = dy.String(nullable=False, min_length=1, description="counterfeit, mark misuse, grey market …")
    offered_on = dy.Date(nullable=True, description="when it was put up; empty: never counted as prevented")
    found_on = dy.Date(nullable=False)
    answer = dy.String(nullable=True, description="what the platform did then; empty: not known")
    outcome = dy.String(nullable=True, description="upheld or overturned, once it was looked at again")
    outcome_on = dy.Date(nullable=True)
    is_genuine = dy.Bool(nullable=True, description="whether the goods are known to be genuine, from whatever source")
    units = dy.Int64(nullable=True, min=0, description="sold through the offer")
    value = dy.Decimal(18, 2, nullable=True, min=0, description="of those units, in `currency`")
    currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")

    @dy.rule()
    def outcome_is_one_of_upheld_overturned(cls) -> pl.Expr:
        return pl.col("outcome").is_in(OUTCOMES)

    @dy.rule()
    def answer_is_one_of_none_warn_demote_remove_suspend_terminate(cls) -> pl.Expr:
        return pl.col("answer").is_in(ANSWERS)

    @dy.rule()
    def offered_on_is_not_after_found_on(cls) -> pl.Expr:
        return pl.col("offered_on") <= pl.col("found_on")

    @dy.rule()
    def outcome_on_is_not_before_found_on(cls) -> pl.Expr:
        return pl.col("outcome_on") >= pl.col("found_on")

    @dy.rule()
    def outcome_on_is_given_with_an_outcome(cls) -> pl.Expr:
        return pl.col("outcome").is_null() == pl.col("outcome_on").is_null()

    @dy.rule()
    def currency_is_given_with_a_value(cls) -> pl.Expr:
        return pl.col("value").is_null() | pl.col("currency").is_not_null()


EXAMPLE = pl.DataFrame(
    {
        "id": ["v-1"],
        "party_id": ["p-ring"],
        "account_id": ["s-31"],
        "offer_id": ["TM-100"],
        "kind": ["counterfeit"],
        "offered_on": [dt.date(2026, 1, 5)],
        "found_on": [dt.date(2026, 1, 12)],
        "answer": ["remove"],
        "units": [12],
        "value": [Decimal("468.00")],
        "currency": ["USD"],
    }
)
