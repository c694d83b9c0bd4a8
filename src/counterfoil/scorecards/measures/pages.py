"""What does the page of an offer show before anything is bought? Practices 8 to 10 of 2020; DSA 30(7), 31; INFORM.

Counted over page checks: somebody, or a program, opened pages and wrote down what stood there. Only pages drawn by
chance stand for all; those chosen for a reason are left out.
"""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import MORE, SHARE_OF, Measure, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases, days_of, is_ours
from counterfoil.tables.page_check import (
    CONTACT,
    ORIGIN,
    PLACE,
    RANDOM,
    REPORT_FORM,
    SELLER_ID,
    SELLER_NAME,
    SHIPS_FROM,
    THIRD_PARTY,
)
from counterfoil.tables.scorecard_measure import INSIDE, OUTSIDE, SHARE

BOTH: Final = (INSIDE, OUTSIDE)  # anybody can open a page
IDENTITY: Final = (SELLER_NAME, PLACE)
SHOWN: Final = {
    "third-party-shown": (THIRD_PARTY, "that the seller is a third party"),
    "contact-shown": (CONTACT, "how to reach the seller"),
    "dispatch-shown": (SHIPS_FROM, "where the goods are sent from, and by whom"),
    "seller-id-shown": (SELLER_ID, "the seller's lasting number"),
    "offers-with-country-of-origin": (ORIGIN, "the country of origin of the goods"),
    "report-form-shown": (REPORT_FORM, "a way to report the seller or the goods"),
}


def _drawn(tables: Tables, window: Window) -> pl.LazyFrame:
    checks = tables["page_check"].filter(is_ours("platform", window) & (pl.col("how") == RANDOM))
    return checks.select("offer_id", "asked", "is_shown", days_of("looked_at").alias("on"), "source", "row")


def _shown(name: str, asked: str, says: str) -> Measure:
    def cases(tables: Tables, window: Window) -> pl.LazyFrame:
        rows = _drawn(tables, window).filter(pl.col("asked") == asked)
        return as_cases(rows, window, of="offer", subject="offer_id", on=pl.col("on"), is_reached=pl.col("is_shown"))

    cases.__doc__ = f"Of the pages of offers that were drawn by chance and opened, those that showed {says}."
    needs = ("page_check",)
    return measure(name, unit=SHARE, statistic=SHARE_OF, needs=needs, better=MORE, editions=BOTH, is_stock=True)(cases)


@measure(
    "seller-identity-shown",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("page_check",),
    better=MORE,
    editions=BOTH,
    is_stock=True,
)
def seller_identity_shown(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the pages of offers that were drawn by chance and opened, those that showed the seller's name and place."""
    rows = _drawn(tables, window).filter(pl.col("asked").is_in(IDENTITY))
    both = rows.group_by("offer_id", "on").agg(
        (pl.col("is_shown").all() & (pl.col("asked").n_unique() == len(IDENTITY))).alias("is_shown"),
        pl.col("source", "row").sort_by("source", "row").first(),
    )
    return as_cases(both, window, of="offer", subject="offer_id", on=pl.col("on"), is_reached=pl.col("is_shown"))


ALL: Final = (seller_identity_shown, *(_shown(name, *what) for name, what in SHOWN.items()))
