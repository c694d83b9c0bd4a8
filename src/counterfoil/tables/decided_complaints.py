"""Which acts on a restriction are a complaint, and which decision answers it? One rule for all who count them.

Regulation (EU) 2022/2065, article 20: who is restricted may complain; the platform upholds or undoes the restriction.
"""

from typing import Final

import polars as pl

COMPLAINT: Final = "appealed"
UPHELD, UNDONE = DECISIONS = ("upheld", "undone")
_ORDER: Final = ("at", "number")


def acts_of_complaints(events: pl.LazyFrame) -> pl.LazyFrame:
    """Return the events (contract Event) of restrictions that are complaints or decisions on them."""
    return events.filter((pl.col("subject_kind") == "action") & pl.col("kind").is_in((COMPLAINT, *DECISIONS)))


def decided_complaints(acts: pl.LazyFrame) -> pl.LazyFrame:
    """Return each complaint with the next decision, `decision` and `decided_at`, empty where there is none.

    `acts` has subject_id, kind, at and number, each act once; its other columns are those of the complaint. Who
    complains again before anybody decided has complained once.
    """
    before = pl.col("kind").shift(1).over("subject_id", order_by=_ORDER)
    changes = acts.filter(before.ne_missing(COMPLAINT) | (pl.col("kind") != COMPLAINT))
    after = changes.with_columns(
        pl.col("kind").shift(-1).over("subject_id", order_by=_ORDER).alias("decision"),
        pl.col("at").shift(-1).over("subject_id", order_by=_ORDER).alias("decided_at"),
    )
    return after.filter(pl.col("kind") == COMPLAINT)
