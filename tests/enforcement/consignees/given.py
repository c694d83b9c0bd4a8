"""Small drawn tables for the tests of consignees: lines, orders, stock, declarations and rates in a few words."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.enforcement.consignees.relief import modes_of, origins_of
from counterfoil.enforcement.consignees.rule_file import rules_of
from counterfoil.enforcement.consignees.sold_before import ROW, SoldBefore, sold_before
from counterfoil.enforcement.consignees.ultimate_consignee import consignees
from counterfoil.tables.consumer_sale import ConsumerSale
from counterfoil.tables.contract import LINE
from counterfoil.tables.inventory import Inventory
from counterfoil.tables.rate import Rate
from counterfoil.tables.seller_declaration import SellerDeclaration
from counterfoil.tables.shipment import Shipment
from screening.screened import table

RULES = rules_of()
RENO, COLUMBUS = "9529001000013", "9529001000020"
DAY = dt.date(2026, 11, 8)
RATES = table(Rate, [{"currency": "EUR", "usd": 1.1}, {"currency": "GBP", "usd": 1.3}])


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def line(shipment: str, arrived: str | None, **told: Any) -> dict[str, Any]:
    """Return a line into Reno of 10 pieces from Vietnam, where nothing else is told."""
    own = {"shipment_id": shipment, "arrived_on": day(arrived) if arrived else None, "facility_gln": RENO}
    rest = {"pieces": 10, "origin_country": "VN", "external_seller_id": "s-1"} | told
    if "shipped_on" in rest:
        rest["shipped_on"] = day(rest["shipped_on"])
    if "declared_value" in rest:
        rest["declared_value"] = Decimal(rest["declared_value"])
        rest.setdefault("currency", "USD")
    return own | rest


def lines(*rows: dict[str, Any], mode: Any = None) -> pl.DataFrame:
    shipments = table(Shipment, list(rows))
    return shipments.with_row_index(ROW).with_columns(
        origin=origins_of(shipments["origin_country"]), mode=modes_of(shipments["tracking_number"], otherwise=mode)
    )


def sale(shipment: str | None, sold: str | None, units: int, **told: Any) -> dict[str, Any]:
    own = {"shipment_id": shipment, "sold_on": day(sold) if sold else None, "units": units, "consumer": "c-1"}
    return own | told


def sales(*rows: dict[str, Any]) -> pl.DataFrame:
    numbered = [{"sale_id": f"S-{at}"} | row for at, row in enumerate(rows)]
    return table(ConsumerSale, numbered).with_row_index(LINE, offset=2).cast({LINE: pl.Int64})


def stock(*rows: dict[str, Any]) -> pl.DataFrame:
    return table(Inventory, [{"entry": "count", "facility_gln": RENO, "title": "shoes"} | row for row in rows])


def declarations(*rows: dict[str, Any]) -> pl.DataFrame:
    return table(SellerDeclaration, list(rows))


def split(given: pl.DataFrame, *orders: dict[str, Any] | None, lying: pl.DataFrame | None = None) -> SoldBefore:
    """Return the lines' units; None among the orders: none were given."""
    told = None if None in orders else sales(*(one for one in orders if one is not None))
    return sold_before(given, sales=told, stock=stock() if lying is None else lying, sales_file="orders.csv")


def judged(given: pl.DataFrame, *orders: dict[str, Any] | None, country: str = "US", **more: Any) -> pl.DataFrame:
    parted = split(given, *orders, **more)
    return consignees(
        given, parted.units, RULES.consignee, day=DAY, country=country, sales_given=None not in orders
    )  # fmt: skip
