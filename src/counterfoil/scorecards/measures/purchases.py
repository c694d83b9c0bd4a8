"""Test purchases: were the goods counterfeit that somebody bought to look at them? Anybody can buy."""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import LESS, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases, days_of, is_ours
from counterfoil.tables.scorecard_measure import INSIDE, OUTSIDE, SHARE

ORIGIN: Final = "test purchase"


@measure(
    "test-purchases-counterfeit",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("label",),
    better=LESS,
    editions=(INSIDE, OUTSIDE),
)
def test_purchases_counterfeit(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the test purchases, those that were counterfeit; buyers choose what looks false, so that no share of the
    market follows from it."""
    bought = tables["label"].filter((pl.col("origin") == ORIGIN) & (pl.col("labelled_at") < window.end))
    if "offer" in tables:
        elsewhere = tables["offer"].filter(~is_ours("marketplace", window)).select(pl.col("id").alias("subject_id"))
        bought = bought.join(elsewhere, on="subject_id", how="anti")
    purchases = bought.group_by("subject_id", days_of("labelled_at").alias("on")).agg(
        (pl.col("label") == "counterfeit").any().alias("is_false"),
        pl.col("source", "row").sort_by("source", "row").first(),
    )
    is_false = pl.col("is_false")
    return as_cases(purchases, window, of="offer", subject="subject_id", on=pl.col("on"), is_reached=is_false)


ALL: Final = (test_purchases_counterfeit,)
