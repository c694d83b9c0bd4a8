"""Sampled units: what was examined, whether it was counterfeit, and how likely it was to be drawn. One unit to a row.

From the probabilities it follows for how many each one stands (D. G. Horvitz and D. J. Thompson, Journal of the
American Statistical Association 47 (1952), 663-685). A unit without one was looked at because somebody suspected it: it
is told of, and counts for nothing else.
"""

from decimal import Decimal
from typing import Final

import dataframely as dy
import polars as pl

OFFER, SALE, SHIPMENT = "offer", "sale", "shipment"
KINDS: Final = (OFFER, SALE, SHIPMENT)


class SampledUnit(dy.Schema):
    """One examined offer, sale or shipment."""

    unit_id = dy.String(nullable=False, min_length=1)
    kind = dy.String(nullable=True, description="offer, sale or shipment; empty: offer")
    is_found = dy.Bool(nullable=False, description="it is counterfeit, as who examined it found")
    probability = dy.Float64(
        nullable=True,
        description="by which it was drawn, above 0, at most 1; empty where not chance but suspicion chose",
    )
    stratum = dy.String(nullable=True, description="the part of the frame that it was drawn from")
    cluster = dy.String(nullable=True, description="what was drawn as a whole, such as a seller; empty: the unit alone")
    value = dy.Decimal(18, 4, nullable=True, min=0, description="what it is offered, sold or declared at, in currency")
    currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217; one for all")
    how = dy.String(nullable=True, description="how it came to be examined, such as random audit or test purchase")
    category = dy.String(nullable=True)
    right_id = dy.String(nullable=True, description="the mark that it bears")
    origin = dy.String(nullable=True, description="where it came from, such as a country")
    platform = dy.String(nullable=True)
    facility = dy.String(nullable=True)

    @dy.rule()
    def kind_is_offer_sale_or_shipment(cls) -> pl.Expr:
        return pl.col("kind").is_in(KINDS)

    @dy.rule()
    def probability_is_above_0_and_at_most_1(cls) -> pl.Expr:
        return (pl.col("probability") > 0) & (pl.col("probability") <= 1)

    @dy.rule()
    def currency_is_told_where_there_is_a_value(cls) -> pl.Expr:
        return pl.col("value").is_null() | pl.col("currency").is_not_null()

    @dy.rule()
    def unit_id_is_examined_once_of_a_kind(cls) -> pl.Expr:
        return pl.len().over("unit_id", "kind") == 1


EXAMPLE = pl.DataFrame(
    {
        "unit_id": ["o-2"],
        "kind": [OFFER],
        "is_found": [True],
        "probability": [0.05],
        "stratum": ["shoes"],
        "cluster": ["s-34"],
        "value": [Decimal("49.0000")],
        "currency": ["USD"],
        "how": ["random audit"],
        "category": ["shoes"],
        "right_id": ["r-1"],
        "origin": ["HK"],
        "platform": ["Tidewater Market"],
        "facility": [None],
    },
    schema_overrides={"facility": pl.String},
)
