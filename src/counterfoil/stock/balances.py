"""How many units stand in which account at a moment? What came to it less what left it, by any of their columns."""

import datetime as dt

import polars as pl

from counterfoil.stock.goods_keys import GOODS
from counterfoil.tables.stock_entry import ACCOUNTS

BY = tuple(GOODS)
OUTSIDE = "outside"
ON_HAND = ("available", "held", "allocated", "picked", "released")  # what a count of the house finds
HELD_ACCOUNTS = tuple(name for name in ACCOUNTS if name != OUTSIDE)


def balances(entries: pl.LazyFrame, *, by: tuple[str, ...] = BY, at: dt.datetime | None = None) -> pl.LazyFrame:
    """Return `by` (columns of GOODS) and the units in each account but “outside”, of entries (contract StockEntry) up
    to and with `at`, all of them where it is None. What is nowhere any more has no row."""
    told = entries if at is None else entries.filter(pl.col("at") <= at)
    moves = pl.concat(
        [
            told.select(*by, account="to", units="units"),
            told.select(*by, account="of", units=-pl.col("units")),
        ]
    )
    sums = moves.group_by(by).agg(
        pl.col("units").filter(pl.col("account") == name).sum().alias(name) for name in HELD_ACCOUNTS
    )
    return sums.filter(pl.any_horizontal(pl.col(name) != 0 for name in HELD_ACCOUNTS))


def on_hand_change() -> pl.Expr:
    """Return by how much an entry changes what lies in the house: units that come, less units that go, of ON_HAND."""
    comes, goes = pl.col("to").is_in(ON_HAND), pl.col("of").is_in(ON_HAND)
    return pl.col("units") * (comes.cast(pl.Int64) - goes.cast(pl.Int64))
