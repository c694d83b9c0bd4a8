"""Offers: what is put up for sale, in the words of Google Merchant product attributes.

Source of the names: https://support.google.com/merchants/answer/7052112 (product data specification).
`price` is split into an amount and a currency; `marketplace`, `item_location` and `seen_at` are ours.
"""

import datetime as dt
from decimal import Decimal

import dataframely as dy
import polars as pl

LONGEST_TITLE = 5_000  # characters; Google allows 150, real exports carry more
LONGEST_TEXT = 100_000
HIGHEST_PRICE = 10**9  # no single offer in any currency of issue; above it the number is a slip


class Offer(dy.Schema):
    """One offer of goods by one seller."""

    id = dy.String(nullable=False, min_length=1, max_length=500, description="the marketplace's own identifier")
    title = dy.String(nullable=False, min_length=1, description="in characters, at most LONGEST_TITLE")
    description = dy.String(nullable=True)
    link = dy.String(nullable=True)
    image_link = dy.String(nullable=True)
    additional_image_link = dy.List(dy.String(nullable=True), nullable=True)
    price = dy.Decimal(18, 4, nullable=True, description="asked price, in price_currency")
    price_currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")
    sale_price = dy.Decimal(18, 4, nullable=True, description="reduced price, in price_currency")
    brand = dy.String(nullable=True, max_length=1_000)
    gtin = dy.String(nullable=True, max_length=100, description="as the seller wrote it; checked by evidence")
    mpn = dy.String(nullable=True, max_length=500)
    condition = dy.String(nullable=True, description="new, used or refurbished, as the seller wrote it")
    availability = dy.String(nullable=True)
    google_product_category = dy.String(nullable=True)
    product_type = dy.String(nullable=True, description="the seller's own category")
    item_group_id = dy.String(nullable=True)
    ships_from_country = dy.String(nullable=True, description="as the seller wrote it")
    external_seller_id = dy.String(nullable=True)
    marketplace = dy.String(nullable=True)
    item_location = dy.String(nullable=True, description="as the seller wrote it")
    seen_at = dy.Datetime(nullable=True, time_zone="UTC")

    @dy.rule()
    def id_has_no_control_characters(cls) -> pl.Expr:
        return ~pl.col("id").str.contains(r"[\x00-\x1f]")

    @dy.rule()
    def title_has_at_most_5000_characters(cls) -> pl.Expr:
        return pl.col("title").str.len_chars() <= LONGEST_TITLE  # dataframely's max_length counts bytes

    @dy.rule()
    def description_has_at_most_100000_characters(cls) -> pl.Expr:
        return pl.col("description").str.len_chars() <= LONGEST_TEXT

    @dy.rule()
    def title_has_no_nul_bytes(cls) -> pl.Expr:
        return ~pl.col("title").str.contains("\x00", literal=True)

    @dy.rule()
    def title_has_a_visible_character(cls) -> pl.Expr:
        return pl.col("title").str.contains(r"\S")

    @dy.rule()
    def price_is_not_negative(cls) -> pl.Expr:
        return pl.col("price") >= 0

    @dy.rule()
    def price_is_below_a_thousand_million(cls) -> pl.Expr:
        return pl.col("price") < HIGHEST_PRICE

    @dy.rule()
    def sale_price_is_not_negative(cls) -> pl.Expr:
        return pl.col("sale_price") >= 0


def image_links() -> pl.Expr:
    """Return the list of all links to pictures of an offer, the main one first; empty where there is none."""
    more = pl.col("additional_image_link").fill_null(pl.lit([], pl.List(pl.String)))
    return pl.concat_list(pl.concat_list("image_link"), more).list.drop_nulls()


EXAMPLE = pl.DataFrame(
    {
        "id": ["o-1"],
        "title": ["Halvorsen Fjord trail running shoes, blue, EU 42"],
        "price": [Decimal("129.00")],
        "price_currency": ["USD"],
        "brand": ["Halvorsen"],
        "gtin": ["4006381333931"],
        "condition": ["new"],
        "external_seller_id": ["s-1"],
        "item_location": ["Portland, Oregon, United States"],
        "seen_at": [dt.datetime(2026, 11, 1, 8, 30, tzinfo=dt.UTC)],
    }
)
