"""Imports as statistics of trade tell them: by whom, of what, from where. One sum to a row.

Source of the terms: UN Comtrade (reporter, partner, commodity code); products are chapters of the Harmonized System.
"""

from decimal import Decimal

import dataframely as dy
import polars as pl


class TradeImport(dy.Schema):
    """What one country imported of one chapter from one economy in one year."""

    reporter = dy.String(nullable=False, description="ISO 3166-1 alpha-2 of who imported")
    year = dy.Int64(nullable=False, min=1990, max=2100)
    product = dy.String(nullable=False, description="HS chapter")
    provenance = dy.String(nullable=False, description="economy that the goods came from")
    value = dy.Decimal(20, 2, nullable=False, min=0, description="in currency, one currency for all rows")
    currency = dy.String(nullable=False, regex="^[A-Z]{3}$", description="ISO 4217")

    @dy.rule()
    def reporter_is_a_country_code_of_two_letters(cls) -> pl.Expr:
        return pl.col("reporter").str.contains("^[A-Z]{2}$")

    @dy.rule()
    def provenance_is_a_country_code_of_two_letters(cls) -> pl.Expr:
        return pl.col("provenance").str.contains("^[A-Z]{2}$")

    @dy.rule()
    def product_is_a_chapter_of_two_digits(cls) -> pl.Expr:
        return pl.col("product").str.contains("^[0-9]{2}$")


EXAMPLE = pl.DataFrame(
    {
        "reporter": ["US"],
        "year": [2020],
        "product": ["42"],
        "provenance": ["CN"],
        "value": [Decimal("9120000000.00")],
        "currency": ["USD"],
    }
)
