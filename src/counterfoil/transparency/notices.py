"""How many notices came, on what, and what became of each listing that they name? DSA art. 15(1)(b)."""

from typing import Final

import polars as pl

from counterfoil.tables.assessment import GROUNDS
from counterfoil.tables.platform_rows import is_platform
from counterfoil.transparency.measure import HOURS, OTHER, TOLD, Asked, Breakdown, Measure, Tables, hours_between

FORMS: Final = ("dsa-16", "dmca", "trademark-mail", "vero", "alibaba", "walmart", "amazon", OTHER)
ACTED, REFUSED, OPEN = "acted on", "refused", "not decided"


def _sent(tables: Tables, asked: Asked) -> pl.LazyFrame:
    ours = tables["notice"].filter(is_platform("recipient", asked.platform), asked.has(pl.col("sent_at")))
    return _first(ours, "answered_at", keys=("id",)).with_columns(pl.lit(value=True).alias(TOLD))


def _first(frame: pl.LazyFrame, moment: str, *, keys: tuple[str, ...]) -> pl.LazyFrame:
    """Return of each key the row of which it is told that something was done, and that of the earliest."""
    return frame.sort(moment, "source", "row", nulls_last=True).unique(keys, keep="first", maintain_order=True)


def notices(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the notices sent to the platform in the period: form, ground and hours to the first answer."""
    after = hours_between(pl.col("sent_at"), pl.col("answered_at"))
    is_answered = asked.is_known(pl.col("answered_at"))
    return _sent(tables, asked).select("form", "ground", TOLD, pl.when(is_answered).then(after).alias(HOURS))


def listings(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return each listing that those notices name: what was decided by the last day, and after how many hours."""
    named = _first(tables["notice_listing"], "outcome_at", keys=("notice_id", "offer_id"))
    sent = _sent(tables, asked).select(pl.col("id").alias("notice_id"), "sent_at", TOLD)
    is_decided = pl.col("outcome").is_not_null() & asked.is_known(pl.col("outcome_at"))
    outcome = pl.col("outcome").replace_strict({"acted": ACTED, "refused": REFUSED}, default=OPEN)
    after = hours_between(pl.col("sent_at"), pl.col("outcome_at"))
    return named.join(sent, on="notice_id", how="inner").select(
        pl.when(is_decided).then(outcome).otherwise(pl.lit(OPEN)).alias("outcome"),
        TOLD,
        pl.when(is_decided).then(after).alias(HOURS),
    )


NOTICES: Final = Measure(
    id="notices",
    section="notices",
    title="Notices received",
    says="Notices that were sent to the platform in the period.",
    needs=("notice",),
    owners=(),
    cases=notices,
    breakdowns=(
        Breakdown("ground", "by what is alleged", (*GROUNDS, OTHER)),
        Breakdown("form", "by form of the notice", FORMS),
    ),
    median="from the notice to its first answer, of those answered",
)
LISTINGS: Final = Measure(
    id="listings-notified",
    section="notices",
    title="Listings that the notices name",
    says="Each listing of each notice of the period once, with what was decided on it by the last day.",
    needs=("notice", "notice_listing"),
    owners=(),
    cases=listings,
    breakdowns=(Breakdown("outcome", "by what was decided", (ACTED, REFUSED, OPEN)),),
    median="from the notice to the decision on the listing, of those decided",
)
