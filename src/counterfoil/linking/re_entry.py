"""Which applications come from the operator of an account that was terminated or debarred?"""

import polars as pl

from counterfoil.tables.link import ONE_OPERATOR
from counterfoil.tables.re_entry import ReEntry

CLOSED = ("terminated", "debarred")


def re_entries(applications: pl.DataFrame, known: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Return the re-entries (columns of ReEntry), by application and then what speaks most for it.

    `applications` and `known` have the columns of Seller, `links` those of Link. An application that was closed itself
    comes back from nowhere, and what a reviewer called not the same is no re-entry.
    """
    closed = known.filter(pl.col("status").is_in(CLOSED)).select(known_seller_id="id", known_status="status")
    open_ones = applications.filter(~pl.col("status").is_in(CLOSED).fill_null(value=False)).select(seller_id="id")
    linked = links.filter(pl.col("relation") == ONE_OPERATOR)
    one, other = pl.col("seller_id"), pl.col("other_seller_id")
    told = ["score", "weight", "reasons"]
    both_ways = pl.concat(
        [
            linked.select(seller_id=one, known_seller_id=other, **{name: pl.col(name) for name in told}),
            linked.select(seller_id=other, known_seller_id=one, **{name: pl.col(name) for name in told}),
        ]
    )
    found = both_ways.join(open_ones, on="seller_id", how="semi").join(closed, on="known_seller_id", how="inner")
    ordered = found.select(ReEntry.column_names()).sort(
        ["seller_id", "weight", "known_seller_id"], descending=[False, True, False]
    )
    return ReEntry.cast(ordered)
