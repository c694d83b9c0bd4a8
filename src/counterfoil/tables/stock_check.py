"""Stock checks: where an inventory's count is not what the ledger expects. One kind, lot and owner to a row.

What agrees is counted and has no row. A count is never adopted by itself: only a correction that was asked for is an
entry of the ledger.
"""

import datetime as dt

import dataframely as dy
import polars as pl

VERDICTS = ("differs", "not listed", "not expected")


class StockCheck(dy.Schema):
    """So many units expected, so many counted."""

    file = dy.String(nullable=False, description="the inventory, or inventories of one moment")
    line = dy.Int64(nullable=True, description="its first line that counts these goods; empty where it lists none")
    at = dy.Datetime(nullable=False, time_zone="UTC", description="when the facility was counted")
    facility = dy.String(nullable=False)
    gtin = dy.String(nullable=True)
    sku = dy.String(nullable=True)
    lot = dy.String(nullable=True)
    sscc = dy.String(nullable=True)
    external_seller_id = dy.String(nullable=True)
    expected = dy.Int64(nullable=False, description="by the ledger, on hand at that moment")
    counted = dy.Int64(nullable=False, min=0, description="by the inventory; none where it does not list the goods")
    difference = dy.Int64(nullable=False, description="counted less expected")
    verdict = dy.String(nullable=False, description="differs, not listed or not expected")
    since = dy.String(nullable=True, description="id of the last entry up to which both agreed")
    entries_since = dy.Int64(nullable=False, min=0, description="entries on these goods after it, where it went wrong")

    @dy.rule()
    def difference_is_counted_less_expected(cls) -> pl.Expr:
        return pl.col("difference") == pl.col("counted") - pl.col("expected")

    @dy.rule()
    def verdict_is_differs_not_listed_or_not_expected(cls) -> pl.Expr:
        return pl.col("verdict").is_in(VERDICTS)


EXAMPLE = pl.DataFrame(
    {
        "file": ["inventory_november.csv"],
        "line": [4],
        "at": [dt.datetime(2026, 11, 30, tzinfo=dt.UTC)],
        "facility": ["9529001000013"],
        "gtin": ["09521011001028"],
        "lot": ["0821"],
        "expected": [388],
        "counted": [380],
        "difference": [-8],
        "verdict": ["differs"],
        "since": ["inventory.csv:4"],
        "entries_since": [0],
    }
)
