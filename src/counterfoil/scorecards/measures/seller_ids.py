"""Does each offer and shipment name its seller, and is one party known under all its accounts? Practice 9 of 2020."""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import MORE, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases, days_of, is_ours, of_our_sellers
from counterfoil.scorecards.measures.vetted_sellers import active_sellers
from counterfoil.tables.scorecard_measure import SHARE


@measure("offers-with-seller-id", unit=SHARE, statistic=SHARE_OF, needs=("offer",), better=MORE, is_stock=True)
def offers_with_seller_id(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the offers, those that name the account of their seller."""
    rows = tables["offer"].filter(is_ours("marketplace", window))
    is_named = pl.col("external_seller_id").is_not_null()
    return as_cases(rows, window, of="offer", subject="id", on=days_of("seen_at"), is_reached=is_named)


@measure("offers-with-place", unit=SHARE, statistic=SHARE_OF, needs=("offer",), better=MORE, is_stock=True)
def offers_with_place(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the offers, those that say where the goods are or are sent from; that is not where they were made."""
    rows = tables["offer"].filter(is_ours("marketplace", window))
    is_told = pl.col("item_location").is_not_null() | pl.col("ships_from_country").is_not_null()
    return as_cases(rows, window, of="offer", subject="id", on=days_of("seen_at"), is_reached=is_told)


@measure("shipments-with-seller-id", unit=SHARE, statistic=SHARE_OF, needs=("shipment",), better=MORE)
def shipments_with_seller_id(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the lines of shipments that came in, those that name the account whose goods they are."""
    rows = of_our_sellers(tables["shipment"], tables, window, seller="external_seller_id")
    line = pl.concat_str("shipment_id", pl.col("item").fill_null(1).cast(pl.String), separator="/")
    on = pl.coalesce("arrived_on", "shipped_on")
    is_named = pl.col("external_seller_id").is_not_null()
    return as_cases(rows, window, of="shipment", subject=line, on=on, is_reached=is_named)


@measure(
    "sellers-with-party",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("dossier", "resolved_party"),
    better=MORE,
    is_stock=True,
)
def sellers_with_party(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the active sellers, those whose account is linked to a lasting number of the party behind it."""
    linked = tables["resolved_party"].select("seller_id", pl.lit(value=True).alias("is_linked")).unique("seller_id")
    rows = active_sellers(tables, window).join(linked, on="seller_id", how="left")
    is_linked = pl.col("is_linked").fill_null(value=False)
    return as_cases(rows, window, of="seller", subject="seller_id", on=pl.col("day"), is_reached=is_linked)


ALL: Final = (offers_with_seller_id, offers_with_place, shipments_with_seller_id, sellers_with_party)
