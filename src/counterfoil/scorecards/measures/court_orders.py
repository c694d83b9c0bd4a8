"""Orders of courts: how often was one broken by the platform? Of what is held against others nothing is counted."""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import COUNT_OF, LESS, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases
from counterfoil.tables.scorecard_measure import COUNT

SELLER: Final = "seller"  # whom else a breach may be held against


@measure("order-breaches", unit=COUNT, statistic=COUNT_OF, needs=("order_breach",), better=LESS, least=0)
def order_breaches(tables: Tables, window: Window) -> pl.LazyFrame:
    """Breaches of court orders that are held against the platform, or who acts for it, and were not withdrawn."""
    ours = tables["order_breach"].filter((pl.col("by") != SELLER) & pl.col("withdrawn_on").is_null())
    first = ours.group_by("order_id", "kind", "subject_id", "by").agg(
        pl.col("first_seen").min(), pl.col("source", "row").sort_by("source", "row").first()
    )
    subject = pl.concat_str("order_id", "kind", "subject_id", "by", separator="/")
    return as_cases(first, window, of="breach", subject=subject, on=pl.col("first_seen"))


ALL: Final = (order_breaches,)
