"""How many complained, how was it decided, and how soon? DSA art. 15(1)(d). A complaint is an event of an action."""

from typing import Final

import polars as pl

from counterfoil.tables.decided_complaints import UNDONE, acts_of_complaints, decided_complaints
from counterfoil.tables.decided_complaints import UPHELD as KEPT
from counterfoil.tables.platform_rows import BY_CASE
from counterfoil.transparency.measure import HOURS, TOLD, Asked, Breakdown, Measure, Tables, hours_between, own_once

UPHELD, REVERSED, OPEN = "measure upheld", "measure taken back", "not decided"
OWNERS: Final = (BY_CASE,)
_DECISIONS: Final = {KEPT: UPHELD, UNDONE: REVERSED}


def complaints(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the complaints of the period with what was decided by its last day, and after how many hours.

    Who complains again before anybody decided has complained once.
    """
    acts = acts_of_complaints(tables["event"]).filter(asked.is_known(pl.col("at")))
    once = own_once(acts, tables, asked, keys=("subject_id", "kind", "at"), owners=OWNERS)
    made = decided_complaints(once).filter(asked.has(pl.col("at")))
    outcome = pl.col("decision").replace_strict(_DECISIONS, default=OPEN)
    return made.select(outcome.alias("outcome"), TOLD, hours_between(pl.col("at"), pl.col("decided_at")).alias(HOURS))


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
