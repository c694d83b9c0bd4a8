"""Rights: the marks that are screened for, in WIPO ST.96 terms, with what their owners say of their goods.

Several rows may carry one mark: a row per line of goods, each with its own floor price.
Source of the terms: WIPO Standard ST.96, https://www.wipo.int/standards/en/st96.html
"""

from decimal import Decimal

import dataframely as dy
import polars as pl


class Right(dy.Schema):
    """One mark (a registration, or the owner's claim) for one range of goods."""

    id = dy.String(nullable=False, min_length=1, primary_key=True)
    mark = dy.String(nullable=False, min_length=1, max_length=500, description="verbal element of the mark")
    owner = dy.String(nullable=False, min_length=1)
    aliases = dy.List(dy.String(nullable=True), nullable=True, description="other ways the public writes the mark")
    house_mark = dy.String(nullable=True, description="the house mark that a product line is sold under")
    nice_classes = dy.List(dy.Int64(nullable=True), nullable=True, description="Nice classes 1 to 45")
    goods = dy.List(dy.String(nullable=True), nullable=True, description="the goods that the owner makes, in words")
    common_word = dy.Bool(nullable=True, description="the mark is also a word; empty: decided by the word list")
    territory = dy.String(nullable=True)
    office = dy.String(nullable=True)
    registration_number = dy.String(nullable=True)
    status = dy.String(nullable=True, description="live, pending, expired, cancelled")
    recorded = dy.String(nullable=True, description="customs recordation number")
    authorised_sellers = dy.List(dy.String(nullable=True), nullable=True, description="seller ids or names")
    company_prefixes = dy.List(dy.String(nullable=True), nullable=True, description="GS1 company prefixes of the owner")
    price_floor = dy.Decimal(18, 4, nullable=True, description="lowest price of genuine new goods")
    price_floor_currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")

    @dy.rule()
    def mark_has_a_letter_or_digit(cls) -> pl.Expr:
        return pl.col("mark").str.contains(r"[\p{L}\p{N}]")

    @dy.rule()
    def nice_classes_are_from_1_to_45(cls) -> pl.Expr:
        return pl.col("nice_classes").list.eval(pl.element().is_between(1, 45)).list.all()

    @dy.rule()
    def price_floor_is_above_zero(cls) -> pl.Expr:
        return pl.col("price_floor") > 0

    @dy.rule()
    def price_floor_names_its_currency(cls) -> pl.Expr:
        return pl.col("price_floor").is_null() | pl.col("price_floor_currency").is_not_null()


EXAMPLE = pl.DataFrame(
    {
        "id": ["r-1"],
        "mark": ["Halvorsen"],
        "owner": ["Halvorsen Sport AS"],
        "nice_classes": [[25]],
        "goods": [["footwear"]],
        "authorised_sellers": [["s-1"]],
        "price_floor": [Decimal("79.00")],
        "price_floor_currency": ["USD"],
    }
)
