"""Goods that can hurt: may anybody offer them, or only who showed an approval first? Practice 3 of 2020.

A category is gated where nobody offers in it who has not shown an approval or a test report for such goods. What a
listing offers is told from its title, as in vetting. The state of a category is that of a whole month.
"""

from typing import Final

import polars as pl

from counterfoil.codes.product_type import goods_types, product_types
from counterfoil.scorecards.measure import MORE, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases, days_of, is_ours
from counterfoil.tables.scorecard_measure import SHARE

# As vetting has them (regimes/programme-1.toml); a test holds the two together. DHS 2020 §8 no. 3, unverified.
HIGH_RISK: Final = (
    "medicine", "food supplement", "food", "drink", "cosmetics", "make-up", "skin care", "hair care", "car part",
    "engine part", "car light", "filter", "battery", "charger", "babywear", "face covering", "e-cigarette", "perfume",
)  # fmt: skip
SHOWS: Final = ("approval", "test report")  # types of documents
NEEDS: Final = ("offer", "seller_document")


def _high_risk_offers(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return the offers of goods that can hurt which were up in the window: id, seller_id, type, on."""
    offers = tables["offer"].filter(is_ours("marketplace", window) & pl.col("external_seller_id").is_not_null())
    rows = offers.select(
        "id",
        pl.col("external_seller_id").alias("seller_id"),
        pl.col("title").map_batches(product_types, return_dtype=pl.String).alias("type"),
        days_of("seen_at").alias("on"),
        "source",
        "row",
    )
    return rows.filter(pl.col("type").is_in(HIGH_RISK) & pl.col("on").is_between(window.first, window.last))


def _approved(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return the high-risk offers with `is_approved`: a paper for such goods was there, and valid, on that day."""
    papers = tables["seller_document"].filter(
        pl.col("type").is_in(SHOWS) & (pl.col("result").is_null() | (pl.col("result") == "valid"))
    )
    kinds = pl.col("product_type").map_batches(_types_of, return_dtype=pl.List(pl.String)).alias("type")
    shown = papers.select("seller_id", kinds, "received_on", "expires_on", pl.lit(value=True).alias("is_shown"))
    offers = _high_risk_offers(tables, window)
    both = offers.join(shown.explode("type"), on=["seller_id", "type"], how="left")
    there = pl.col("received_on").fill_null(pl.col("on")) <= pl.col("on")
    lasts = pl.col("expires_on").fill_null(pl.col("on")) >= pl.col("on")
    is_approved = (pl.col("is_shown") & there & lasts).fill_null(value=False).any().alias("is_approved")
    return both.group_by("id", "type", "on", "source", "row").agg(is_approved)


def _types_of(goods: pl.Series) -> pl.Series:
    """Return the high-risk types that the goods of documents include; a document that names none is for all."""
    types = {text: [one for one in HIGH_RISK if one in goods_types([text])] for text in goods.drop_nulls().unique()}
    found = [list(HIGH_RISK) if text is None else types[text] for text in goods]
    return pl.Series(found, dtype=pl.List(pl.String))


@measure("high-risk-offers-approved", unit=SHARE, statistic=SHARE_OF, needs=NEEDS, better=MORE, is_stock=True)
def high_risk_offers_approved(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the offers of goods that can hurt (medicine, chargers, perfume …), those whose seller showed an approval or a
    test report for such goods."""
    rows, is_approved = _approved(tables, window), pl.col("is_approved")
    return as_cases(rows, window, of="offer", subject="id", on=pl.col("on"), is_reached=is_approved)


@measure("high-risk-categories-gated", unit=SHARE, statistic=SHARE_OF, needs=NEEDS, better=MORE, is_stock=True, least=1)
def high_risk_categories_gated(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the categories of goods that can hurt in which anything is offered, those in which nobody offers without
    having shown an approval or a test report."""
    month = pl.col("on").dt.month_start()
    by_month = (
        _approved(tables, window)
        .group_by("type", month.alias("month"))
        .agg(
            pl.col("is_approved").all(),
            pl.col("on").max(),
            pl.col("source", "row").sort_by("is_approved", "source", "row").first(),
        )
    )
    is_gated = pl.col("is_approved")
    return as_cases(by_month, window, of="category", subject="type", on=pl.col("on"), is_reached=is_gated)


ALL: Final = (high_risk_categories_gated, high_risk_offers_approved)
