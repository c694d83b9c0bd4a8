"""What fills the places that sentences on a line of a shipment share?"""

import polars as pl

LINE = {"currency": pl.col("currency")}


def amount(column: str) -> pl.Expr:
    """Return an amount with two decimals, as people read it."""
    cents = (pl.col(column) * 100).round(0).cast(pl.Int64)
    return pl.concat_str((cents // 100).cast(pl.String), pl.lit("."), (cents % 100).cast(pl.String).str.zfill(2))


def kilograms(column: str) -> pl.Expr:
    """Return kilograms: three digits that count."""
    return pl.col(column).round_sig_figs(3).cast(pl.String)
