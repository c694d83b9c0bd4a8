"""The lines to be held as a table: the columns of the X12 947 (segments W15 and W19) for CSV, plain names for JSON.

X12 947, Warehouse Inventory Adjustment Advice, is what a warehouse sends of an adjustment; here it is sent to it to be
done, filled in (W15-02, its own number) and sent back. W19-01 05 is “product put on hold” (X12 data element 181),
W19-05 UK a GTIN of 14 digits and SK a number of the owner's, W19-07 LT a lot (data element 235), W19-03 EA each (355).
"""

import datetime as dt

import polars as pl

from counterfoil.codes import gtin

PUT_ON_HOLD, EACH, GTIN_14, OWNERS, LOT = "05", "EA", "UK", "SK", "LT"
TO_FILL_IN = ("status", "w1502_warehouse_adjustment_number", "order_id")


def rows_947(lines: pl.DataFrame, *, on: dt.date) -> pl.DataFrame:
    """Return one row to a line (contract FacilityLine), columns named for the elements of the 947.

    What the warehouse fills in is empty; `quantity` is too where nobody counted the line.
    """
    code, number = _gtin(), pl.coalesce(_gtin(), "sku")
    qualifier = pl.when(code.is_not_null()).then(pl.lit(GTIN_14)).when(pl.col("sku").is_not_null()).then(pl.lit(OWNERS))
    empty = pl.lit(None, pl.String)
    return lines.sort("line").select(
        w1501_date=pl.lit(on.isoformat()),
        w1502_warehouse_adjustment_number=empty,
        w1503_depositor_adjustment_number="notice_id",
        notice_line="line",
        w1901_adjustment_reason=pl.lit(PUT_ON_HOLD),
        w1902_quantity="units",
        w1903_unit=pl.lit(EACH),
        w1905_product_id_qualifier=qualifier,
        w1906_product_id=number,
        w1907_product_id_qualifier=pl.when(pl.col("lot").is_not_null()).then(pl.lit(LOT)),
        w1908_lot="lot",
        w1909_warehouse_lot_number=empty,
        sscc="sscc",
        location="location",
        title="title",
        account="external_seller_id",
        status=empty,
        order_id=empty,
    )


def rows_plain(lines: pl.DataFrame, *, on: dt.date) -> pl.DataFrame:
    """Return one row to a line under plain names, to be answered under the same with status, units, at, reference."""
    named = ("sscc", "sku", "lot", "location", "title")
    return lines.sort("line").select(
        "notice_id",
        notice_line="line",
        asked=pl.lit("hold"),
        asked_on=pl.lit(on.isoformat()),
        units_found="units",
        gtin=_gtin(),
        account="external_seller_id",
        **{name: name for name in named},
    )


def _gtin() -> pl.Expr:
    """Return the GTIN in 14 digits, empty where it is none."""
    return pl.when(~gtin.has_bad_check_digit(pl.col("gtin"))).then(gtin.normalised(pl.col("gtin")))
