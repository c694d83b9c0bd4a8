"""How many statements of reasons were given, and in time? What was done about who sellers are? DSA 24(5), INFORM.

15 USC 45f asks no platform for a report; the counts stand here since the same tables tell them.
"""

from typing import Final

import polars as pl

from counterfoil.tables.seller_event import KINDS
from counterfoil.transparency.measure import HOURS, Asked, Breakdown, Measure, Tables

IN_TIME, LATE = "when the measure took effect", "later"


def statements(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the statements given in the period, and whether in time."""
    once = tables["statement"].unique("puid", keep="first", maintain_order=True)
    in_time = pl.when(pl.col("days_late") == 0).then(pl.lit(IN_TIME)).otherwise(pl.lit(LATE))
    return once.filter(asked.has(pl.col("told_on"))).select(
        in_time.alias("when"), pl.lit(None, pl.Float64).alias(HOURS)
    )


def seller_acts(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return what happened between the platform and its sellers in the period, an act to a row."""
    once = tables["seller_event"].unique(["seller_id", "kind", "day"], keep="first", maintain_order=True)
    return once.filter(asked.has(pl.col("day"))).select("kind", pl.lit(None, pl.Float64).alias(HOURS))


STATEMENTS: Final = Measure(
    id="statements-of-reasons",
    section="statements",
    title="Statements of reasons",
    says="Statements that were given to parties in the period.",
    needs=("statement",),
    cases=statements,
    breakdowns=(Breakdown("when", "by when it was given", (IN_TIME, LATE)),),
)
SELLER_ACTS: Final = Measure(
    id="seller-acts",
    section="inform",
    title="Acts on the identity of sellers",
    says="What was received, verified, certified, asked for and suspended in the period.",
    needs=("seller_event",),
    cases=seller_acts,
    breakdowns=(Breakdown("kind", "by act", KINDS),),
)
