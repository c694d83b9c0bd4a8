"""Frames: how many units there are in each stratum, examined or not, and what they are worth. One stratum to a row."""

from decimal import Decimal

import dataframely as dy
import polars as pl

from counterfoil.tables.sampled_unit import KINDS, OFFER


class FrameStratum(dy.Schema):
    """One stratum of what could have been drawn."""

    stratum = dy.String(nullable=True, description="as in the sample; empty where there is but one")
    kind = dy.String(nullable=True, description="offer, sale or shipment; empty: what the sample holds")
    units = dy.Int64(nullable=False, min=0, description="how many there are")
    value = dy.Decimal(20, 2, nullable=True, min=0, description="of all of them together, in currency")
    currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")
    cost = dy.Float64(nullable=True, description="of examining one, in whatever unit; 1 where it is empty")

    @dy.rule()
    def kind_is_offer_sale_or_shipment(cls) -> pl.Expr:
        return pl.col("kind").is_in(KINDS)

    @dy.rule()
    def currency_is_told_where_there_is_a_value(cls) -> pl.Expr:
        return pl.col("value").is_null() | pl.col("currency").is_not_null()

    @dy.rule()
    def cost_is_above_0(cls) -> pl.Expr:
        return pl.col("cost") > 0

    @dy.rule()
    def stratum_stands_once_of_a_kind(cls) -> pl.Expr:
        return pl.len().over("stratum", "kind") == 1


EXAMPLE = pl.DataFrame(
    {
        "stratum": ["shoes"],
        "kind": [OFFER],
        "units": [4120],
        "value": [Decimal("201880.00")],
        "currency": ["USD"],
        "cost": [18.5],
    }
)
