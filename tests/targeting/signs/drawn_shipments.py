"""Small tables of shipments for the tests of signs: what is not told is that of an honest shipment."""

import datetime as dt
from typing import Any

import polars as pl

from counterfoil.evidence.observation import observe
from counterfoil.tables.contract import completed
from counterfoil.tables.shipment import Shipment
from counterfoil.targeting.signs.kinds import KINDS
from counterfoil.targeting.signs.known import Known
from counterfoil.targeting.signs.shipment_rows import shipment_rows

DAY = dt.date(2026, 9, 29)
HONEST = {
    "arrived_on": DAY,
    "consignor": "Halvorsen Sport AS",
    "consignee": "Fjord Outfitters LLC",
    "facility_gln": "9529001000013",
    "origin_country": "PT",
    "hs": "640411",
    "description": "Halvorsen Fjord Runner trail running shoes, EU 42",
    "pieces": 100,
    "declared_value": "5213.00",
    "currency": "USD",
    "net_mass_kg": "57.0",
    "external_seller_id": "s-01",
}


def shipments(*rows: dict[str, Any]) -> pl.DataFrame:
    """Return the rows as shipments (contract Shipment), SHP-1, SHP-2 … where they have no number."""
    told = [HONEST | {"shipment_id": f"SHP-{place}"} | row for place, row in enumerate(rows, start=1)]
    return Shipment.cast(completed(pl.DataFrame(told, infer_schema_length=None), Shipment))


def trade(count: int = 20, **same: Any) -> list[dict[str, Any]]:
    """Return honest shipments of one kind of goods from several consignors, their values a little apart."""
    return [
        {"shipment_id": f"OLD-{number}", "consignor": f"Maker {number % 5} Ltd", "consignee": f"Shop {number}"}
        | {"declared_value": f"{5000 + 37 * number}.00", "net_mass_kg": f"{55 + number / 7:.2f}"}
        | same
        for number in range(count)
    ]


def known(**told: Any) -> Known:
    """Return what is known on DAY."""
    return Known(day=DAY, **told)


def seen(table: pl.DataFrame, told: Known | None = None, *, shipment: str = "SHP-1") -> dict[str, str]:
    """Return the kinds that are seen in one shipment, with their sentences."""
    rows = shipment_rows(table, told or known())
    own = rows.filter(pl.col("shipment_id") == shipment)
    found = observe(own, KINDS, subject_kind="shipment")
    return dict(zip(found["kind"], found["detail"], strict=True))
