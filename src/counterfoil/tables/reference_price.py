"""Reference prices: what genuine goods of a mark and product type are sold for, built from genuine catalogues."""

from decimal import Decimal

import dataframely as dy
import polars as pl


class ReferencePrice(dy.Schema):
    """Prices of one brand, product type, condition and currency over the offers of genuine catalogues."""

    brand = dy.String(nullable=False, min_length=1, description="folded brand name")
    product_type = dy.String(
        nullable=False, description="as counterfoil.codes.product_type names it; empty for all types"
    )
    condition = dy.String(nullable=False, description="new or used")
    currency = dy.String(nullable=False, regex="^[A-Z]{3}$", description="ISO 4217")
    offers = dy.Int64(nullable=False, min=1, description="catalogue offers behind the figures")
    lowest = dy.Decimal(18, 4, nullable=False)
    low = dy.Decimal(18, 4, nullable=False, description="5th percentile, nearest rank")
    median = dy.Decimal(18, 4, nullable=False)
    high = dy.Decimal(18, 4, nullable=False, description="95th percentile, nearest rank")


EXAMPLE = pl.DataFrame(
    {
        "brand": ["halvorsen"],
        "product_type": ["shoes"],
        "condition": ["new"],
        "currency": ["USD"],
        "offers": [24],
        "lowest": [Decimal("84.00")],
        "low": [Decimal("89.00")],
        "median": [Decimal("129.00")],
        "high": [Decimal("189.00")],
    }
)
