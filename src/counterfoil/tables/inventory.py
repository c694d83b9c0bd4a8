"""Inventories: what lies in which facility, as its operator tells it, in GS1 terms.

Source: GS1 General Specifications (GTIN, SSCC, GLN, batch/lot, serial number). Quantities count `quantity_unit`s of
UN/ECE Recommendation 20, pieces where it is empty.
"""

import datetime as dt
from decimal import Decimal

import dataframely as dy
import polars as pl

ENTRIES = ("count", "adjustment")


class Inventory(dy.Schema):
    """Goods of one kind, lot and owner in one place; or, in a warehouse's journal, a change in their number."""

    quantity = dy.Decimal(24, 6, nullable=False, description="of a count what lies there, of an adjustment the change")
    quantity_unit = dy.String(nullable=True)
    entry = dy.String(nullable=False, description="count or adjustment")
    reason = dy.String(nullable=True, description="of an adjustment, in the operator's words or code")
    facility_gln = dy.String(nullable=True)
    facility = dy.String(nullable=True, description="the operator's own name of the place")
    sscc = dy.String(nullable=True)
    gtin = dy.String(nullable=True, description="as written")
    sku = dy.String(nullable=True, description="the owner's own number")
    facility_item_id = dy.String(nullable=True, description="the operator's number, on its label (FNSKU)")
    marketplace_item_id = dy.String(nullable=True, description="the marketplace's number of the product (ASIN)")
    title = dy.String(nullable=True)
    lot = dy.String(nullable=True)
    serial_first = dy.String(nullable=True)
    serial_last = dy.String(nullable=True)
    expires_on = dy.Date(nullable=True)
    condition = dy.String(nullable=True, description="new, used, damaged …, as written")
    external_seller_id = dy.String(nullable=True, description="whose goods they are")
    inbound_shipment_id = dy.String(nullable=True)
    counted_at = dy.Datetime(nullable=True, time_zone="UTC")

    @dy.rule()
    def entry_is_count_or_adjustment(cls) -> pl.Expr:
        return pl.col("entry").is_in(ENTRIES)

    @dy.rule()
    def quantity_of_a_count_is_not_negative(cls) -> pl.Expr:
        return (pl.col("quantity") >= 0) | (pl.col("entry") == "adjustment")

    @dy.rule()
    def goods_are_named_by_a_code_or_a_title(cls) -> pl.Expr:
        named = ("gtin", "sku", "facility_item_id", "marketplace_item_id", "sscc", "title")
        return pl.any_horizontal(pl.col(name).is_not_null() for name in named)


EXAMPLE = pl.DataFrame(
    {
        "quantity": [Decimal(212)],
        "entry": ["count"],
        "facility_gln": ["9529001000013"],
        "sscc": ["095290010004120014"],
        "gtin": ["9521011001028"],
        "lot": ["HS2608A"],
        "counted_at": [dt.datetime(2026, 9, 30, tzinfo=dt.UTC)],
    }
)
