"""Worklists and examinations of one day, drawn as tables of words."""

import datetime as dt

import polars as pl

from counterfoil.tables.contract import completed
from counterfoil.tables.examination import Examination
from counterfoil.tables.selection import Selection
from counterfoil.tables.shipment import Shipment

DAY = dt.date(2026, 9, 29)
REASON = "Declared at 2.10 USD a piece; such goods are usually declared at 30 to 70 USD."
LOOK_FOR = "The mark Halvorsen on goods declared as plastic sandals."


def _rows(drawn: str) -> list[dict[str, str | None]]:
    head, *lines = [line.split() for line in drawn.strip().splitlines()]
    words = [[None if word == "-" else word.replace("_", " ") for word in line] for line in lines]
    return [dict(zip(head, line, strict=True)) for line in words]


def selections(drawn: str) -> pl.DataFrame:
    """Return selections of DAY: columns facility, id, how, risk, p; what is drawn or mandatory is selected."""
    rows = [
        {
            "selected_for": DAY,
            "facility": row["facility"],
            "shipment_id": row["id"],
            "rank": place,
            "risk": float(row["risk"] or 0),
            "is_new_party": False,
            "how": row["how"],
            "is_selected": row["how"] in ("drawn", "mandatory"),
            "probability": float(row["p"] or 0),
            "reasons": [REASON] if float(row["risk"] or 0) > 0.5 else [],
            "look_for": [LOOK_FOR] if float(row["risk"] or 0) > 0.5 else [],
            "model": "targeting-1",
        }
        for place, row in enumerate(_rows(drawn), start=1)
    ]
    return Selection.validate(pl.DataFrame(rows, schema=Selection.create_empty().schema), cast=True)


def shipments(drawn: str) -> pl.DataFrame:
    """Return lines of goods: columns id, sscc, what, pieces; each declared at 2 USD a piece."""
    rows = [
        {
            "shipment_id": row["id"],
            "sscc": row["sscc"],
            "description": row["what"],
            "pieces": int(row["pieces"] or 0),
            "declared_value": 2 * int(row["pieces"] or 0),
            "currency": "USD",
            "consignor": "Jo Moss",
            "consignee": "Ada Fen",
        }
        for row in _rows(drawn)
    ]
    return Shipment.validate(completed(pl.DataFrame(rows), Shipment), cast=True)


def examinations(drawn: str) -> pl.DataFrame:
    """Return examinations: columns facility, id, for (+0, +1 or - days after DAY), at (hours after DAY began), by,
    result, instead, reason."""
    rows = [
        {
            "shipment_id": row["id"],
            "facility": row["facility"],
            "selected_for": None if row["for"] is None else DAY + dt.timedelta(days=int(row["for"])),
            "examined_at": None if row["at"] is None else _moment(float(row["at"])),
            "inspector": row["by"],
            "result": row["result"],
            "instead_of": row["instead"],
            "reason": row["reason"],
        }
        for row in _rows(drawn)
    ]
    schema = {name: Examination.create_empty().schema[name] for name in rows[0]} if rows else None
    return Examination.validate(completed(pl.DataFrame(rows, schema=schema), Examination), cast=True)


def _moment(hours: float) -> dt.datetime:
    return dt.datetime.combine(DAY, dt.time(), dt.UTC) + dt.timedelta(hours=hours)
