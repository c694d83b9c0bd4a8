"""Dossiers: what vetting comes to for each seller on one day; one row each. The rows behind it: checks and clocks."""

import datetime as dt
from decimal import Decimal

import dataframely as dy
import polars as pl

STATUSES = ("verified", "incomplete", "review", "suspended", "refused")  # mildest first
TIERS = ("low", "medium", "high")
DISCLOSURES = ("none", "country and state", "full")


def _texts(description: str) -> dy.List:
    return dy.List(dy.String(nullable=False), nullable=False, description=description)


class Dossier(dy.Schema):
    """One seller's verification status and risk tier, with what is missing and by when."""

    seller_id = dy.String(nullable=False, primary_key=True)
    day = dy.Date(nullable=False, description="the day on which it was vetted")
    status = dy.String(nullable=False, description="verified, incomplete, review, suspended, refused")
    tier = dy.String(nullable=False, description="risk: low, medium, high")
    weight = dy.Int64(nullable=False, description="prior and capped weights, in thousandths of a nat")
    score = dy.Float64(nullable=False, min=0, max=1, description="logistic of the weight; not a probability")
    why = _texts("what made the status, gravest first")
    reasons = _texts("sentences of the evidence for the reviewer, heaviest first")
    party_reasons = _texts("the same for the seller")
    given = _texts("columns that the seller filled, and types of documents it showed")
    missing = _texts("what is missing, for the reviewer")
    party_missing = _texts("what the seller is asked for")
    due_on = dy.Date(nullable=True, description="first day on which a clock that is not met is due; may have passed")
    is_high_volume = dy.Bool(nullable=False, description="15 USC 45f(f)(3)")
    qualified_on = dy.Date(nullable=True)
    new_sales = dy.Int64(nullable=True, description="of new goods, in the 12 months in which most were sold")
    new_revenue = dy.Decimal(18, 2, nullable=True, description="US dollars, from them")
    year_revenue = dy.Decimal(18, 2, nullable=True, description="US dollars, all goods, last 12 months")
    disclosure = dy.String(nullable=False, description="identity shown to buyers: none, country and state, full")
    checks_passed = dy.Int64(nullable=False)
    checks_against = dy.Int64(nullable=False, description="failed and doubtful ones")
    regimes = _texts("regimes that apply to the seller")
    engine_version = dy.String(nullable=False)
    inputs_digest = dy.String(nullable=False)

    @dy.rule()
    def status_is_a_known_one(cls) -> pl.Expr:
        return pl.col("status").is_in(STATUSES)

    @dy.rule()
    def tier_is_low_medium_or_high(cls) -> pl.Expr:
        return pl.col("tier").is_in(TIERS)

    @dy.rule()
    def disclosure_is_a_known_one(cls) -> pl.Expr:
        return pl.col("disclosure").is_in(DISCLOSURES)


EXAMPLE = pl.DataFrame(
    {
        "seller_id": ["s-1"],
        "day": [dt.date(2026, 11, 8)],
        "status": ["incomplete"],
        "tier": ["low"],
        "weight": [-1900],
        "score": [0.130108],
        "why": [["a tax number is missing"]],
        "reasons": [
            ["The tax number (••0001) has neither the form nor the check digits of such a number (United States)."]
        ],
        "party_reasons": [["The tax number that ends in ••0001 is not a valid one; give it again."]],
        "given": [["address", "name"]],
        "missing": [["a tax number"]],
        "party_missing": [["Give a tax number."]],
        "is_high_volume": [False],
        "year_revenue": [Decimal("1250.00")],
        "disclosure": ["none"],
        "checks_passed": [7],
        "checks_against": [1],
        "regimes": [["programme-1"]],
        "engine_version": ["0.1.0"],
        "inputs_digest": ["0" * 64],
    }
)
