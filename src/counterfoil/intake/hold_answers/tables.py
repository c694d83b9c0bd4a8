"""Answers to holds in a table: CSV, JSON or Parquet, by our names or by those of the X12 947 (segments W15 and W19).

X12 947, Warehouse Inventory Adjustment Advice: W15-02 is the warehouse's own number of the adjustment, W15-03 that of
who asked for it, W19-01 the reason (05, product put on hold), W19-02 how many, below zero where they are debited.
"""

import dataframely as dy
import polars as pl

from counterfoil.intake.convert import time, whole_number
from counterfoil.intake.hold_answers.told import ToldHold
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import LINE, Sorted

PUT_ON_HOLD, TAKEN_OFF_HOLD = "05", "55"  # X12 data element 181
OF_947 = {  # our names of what the 947 tells, and its own
    "reference": "w1502_warehouse_adjustment_number",
    "notice_id": "w1503_depositor_adjustment_number",
    "units": "w1902_quantity",
    "gtin": "w1906_product_id",
    "lot": "w1908_lot",
    "warehouse_lot": "w1909_warehouse_lot_number",
    "at": "w1501_date",
}
REASON, QUALIFIER = "w1901_adjustment_reason", "w1905_product_id_qualifier"
GTIN_QUALIFIERS = ("UK", "UP", "UA", "EN", "GT", "UI")  # X12 data element 235; another says that it is no GTIN
_PIECE = r"^([+-]?\d+)(?:\.0+)?$"


class _Row(ToldHold):
    """A row of such a table, with the names of the 947."""

    w1501_date = dy.String(nullable=True)
    w1502_warehouse_adjustment_number = dy.String(nullable=True)
    w1503_depositor_adjustment_number = dy.String(nullable=True)
    w1901_adjustment_reason = dy.String(nullable=True)
    w1902_quantity = dy.String(nullable=True)
    w1905_product_id_qualifier = dy.String(nullable=True)
    w1906_product_id = dy.String(nullable=True)
    w1908_lot = dy.String(nullable=True)
    w1909_warehouse_lot_number = dy.String(nullable=True)


def _ours(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows under our names, where they tell something under those of the 947 alone."""
    absent = [name for name in _Row.column_names() if name not in rows.columns]
    whole = rows.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)
    is_gtin = pl.col(QUALIFIER).is_null() | pl.col(QUALIFIER).str.to_uppercase().is_in(GTIN_QUALIFIERS)
    count = pl.col("w1902_quantity").str.replace(_PIECE, "$1").str.replace(r"^[+-]", "")
    date = pl.col("w1501_date").str.replace(r"^(\d{4})(\d{2})(\d{2})$", "$1-$2-$3")
    told = {
        **{ours: pl.col(theirs) for ours, theirs in OF_947.items()},
        **{"gtin": pl.when(is_gtin).then("w1906_product_id"), "units": count, "at": date},
    }
    reason = pl.col(REASON).str.pad_start(2, "0")
    of_reason = (
        pl.when(reason == PUT_ON_HOLD)
        .then(pl.lit("held"))
        .when(reason.is_not_null())
        .then(pl.concat_str(pl.lit("adjustment reason "), reason))
    )
    status = pl.coalesce(pl.col("status").str.to_lowercase().str.replace_all("_", " "), of_reason)
    return whole.with_columns(*(pl.coalesce(ours, value).alias(ours) for ours, value in told.items()), status=status)


_ANSWERS = Kind(
    _Row,
    (),
    conversions=(whole_number("notice_line"), whole_number("units"), time("at")),
    prepare=_ours,
    may_be_empty=True,
)


def read_table(given: Given) -> Sorted:
    """Return what a table tells (columns of ToldHold, and `line`) and rejects; raises UserError as `read_whole`."""
    found = read_whole(given, _ANSWERS)
    return Sorted(found.kept.select(*ToldHold.column_names(), LINE), found.rejects)
