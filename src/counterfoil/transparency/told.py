"""How many statements of reasons were given, and in time? What was done about who sellers are? DSA 24(5), INFORM.

15 USC 45f asks no platform for a report; the counts stand here since the same tables tell them.
"""

from typing import Final

import polars as pl

from counterfoil.tables.dossier import DISCLOSURES
from counterfoil.tables.seller_event import KINDS
from counterfoil.tables.used_puid import KEPT, REFUSED, RETURNED
from counterfoil.transparency.measure import HOURS, OTHER, Asked, Breakdown, Measure, Tables

IN_TIME, LATE, NO_ANSWER = "when the measure took effect", "later", "no answer is given"
STATUSES: Final = ("verified", "incomplete", "review", "suspended", "refused", OTHER)


def statements(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the statements given in the period, whether in time, and the last that the database said of each."""
    once = tables["statement"].unique("puid", keep="first", maintain_order=True)
    in_time = pl.when(pl.col("days_late") == 0).then(pl.lit(IN_TIME)).otherwise(pl.lit(LATE))
    return (
        once.filter(asked.has(pl.col("told_on")))
        .join(_answers(tables), on="puid", how="left")
        .select(in_time.alias("when"), pl.col("answer").fill_null(NO_ANSWER), pl.lit(None, pl.Float64).alias(HOURS))
    )


def _answers(tables: Tables) -> pl.LazyFrame:
    """Return of each statement that was answered whether it is kept: once it is, what was said before is past."""
    if "statement_answer" not in tables:
        return pl.LazyFrame(schema={"puid": pl.String, "answer": pl.String})
    best = [pl.when((pl.col("state") == one).any()).then(pl.lit(one)) for one in (KEPT, REFUSED, RETURNED)]
    return tables["statement_answer"].group_by("puid").agg(pl.coalesce(best).alias("answer"))


def high_volume(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the sellers that were high-volume when they were last vetted in the period: status and disclosure."""
    vetted = tables["dossier"].filter(asked.has(pl.col("day"))).sort("day", "seller_id")
    last = vetted.unique("seller_id", keep="last", maintain_order=True)
    return last.filter("is_high_volume").select("status", "disclosure", pl.lit(None, pl.Float64).alias(HOURS))


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
    breakdowns=(
        Breakdown("when", "by when it was given", (IN_TIME, LATE)),
        Breakdown("answer", "by what the DSA Transparency Database answered", (KEPT, REFUSED, RETURNED, NO_ANSWER)),
    ),
)
HIGH_VOLUME: Final = Measure(
    id="high-volume-sellers",
    section="inform",
    title="High-volume sellers",
    says="Sellers that were high-volume under 15 USC 45f(f)(3) when they were last vetted in the period.",
    needs=("dossier",),
    cases=high_volume,
    breakdowns=(
        Breakdown("status", "by status of the vetting", STATUSES),
        Breakdown("disclosure", "by what of their identity buyers are shown", DISCLOSURES),
    ),
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
