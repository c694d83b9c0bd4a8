"""Orders of courts: how often was one broken by the platform? Of what is held against others nothing is counted.

A breach says what kind of intermediary it is held against, and not which: give the breaches of one platform's orders.
"""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import COUNT_OF, LESS, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases
from counterfoil.tables.scorecard_measure import COUNT

PLATFORM: Final = "marketplace"  # sellers, payment processors, warehouses and carriers may be bound too


@measure("order-breaches", unit=COUNT, statistic=COUNT_OF, needs=("order_breach",), better=LESS, least=0)
def order_breaches(tables: Tables, window: Window) -> pl.LazyFrame:
    """Breaches of court orders that are held against the platform and were not withdrawn; not those of others that are
    bound, such as payment processors and warehouses."""
    ours = tables["order_breach"].filter((pl.col("by") == PLATFORM) & pl.col("withdrawn_on").is_null())
    first = ours.group_by("order_id", "kind", "subject_id", "by").agg(
        pl.col("first_seen").min(), pl.col("source", "row").sort_by("source", "row").first()
    )
    subject = pl.concat_str("order_id", "kind", "subject_id", "by", separator="/")
    return as_cases(first, window, of="breach", subject=subject, on=pl.col("first_seen"))


ALL: Final = (order_breaches,)
