"""Selections: which shipments of a day are to be opened, and how likely each was to be. One shipment to a row.

Every shipment that could have been opened has its row, selected or not: from the probabilities of all of them it
follows how many fakes there are (D. G. Horvitz and D. J. Thompson, "A generalization of sampling without replacement
from a finite universe", Journal of the American Statistical Association 47 (1952), 663-685).
"""

import datetime as dt

import dataframely as dy
import polars as pl

HOWS = ("mandatory", "drawn", "not drawn", "out of window")


class Selection(dy.Schema):
    """One shipment on one day in one facility."""

    selected_for = dy.Date(nullable=False, description="the day of the worklist")
    facility = dy.String(nullable=False, description="GLN of the facility, or its own name where it has none")
    shipment_id = dy.String(nullable=False, min_length=1)
    rank = dy.Int64(nullable=False, min=1, description="by risk within the facility, the riskiest first")
    risk = dy.Float64(nullable=False, min=0, max=1, description="a score; no probability unless the model says so")
    is_new_party = dy.Bool(nullable=False, description="no party of it was ever examined, or none is known")
    how = dy.String(nullable=False, description="mandatory, drawn, not drawn, or out of window: could not be opened")
    is_selected = dy.Bool(nullable=False)
    probability = dy.Float64(nullable=False, min=0, max=1, description="with which it was selected, before the draw")
    reasons = dy.List(dy.String(nullable=False), nullable=False, description="sentences, the weightiest first")
    look_for = dy.List(dy.String(nullable=False), nullable=False, description="what to look for when it is opened")
    model = dy.String(nullable=False, description="what ranked it, with its version")

    @dy.rule()
    def how_is_one_of_four(cls) -> pl.Expr:
        return pl.col("how").is_in(HOWS)

    @dy.rule()
    def is_selected_where_it_is_mandatory_or_drawn(cls) -> pl.Expr:
        return ~pl.col("how").is_in(HOWS) | (pl.col("is_selected") == pl.col("how").is_in(["mandatory", "drawn"]))

    @dy.rule()
    def probability_of_what_is_selected_is_above_0(cls) -> pl.Expr:
        return ~pl.col("is_selected") | (pl.col("probability") > 0)

    @dy.rule()
    def probability_of_what_is_mandatory_is_1(cls) -> pl.Expr:
        return (pl.col("how") != "mandatory") | (pl.col("probability") == 1)


EXAMPLE = pl.DataFrame(
    {
        "selected_for": [dt.date(2026, 9, 29)],
        "facility": ["9529001000013"],
        "shipment_id": ["SHP-0412"],
        "rank": [1],
        "risk": [0.94],
        "is_new_party": [True],
        "how": ["drawn"],
        "is_selected": [True],
        "probability": [0.83],
        "reasons": [["Declared at 2.10 USD a piece; such goods are usually declared at 30 to 70 USD."]],
        "look_for": [["The mark Halvorsen on goods declared as plastic sandals."]],
        "model": ["targeting-1"],
    }
)
