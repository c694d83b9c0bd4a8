"""The lines to be held as EPCIS 2.0 events: goods of this class, lot and pallet, not to be sold to anyone.

GS1 Core Business Vocabulary 2.0: disposition `non_sellable_other` (cannot be sold to a customer) in the step `holding`
(set apart for further review). Goods are named by GS1 Digital Link. What is asked names our notice and its line as a
business transaction; the answer repeats it.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.codes import gs1, gtin
from counterfoil.codes.hold_request import request_id, transaction_of
from counterfoil.documents.hold_files.rows import rows_plain
from counterfoil.tables.goods_event import GoodsEvent

STEP, DISPOSITION = "holding", "non_sellable_other"


def hold_events(lines: pl.DataFrame, *, facility: str, at: dt.datetime) -> pl.DataFrame:
    """Return one event (contract GoodsEvent) to a line (contract FacilityLine) of a facility, a GLN or a name.

    A line that names neither a GTIN nor a pallet makes none: EPCIS has no other way to say which goods are meant.
    """
    named = pl.col("gtin").is_not_null() | pl.col("sscc").is_not_null()
    rows = rows_plain(lines, on=at.date()).filter(named)
    events = [_event(row, facility, at) for row in rows.iter_rows(named=True)]
    schema = GoodsEvent.create_empty().schema
    return GoodsEvent.validate(pl.DataFrame(events, schema=schema), cast=True)


def _event(row: dict[str, Any], facility: str, at: dt.datetime) -> dict[str, Any]:
    place = gs1.normalise(f"(414){facility}") or None
    quantity = None if row["units_found"] is None else Decimal(row["units_found"])
    classes = [{"epcClass": _class(row), "quantity": quantity, "uom": None}] if row["gtin"] else []
    named = (row["notice_id"], row["notice_line"])
    return {
        "eventID": request_id(*named),
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "eventTime": at,
        "eventTimeZoneOffset": "+00:00",
        "epcList": [gs1.normalise(row["sscc"])] if gs1.normalise(row["sscc"] or "") else [],
        "quantityList": classes,
        "bizStep": STEP,
        "disposition": DISPOSITION,
        "readPoint": place,
        "bizLocation": place,
        "bizTransactionList": [{"type": None, "bizTransaction": transaction_of(*named)}],
    }


def _class(row: dict[str, Any]) -> str:
    lot = f"(10){row['lot']}" if row["lot"] else ""
    whole = gs1.normalise(f"(01){row['gtin']}{lot}")
    return whole or gs1.normalise(gtin.normalise(row["gtin"]))
