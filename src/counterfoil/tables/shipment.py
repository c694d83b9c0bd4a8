"""Shipments: goods on the move, one line of goods to a row, in the terms of GS1 and of the WCO data model.

Sources: GS1 General Specifications (GTIN, SSCC, GLN, batch/lot, serial number), WCO Data Model (consignor, consignee,
origin, net mass, declared value), https://www.wcoomd.org/datamodel. Quantities count `quantity_unit`s of UN/ECE
Recommendation 20, pieces where it is empty.
"""

import datetime as dt
from decimal import Decimal

import dataframely as dy
import polars as pl


class Shipment(dy.Schema):
    """One line of goods in one shipment, or ordered for one; a shipment of several lines has several rows."""

    shipment_id = dy.String(nullable=False, min_length=1)
    item = dy.Int64(nullable=True, min=0, description="number of the line in its document")
    document = dy.String(nullable=True, description="what tells of it: 856, 940, DESADV, INVOIC …; empty for a table")
    order_id = dy.String(nullable=True)
    tracking_number = dy.String(nullable=True)
    carrier = dy.String(nullable=True)
    shipped_on = dy.Date(nullable=True)
    arrived_on = dy.Date(nullable=True)
    consignor = dy.String(nullable=True, description="who sends: a name, or a GLN where no name is told")
    consignee = dy.String(nullable=True)
    facility_gln = dy.String(nullable=True, description="the warehouse it goes to")
    origin_country = dy.String(nullable=True, description="as written")
    hs = dy.String(nullable=True, description="Harmonized System code, as written")
    description = dy.String(nullable=True)
    gtin = dy.String(nullable=True, description="as written")
    sku = dy.String(nullable=True, description="the trading partners' own number")
    sscc = dy.String(nullable=True, description="Serial Shipping Container Code of the pallet or case")
    lot = dy.String(nullable=True)
    serial_first = dy.String(nullable=True)
    serial_last = dy.String(nullable=True)
    quantity = dy.Decimal(24, 6, nullable=True)
    quantity_unit = dy.String(nullable=True)
    pieces = dy.Int64(nullable=True, min=0)
    declared_value = dy.Decimal(18, 4, nullable=True, description="in currency")
    currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")
    net_mass_kg = dy.Decimal(18, 6, nullable=True)
    external_seller_id = dy.String(nullable=True)

    @dy.rule()
    def quantity_is_not_negative(cls) -> pl.Expr:
        return pl.col("quantity") >= 0

    @dy.rule()
    def declared_value_is_not_negative(cls) -> pl.Expr:
        return pl.col("declared_value") >= 0

    @dy.rule()
    def declared_value_names_its_currency(cls) -> pl.Expr:
        return pl.col("declared_value").is_null() | pl.col("currency").is_not_null()

    @dy.rule()
    def net_mass_kg_is_not_negative(cls) -> pl.Expr:
        return pl.col("net_mass_kg") >= 0


EXAMPLE = pl.DataFrame(
    {
        "shipment_id": ["SHP-0001"],
        "item": [1],
        "arrived_on": [dt.date(2026, 9, 2)],
        "hs": ["640411"],
        "gtin": ["9521011001028"],
        "lot": ["HS2608A"],
        "quantity": [Decimal(480)],
        "declared_value": [Decimal("24960.00")],
        "currency": ["USD"],
    }
)
