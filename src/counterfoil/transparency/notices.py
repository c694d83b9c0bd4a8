"""How many notices came, on what, and what became of each listing that they name? DSA art. 15(1)(b)."""

from typing import Final

import polars as pl

from counterfoil.tables.assessment import GROUNDS
from counterfoil.transparency.measure import HOURS, OTHER, Asked, Breakdown, Measure, Tables, hours_between

FORMS: Final = ("dsa-16", "dmca", "trademark-mail", "vero", "alibaba", "walmart", "amazon", OTHER)
ACTED, REFUSED, OPEN = "acted on", "refused", "not decided"


def _sent(tables: Tables, asked: Asked) -> pl.LazyFrame:
    told = tables["notice"].unique("id", keep="first", maintain_order=True)
    return told.filter(pl.col("recipient") == asked.platform, asked.has(pl.col("sent_at")))


def notices(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the notices sent to the platform in the period: form, ground and hours to the first answer."""
    return _sent(tables, asked).select(
        "form", "ground", hours_between(pl.col("sent_at"), pl.col("answered_at")).alias(HOURS)
    )


def listings(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return each listing that those notices name: what was decided by the last day, and after how many hours."""
    named = tables["notice_listing"].unique(["notice_id", "offer_id"], keep="first", maintain_order=True)
    sent = _sent(tables, asked).select(pl.col("id").alias("notice_id"), "sent_at", "ground")
    is_decided = pl.col("outcome").is_not_null() & (pl.col("outcome_at").cast(pl.Date) <= asked.last)
    outcome = pl.col("outcome").replace_strict({"acted": ACTED, "refused": REFUSED}, default=OPEN)
    after = hours_between(pl.col("sent_at"), pl.col("outcome_at"))
    return named.join(sent, on="notice_id", how="inner").select(
        pl.when(is_decided).then(outcome).otherwise(pl.lit(OPEN)).alias("outcome"),
        pl.when(is_decided).then(after).alias(HOURS),
    )


NOTICES: Final = Measure(
    id="notices",
    section="notices",
    title="Notices received",
    says="Notices that were sent to the platform in the period.",
    needs=("notice",),
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
    cases=listings,
    breakdowns=(Breakdown("outcome", "by what was decided", (ACTED, REFUSED, OPEN)),),
    median="from the notice to the decision on the listing, of those decided",
)
