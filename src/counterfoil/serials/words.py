"""What fills the places that sentences on a thing share: its numbers, a place, a time?"""

import polars as pl

CODE = {"gtin": pl.col("gtin"), "serial": pl.col("serial")}


def place(column: str) -> pl.Expr:
    """Return the place as people know it: its name with its number, where it has one."""
    return pl.col(column).fill_null("a place that is not told")


def when(column: str) -> pl.Expr:
    """Return the time to the minute, in UTC."""
    return pl.col(column).dt.strftime("%Y-%m-%d %H:%M UTC")
