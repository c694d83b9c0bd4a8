"""Seizures as customs report them for statistics: by whom, of what, from where, and what they were worth.

One record, or one sum of records, to a row. Products are chapters of the Harmonized System (two digits).
"""

from decimal import Decimal

import dataframely as dy
import polars as pl

COUNTED = ("seizures", "lines")


class TradeSeizure(dy.Schema):
    """Goods that one reporting country seized."""

    reporter = dy.String(nullable=False, description="ISO 3166-1 alpha-2 of who seized")
    year = dy.Int64(nullable=False, min=1990, max=2100, description="fiscal where the reporter counts so")
    product = dy.String(nullable=False, description="HS chapter")
    provenance = dy.String(nullable=False, description="economy that the goods came from")
    value = dy.Decimal(20, 2, nullable=True, min=0, description="in currency, by the reporter's own measure")
    currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")
    number = dy.Int64(nullable=True, min=0, description="how many were counted, in `counted`")
    counted = dy.String(nullable=True, description="seizures, or lines: one product and brand within a seizure")

    @dy.rule()
    def reporter_is_a_country_code_of_two_letters(cls) -> pl.Expr:
        return pl.col("reporter").str.contains("^[A-Z]{2}$")

    @dy.rule()
    def provenance_is_a_country_code_of_two_letters(cls) -> pl.Expr:
        return pl.col("provenance").str.contains("^[A-Z]{2}$")

    @dy.rule()
    def product_is_a_chapter_of_two_digits(cls) -> pl.Expr:
        return pl.col("product").str.contains("^[0-9]{2}$")

    @dy.rule()
    def counted_is_seizures_or_lines(cls) -> pl.Expr:
        return pl.col("counted").is_in(COUNTED)

    @dy.rule()
    def counted_is_told_where_there_is_a_number(cls) -> pl.Expr:
        return pl.col("number").is_null() | pl.col("counted").is_not_null()

    @dy.rule()
    def currency_is_told_where_there_is_a_value(cls) -> pl.Expr:
        return pl.col("value").is_null() | pl.col("currency").is_not_null()


EXAMPLE = pl.DataFrame(
    {
        "reporter": ["US"],
        "year": [2020],
        "product": ["42"],
        "provenance": ["CN"],
        "value": [Decimal("282000.00")],
        "currency": ["USD"],
        "number": [459],
        "counted": ["seizures"],
    }
)
