"""What does a row of an inventory tell the ledger? A count of what lies there, or a change of it."""

from typing import NamedTuple

import polars as pl

from counterfoil.codes import gtin
from counterfoil.stock.goods_keys import GOODS
from counterfoil.tables.contract import LINE
from counterfoil.tables.reject import Reject, shorten
from counterfoil.tables.stock_entry import StockEntry

PIECES = ("EA", "C62", "H87", "PCE", "PCS")  # UN/ECE Recommendation 20, and X12's “each”
COUNT: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.String,
    "file": pl.String,
    "line": pl.Int64,
    "at": pl.Datetime("us", "UTC"),
    **GOODS,
    "units": pl.Int64,
}
NTH = "nth"  # which of the rows of one line of a file


class Told(NamedTuple):
    """Counts (COUNT), entries (StockEntry), the rows set aside (Reject), and names of facilities by their GLN."""

    counts: pl.DataFrame
    entries: pl.DataFrame
    rejects: pl.DataFrame
    names: pl.DataFrame


def of_inventory(rows: pl.DataFrame, *, file: str, counted_at: pl.Expr) -> Told:
    """Return what rows (contract Inventory, `line` and NTH) tell; `counted_at` is the moment of a row without one."""
    named = rows.select(
        LINE,
        NTH,
        "entry",
        "reason",
        "quantity",
        "quantity_unit",
        at=pl.coalesce("counted_at", counted_at),
        facility=pl.coalesce("facility_gln", "facility"),
        gtin=pl.coalesce(gtin.normalised(pl.col("gtin")), "gtin"),
        sku=pl.coalesce("sku", "facility_item_id", "marketplace_item_id"),
        lot="lot",
        sscc="sscc",
        external_seller_id="external_seller_id",
    )
    judged = named.with_columns(fault=_fault())
    good = judged.filter(pl.col("fault").is_null()).with_columns(units=pl.col("quantity").cast(pl.Int64))
    bad = judged.filter(pl.col("fault").is_not_null())
    both = rows.filter(pl.col("facility_gln").is_not_null() & pl.col("facility").is_not_null())
    return Told(
        _counts(good.filter(pl.col("entry") == "count"), file),
        _entries(good.filter(pl.col("entry") == "adjustment"), file),
        _rejects(bad, file),
        both.select(name="facility", gln="facility_gln").unique(),
    )


def _fault() -> pl.Expr:
    """Return which rule a row breaks, as “field value rule”, or null."""
    whole = pl.col("quantity") == pl.col("quantity").cast(pl.Int64)
    pieces = pl.col("quantity_unit").is_null() | pl.col("quantity_unit").is_in(PIECES)
    code = pl.coalesce("gtin", "sku", "sscc").is_not_null()
    return pl.coalesce(
        _said(pl.col("facility").is_not_null(), "facility", "facility or its GLN must be told"),
        _said(code, "gtin", "goods in the ledger must have a GTIN, a number of their own or an SSCC"),
        _said(pl.col("at").is_not_null(), "counted_at", "counted_at must be told: in the file, or with --counted-on"),
        _said(pieces, "quantity_unit", "the ledger counts pieces, and nothing by weight or measure"),
        _said(whole, "quantity", "quantity must be a whole number of pieces"),
        _said((pl.col("quantity") != 0) | (pl.col("entry") == "count"), "quantity", "a change must not be of nothing"),
    )


def _said(holds: pl.Expr, field: str, rule: str) -> pl.Expr:
    shown = shorten(pl.col(field if field != "counted_at" else "at").cast(pl.String))
    fault = pl.struct(field=pl.lit(field), value=shown, rule=pl.lit(rule))
    return pl.when(~holds).then(fault)


def _counts(rows: pl.DataFrame, file: str) -> pl.DataFrame:
    return rows.with_columns(id=_name(file), file=pl.lit(file)).select(
        pl.col(name).cast(dtype) for name, dtype in COUNT.items()
    )


def _entries(rows: pl.DataFrame, file: str) -> pl.DataFrame:
    """Return changes as entries: pieces come from outside, or go there."""
    comes = pl.col("units") > 0
    return rows.select(
        id=_name(file),
        at="at",
        **{name: pl.col(name) for name in GOODS},
        units=pl.col("units").abs(),
        of=pl.when(comes).then(pl.lit("outside")).otherwise(pl.lit("available")),
        to=pl.when(comes).then(pl.lit("available")).otherwise(pl.lit("outside")),
        why=pl.coalesce(pl.lit("adjustment: ") + pl.col("reason"), pl.lit("adjustment")),
        reference=pl.lit(None, dtype=pl.String),
        source=_name(file),
    ).cast(StockEntry.create_empty().schema)


def _name(file: str) -> pl.Expr:
    """Return FILE:LINE, with a number where one line holds several rows."""
    place = pl.concat_str(pl.lit(f"{file}:"), LINE)
    return pl.when(pl.col(NTH) > 1).then(pl.concat_str(place, pl.lit("/"), NTH)).otherwise(place)


def _rejects(rows: pl.DataFrame, file: str) -> pl.DataFrame:
    if rows.is_empty():
        return Reject.create_empty()
    return Reject.cast(rows.select(LINE, "fault", file=pl.lit(file)).unnest("fault").select(Reject.column_names()))
