"""Amazon's reports of goods in its fulfilment centres (tab-separated), as inventories.

GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA and GET_AFN_INVENTORY_DATA count; GET_LEDGER_DETAIL_VIEW_DATA tells changes.
Of the several quantities of a report the one of all units in the centre is read.
Source: https://developer-docs.amazon.com/sp-api/docs/report-type-values-fba
"""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from counterfoil.intake.decoding import head_text
from counterfoil.intake.delimited import batches, open_table
from counterfoil.intake.naming import frame_of_known, plain
from counterfoil.intake.reader import GOODS, Format, RawBatch, Wanted, rejects_of
from counterfoil.tables.contract import LINE

_OURS = {  # our column, and Amazon's in the reports, compared as `naming.plain` does
    "sku": ("sku", "seller_sku", "msku", "merchant_sku"),
    "facility_item_id": ("fnsku", "fulfillment_channel_sku"),
    "marketplace_item_id": ("asin",),
    "title": ("product_name", "title"),
    "condition": ("warehouse_condition_code", "disposition", "condition", "condition_type"),
    "quantity": ("afn_warehouse_quantity", "quantity_available", "quantity"),
    "facility": ("fulfillment_center",),
    "reason": ("event_type",),
    "inbound_shipment_id": ("reference_id",),
    "counted_at": ("date_and_time", "date"),
}
_KNOWN_BY = ("fnsku", "fulfillment_channel_sku")


def recognises(head: bytes) -> bool:
    """Tell whether the header names Amazon's own number of a unit, and a quantity."""
    names = _names(next(iter(head_text(head).splitlines()), "").split("\t"))
    return bool(set(_KNOWN_BY) & set(names)) and bool(set(_OURS["quantity"]) & set(names))


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the rows in batches. Raises UserError as the delimited reader does."""
    table = open_table(stream, wanted)
    theirs = _names(table.header)
    at = {ours: next((theirs.index(name) for name in names if name in theirs), -1) for ours, names in _OURS.items()}
    journal = at["reason"] >= 0
    for good, bad in batches(table):
        columns = [
            pl.Series(ours, [record.fields[place] for record in good], dtype=pl.String)
            for ours, place in at.items()
            if place >= 0
        ]
        lines = pl.Series(LINE, [record.line for record in good], dtype=pl.Int64)
        entry = pl.lit("adjustment" if journal else "count").alias("entry")
        rows = pl.DataFrame([*columns, lines]).with_columns(entry)
        if journal and "counted_at" in rows.columns:
            rows = rows.with_columns(_iso("counted_at"))
        yield RawBatch(frame_of_known(rows, wanted), rejects_of(bad, file=wanted.file))


def _names(header: list[str]) -> list[str]:
    return [plain(name.strip('"')) for name in header]


def _iso(column: str) -> pl.Expr:
    """Write 09/30/2026, as the ledger does, as 2026-09-30."""
    return pl.col(column).str.replace(r"^(0[1-9]|1[0-2])/(\d{2})/(\d{4})$", "$3-$1-$2")


AMAZON_FBA = Format("amazon_fba", recognises, read, holds=GOODS)
