"""Vetting: how many of the sellers that may sell are fully vetted, and was it done in time? Practice 2 of 2020; DSA 30.

A dossier says how things stood with a seller on the day of its vetting, so that vetting once a period is what a trend
needs. Active sellers are those that the dossier leaves selling: neither suspended nor refused.
"""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import MORE, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases, of_our_sellers
from counterfoil.tables.scorecard_measure import SHARE

STOPPED: Final = ("suspended", "refused")
VERIFIED: Final = "verified"
CLOCK: Final = ("seller_id", "regime", "clock", "began_on")


def active_sellers(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return the dossiers of the window whose sellers may sell: seller_id, day, status, is_high_volume, given …"""
    columns = ("seller_id", "day", "status", "is_high_volume", "given", "source", "row")
    rows = tables["dossier"].select(columns).filter(pl.col("day").is_between(window.first, window.last))
    return of_our_sellers(rows.filter(~pl.col("status").is_in(STOPPED)), tables, window)


def _sellers(rows: pl.LazyFrame, window: Window, is_reached: pl.Expr) -> pl.LazyFrame:
    return as_cases(rows, window, of="seller", subject="seller_id", on=pl.col("day"), is_reached=is_reached)


def _clocks(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return each clock that fell due in the window once, as its last vetting tells it."""
    rows = tables["clock"].select(*CLOCK, "due_on", "met_on", "state", "by_platform", "source", "row")
    due = of_our_sellers(rows.filter(pl.col("due_on").is_between(window.first, window.last)), tables, window)
    is_met = (pl.col("state") == "met") & (pl.col("met_on").is_null() | (pl.col("met_on") <= pl.col("due_on")))
    is_over = pl.col("state") != "running"
    return due.group_by(CLOCK).agg(
        pl.col("due_on").max(),
        is_met.any().alias("is_met"),
        is_over.any().alias("is_over"),
        pl.col("by_platform").any(),
        pl.col("source", "row").sort_by("source", "row").last(),
    )


@measure(
    "sellers-verified-in-time",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("dossier", "clock"),
    better=MORE,
    is_stock=True,
)
def sellers_verified_in_time(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the active sellers, those fully vetted of whom no legal time was missed that fell due in these months."""
    missed = _clocks(tables, window).filter(pl.col("is_over") & ~pl.col("is_met"))
    first = missed.group_by("seller_id").agg(pl.col("due_on").min().alias("missed_on"))
    rows = active_sellers(tables, window).join(first, on="seller_id", how="left")
    is_late = (pl.col("missed_on") < pl.col("day")).fill_null(value=False)
    return _sellers(rows, window, (pl.col("status") == VERIFIED) & ~is_late)


@measure("sellers-verified", unit=SHARE, statistic=SHARE_OF, needs=("dossier",), better=MORE, is_stock=True)
def sellers_verified(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the active sellers, those fully vetted: nothing is missing or wrong, and the identity is confirmed."""
    return _sellers(active_sellers(tables, window), window, pl.col("status") == VERIFIED)


@measure("big-sellers-verified", unit=SHARE, statistic=SHARE_OF, needs=("dossier",), better=MORE, is_stock=True)
def big_sellers_verified(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the active sellers of high volume, as the INFORM Act counts them, those fully vetted."""
    return _sellers(active_sellers(tables, window).filter("is_high_volume"), window, pl.col("status") == VERIFIED)


@measure("vetting-in-time", unit=SHARE, statistic=SHARE_OF, needs=("clock",), better=MORE)
def vetting_in_time(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of what the platform owed in vetting by a day that the law sets (verify, ask again …), what came in time."""
    rows = _clocks(tables, window).filter(pl.col("by_platform") & pl.col("is_over"))
    subject = pl.concat_str("seller_id", "regime", "clock", pl.col("began_on").cast(pl.String), separator="/")
    return as_cases(rows, window, of="clock", subject=subject, on=pl.col("due_on"), is_reached=pl.col("is_met"))


ALL: Final = (sellers_verified_in_time, sellers_verified, big_sellers_verified, vetting_in_time)
