"""Stay down: do listings that were taken down come back, and how soon? Practices 4 and 5 of 2020.

A listing counts once its thirty days are over, whether it came back or not. What was taken down yesterday cannot have
come back yet, or only soon: with it, the newest month would always look mended, and its relists quick.
"""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import COUNT_OF, LESS, MEDIAN, MORE, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import HOURS_A_DAY, as_cases, days_of
from counterfoil.scorecards.measures.notices import listing_id, noticed
from counterfoil.tables.reappearance import GRADES
from counterfoil.tables.scorecard_measure import COUNT, DAYS, INSIDE, OUTSIDE, SHARE

WATCHED_DAYS: Final = 30  # after a takedown, so that a month can be told when the next is over: our own choice
SAME: Final = GRADES[:3]  # by words alone nobody is told to have come back: honest resellers copy each other
BOTH: Final = (INSIDE, OUTSIDE)
NEEDS: Final = ("notice", "notice_listing", "reappearance")


def _taken_down(tables: Tables, window: Window) -> pl.LazyFrame:
    return noticed(tables, window).filter(pl.col("outcome") == "acted")


def _returned(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return the listings that were taken down, with `back_after`, the hours until it was first seen again within the
    days of watching; empty where it was not. Those whose days of watching are not over at the end are left out."""
    days_over = pl.col("outcome_at") + pl.duration(days=WATCHED_DAYS) <= window.end
    back = tables["reappearance"].filter(
        pl.col("grade").is_in(SAME) & (pl.col("seen_at") < window.end) & (pl.col("hours") <= WATCHED_DAYS * HOURS_A_DAY)
    )
    first = back.group_by("notice_id", "offer_id").agg(pl.col("hours").min().alias("back_after"))
    watched = _taken_down(tables, window).filter(days_over)
    return watched.join(first, on=["notice_id", "offer_id"], how="left")


@measure("relists-after-removal", unit=SHARE, statistic=SHARE_OF, needs=NEEDS, better=LESS, editions=BOTH)
def relists_after_removal(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the listings that were taken down, those seen again within 30 days: the same, its seller's or its picture;
    those whose 30 days are not over wait."""
    back = pl.col("back_after").is_not_null()
    rows = _returned(tables, window)
    return as_cases(rows, window, of="listing", subject=listing_id(), on=days_of("outcome_at"), is_reached=back)


@measure("days-to-reappearance-median", unit=DAYS, statistic=MEDIAN, needs=NEEDS, better=MORE, editions=BOTH)
def days_to_reappearance_median(tables: Tables, window: Window) -> pl.LazyFrame:
    """Half of the listings that came back within 30 days of their removal were seen again after so many days; those
    whose 30 days are not over wait."""
    rows = _returned(tables, window).filter(pl.col("back_after").is_not_null())
    return as_cases(
        rows,
        window,
        of="listing",
        subject=listing_id(),
        on=days_of("outcome_at"),
        is_reached=pl.lit(value=True),
        amount=pl.col("back_after") / HOURS_A_DAY,
    )


@measure("listings-taken-down", unit=COUNT, statistic=COUNT_OF, needs=NEEDS[:2], better=MORE, editions=BOTH, least=0)
def listings_taken_down(tables: Tables, window: Window) -> pl.LazyFrame:
    """Listings that the platform took down on notices; alone it says nothing of what was missed."""
    return as_cases(_taken_down(tables, window), window, of="listing", subject=listing_id(), on=days_of("outcome_at"))


ALL: Final = (relists_after_removal, days_to_reappearance_median, listings_taken_down)
