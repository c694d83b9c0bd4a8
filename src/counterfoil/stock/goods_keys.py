"""Which rows speak of the same goods? Facility, product, lot, pallet and owner, as finely as all movements tell them.

An inventory counts pallets, an EPCIS event tells a product and its lot, a journal a product alone. What the moves of
a product in a facility do not tell cannot be held against a count: there the goods are taken together.
"""

import polars as pl

from counterfoil.codes import gtin, lot

FINER = ("sku", "lot", "sscc", "external_seller_id")  # that movements may leave out
GOODS: dict[str, type[pl.DataType]] = dict.fromkeys(("facility", "gtin", *FINER), pl.String)
KEY = ("facility", "product", *(f"{name} key" for name in FINER))
MISSING = "no {}"


def with_key(rows: pl.LazyFrame, told: pl.LazyFrame) -> pl.LazyFrame:
    """Return rows of GOODS with the columns of KEY; `told` says what movements leave out, as of `left_out`."""
    joined = rows.with_columns(product=product()).join(told, on=["facility", "product"], how="left")
    keys = [
        pl.when(~pl.col(MISSING.format(name)).fill_null(value=False)).then(_plain(name)).alias(f"{name} key")
        for name in FINER
    ]
    return joined.with_columns(keys).drop(MISSING.format(name) for name in FINER)


def left_out(movements: pl.LazyFrame) -> pl.LazyFrame:
    """Return for each facility and product whether a movement (columns GOODS) leaves out a column of FINER."""
    missing = [pl.col(name).is_null().any().alias(MISSING.format(name)) for name in FINER]
    return movements.with_columns(product=product()).group_by("facility", "product").agg(missing)


def product() -> pl.Expr:
    """Return what names the product of a row: its GTIN in 14 digits, else its number, else its pallet."""
    return pl.coalesce(gtin.normalised(pl.col("gtin")), "sku", "sscc")


def _plain(name: str) -> pl.Expr:
    return lot.normalised(pl.col("lot")) if name == "lot" else pl.col(name)
