"""Closed accounts: are their offers gone, and are those behind them kept out? Practices 1, 2 and 5 of 2020."""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import COUNT_OF, LESS, MORE, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases, days_of, is_ours, of_our_sellers
from counterfoil.tables.scorecard_measure import COUNT, SHARE

HELD: Final = ("suspended", "refused", "review")  # what a dossier says of an account that may not go on as before
GRACE_DAYS: Final = 2  # after the termination, within which the offers are to be gone: our own choice


@measure(
    "offers-of-terminated-sellers",
    unit=COUNT,
    statistic=COUNT_OF,
    needs=("offer", "seller_event"),
    better=LESS,
    least=0,
    is_stock=True,
)
def offers_of_terminated_sellers(tables: Tables, window: Window) -> pl.LazyFrame:
    """Offers seen more than two days after their seller was terminated."""
    ended = tables["seller_event"].filter(pl.col("kind") == "terminated")
    last = ended.group_by("seller_id").agg(pl.col("day").max().alias("ended_on"))
    offers = tables["offer"].filter(is_ours("marketplace", window))
    rows = offers.select("id", pl.col("external_seller_id").alias("seller_id"), "seen_at", "source", "row")
    late = days_of("seen_at") > pl.col("ended_on") + pl.duration(days=GRACE_DAYS)
    still_up = rows.join(last, on="seller_id").filter(late)
    return as_cases(still_up, window, of="offer", subject="id", on=days_of("seen_at"))


def _come_back(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return what vetting says of the accounts that come from the operator of a closed one."""
    told = tables["dossier"].select("seller_id", "day", "status", "source", "row")
    vetted = told.join(tables["re_entry"].select("seller_id").unique(), on="seller_id", how="semi")
    return of_our_sellers(vetted, tables, window)


@measure(
    "re-entries-stopped",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("re_entry", "dossier"),
    better=MORE,
    is_stock=True,
    least=1,
)
def re_entries_stopped(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the accounts that come from the operator of a closed one, those that vetting holds up, suspends or refuses."""
    rows = _come_back(tables, window)
    is_held = pl.col("status").is_in(HELD)
    return as_cases(rows, window, of="seller", subject="seller_id", on=pl.col("day"), is_reached=is_held)


@measure(
    "re-entries-closed",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("re_entry", "dossier", "action"),
    better=MORE,
    is_stock=True,
    least=1,
)
def re_entries_closed(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the accounts that come from the operator of a closed one, those that were suspended, refused or terminated."""
    closing = tables["action"].filter(
        pl.col("kind").is_in(["suspend", "terminate"])
        & (pl.col("subject_kind") == "account")
        & (pl.col("in_force_since") < window.end)
    )
    ended = closing.group_by(pl.col("subject_id").alias("seller_id")).agg(pl.len().alias("times"))
    rows = _come_back(tables, window).join(ended, on="seller_id", how="left")
    is_closed = pl.col("status").is_in(HELD[:2]) | pl.col("times").is_not_null()
    return as_cases(rows, window, of="seller", subject="seller_id", on=pl.col("day"), is_reached=is_closed)


ALL: Final = (offers_of_terminated_sellers, re_entries_stopped, re_entries_closed)
