"""How many statements of reasons were given, and in time? What was done about who sellers are? DSA 24(5), INFORM.

15 USC 45f asks no platform for a report; the counts stand here since the same tables tell them.
"""

from typing import Final

import polars as pl

from counterfoil.tables.dossier import DISCLOSURES
from counterfoil.tables.platform_rows import BY_ACCOUNT, BY_CASE, BY_SELLER
from counterfoil.tables.seller_event import KINDS
from counterfoil.tables.used_puid import KEPT, REFUSED, RETURNED
from counterfoil.transparency.measure import HOURS, OTHER, TOLD, Asked, Breakdown, Measure, Tables, own_once

IN_TIME, LATE, NO_ANSWER = "when the measure took effect", "later", "no answer is given"
OF_STATEMENTS: Final = (BY_CASE, BY_ACCOUNT)
OF_SELLERS: Final = (BY_SELLER,)
NEVER: Final = pl.lit(None, pl.Float64).alias(HOURS)
STATUSES: Final = ("verified", "incomplete", "review", "suspended", "refused", OTHER)


def statements(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the statements given in the period, whether in time, and the last that the database said of each."""
    last = pl.col("told_on")
    once = own_once(tables["statement"], tables, asked, keys=("puid",), owners=OF_STATEMENTS, latest=last)
    in_time = pl.when(pl.col("days_late") == 0).then(pl.lit(IN_TIME)).otherwise(pl.lit(LATE))
    return (
        once.filter(asked.has(pl.col("told_on")))
        .join(_answers(tables), on="puid", how="left")
        .select(in_time.alias("when"), pl.col("answer").fill_null(NO_ANSWER), TOLD, NEVER)
    )


def _answers(tables: Tables) -> pl.LazyFrame:
    """Return of each statement that was answered whether it is kept: once it is, what was said before is past."""
    if "statement_answer" not in tables:
        return pl.LazyFrame(schema={"puid": pl.String, "answer": pl.String})
    best = [pl.when((pl.col("state") == one).any()).then(pl.lit(one)) for one in (KEPT, REFUSED, RETURNED)]
    return tables["statement_answer"].group_by("puid").agg(pl.coalesce(best).alias("answer"))


def high_volume(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the sellers that were high-volume when they were last vetted in the period: status and disclosure."""
    vetted = tables["dossier"].filter(asked.has(pl.col("day")))
    last = own_once(vetted, tables, asked, keys=("seller_id",), owners=OF_SELLERS, latest=pl.col("day"))
    return last.filter("is_high_volume").select("status", "disclosure", TOLD, NEVER)


def seller_acts(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return what happened between the platform and its sellers in the period, an act to a row."""
    done = tables["seller_event"].filter(asked.has(pl.col("day")))
    keys = ("seller_id", "kind", "day")
    once = own_once(done, tables, asked, keys=keys, owners=OF_SELLERS)
    return once.select("kind", TOLD, NEVER)


STATEMENTS: Final = Measure(
    id="statements-of-reasons",
    section="statements",
    title="Statements of reasons",
    says="Statements that were given to parties in the period.",
    needs=("statement",),
    owners=OF_STATEMENTS,
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
    owners=OF_SELLERS,
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
    owners=OF_SELLERS,
    cases=seller_acts,
    breakdowns=(Breakdown("kind", "by act", KINDS),),
)
