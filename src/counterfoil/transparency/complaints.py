"""How many complained, how was it decided, and how soon? DSA art. 15(1)(d). A complaint is an event of an action."""

from typing import Final

import polars as pl

from counterfoil.tables.platform_rows import BY_CASE
from counterfoil.transparency.measure import HOURS, TOLD, Asked, Breakdown, Measure, Tables, hours_between, own_once

UPHELD, REVERSED, OPEN = "measure upheld", "measure taken back", "not decided"
OWNERS: Final = (BY_CASE,)
_DECISIONS: Final = {"upheld": UPHELD, "undone": REVERSED}


def complaints(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the complaints of the period with what was decided by its last day, and after how many hours."""
    of_actions = tables["event"].filter(pl.col("subject_kind") == "action")
    keys = ("subject_id", "kind", "at")
    once = own_once(of_actions, tables, asked, keys=keys, owners=OWNERS)
    made = once.filter(pl.col("kind") == "appealed", asked.has(pl.col("at"))).select("subject_id", "at", TOLD)
    decided = once.filter(pl.col("kind").is_in(list(_DECISIONS)), asked.is_known(pl.col("at"))).select(
        "subject_id", "at", pl.col("kind").replace_strict(_DECISIONS).alias("outcome"), decided_at=pl.col("at")
    )
    first_after = made.sort("at").join_asof(
        decided.sort("at"), on="at", by="subject_id", strategy="forward", check_sortedness=False
    )
    return first_after.select(
        pl.col("outcome").fill_null(OPEN), TOLD, hours_between(pl.col("at"), pl.col("decided_at")).alias(HOURS)
    )


COMPLAINTS: Final = Measure(
    id="complaints",
    section="complaints",
    title="Complaints against measures",
    says="Complaints that parties made in the period, with what was decided on them by its last day.",
    needs=("event",),
    owners=OWNERS,
    cases=complaints,
    breakdowns=(Breakdown("outcome", "by what was decided", (UPHELD, REVERSED, OPEN)),),
    median="from the complaint to the decision, of those decided",
)
