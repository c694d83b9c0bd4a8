"""Where does a ledger begin? With the first count of each facility; what changed it before is in that count already."""

import polars as pl

from counterfoil.stock.balances import on_hand_change
from counterfoil.stock.goods_keys import GOODS
from counterfoil.tables.stock_entry import StockEntry

SNAPSHOT = {"file": pl.String, "facility": pl.String, "at": pl.Datetime("us", "UTC"), "is_first": pl.Boolean}


def snapshots(counts: pl.LazyFrame) -> pl.DataFrame:
    """Return the moments at which each facility was counted (SNAPSHOT), in their order.

    A file counts a facility at the last moment that its rows tell; files of one moment are one count together.
    """
    by_file = counts.group_by("file", "facility").agg(pl.col("at").max())
    moments = by_file.group_by("facility", "at").agg(file=pl.col("file").sort().str.join(", "))
    first = pl.col("at") == pl.col("at").min().over("facility")
    return moments.with_columns(is_first=first).select(*SNAPSHOT).sort("at", "facility").collect(engine="streaming")


def at_snapshot(counts: pl.LazyFrame) -> pl.LazyFrame:
    """Return the counts, each at the moment of its file's count of the facility."""
    by_file = counts.group_by("file", "facility").agg(moment=pl.col("at").max())
    return counts.join(by_file, on=["file", "facility"]).with_columns(at="moment").drop("moment")


def openings(counts: pl.LazyFrame, moments: pl.DataFrame) -> pl.LazyFrame:
    """Return the entries (StockEntry) that the first count of each facility opens the ledger with; nothing for none."""
    first = moments.lazy().filter("is_first").select("facility", "at")
    rows = at_snapshot(counts).join(first, on=["facility", "at"]).filter(pl.col("units") > 0)
    return rows.select(
        id="id",
        at="at",
        **{name: pl.col(name) for name in GOODS},
        units="units",
        of=pl.lit("outside"),
        to=pl.lit("available"),
        why=pl.lit("opening count"),
        reference=pl.lit(None, dtype=pl.String),
        source="id",
    ).cast(StockEntry.create_empty().schema)


def counted_already(entries: pl.LazyFrame, moments: pl.DataFrame) -> pl.LazyFrame:
    """Return entries with `is_counted`: they change what lies in the house, and are not later than its first count."""
    first = moments.lazy().filter("is_first").select("facility", opened="at")
    early = (pl.col("at") <= pl.col("opened")).fill_null(value=False)
    return entries.join(first, on="facility", how="left").with_columns(is_counted=early & (on_hand_change() != 0))
