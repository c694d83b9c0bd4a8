"""Money: is it paid out through banks that answer to American law, and not to accounts that were closed? Practice 7.

A bank is responsive where it answered in time the last request for information that fell due before the payout. Which
bank a payout went to stands in the payout, or else with its seller (routing number).
"""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import COUNT_OF, LESS, MORE, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases, of_our_sellers, once
from counterfoil.tables.scorecard_measure import COUNT, SHARE

ENDING: Final = ("terminated",)


def _payouts(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return the payouts of the window with `bank`: where neither table names it, it is empty."""
    rows = tables["payout"].select("id", "seller_id", "paid_on", "bank", "source", "row")
    paid = once(rows.filter(pl.col("paid_on").is_between(window.first, window.last)), "id")
    ours = of_our_sellers(paid, tables, window)
    if "seller" in tables:
        banks = tables["seller"].select(pl.col("id").alias("seller_id"), pl.col("bankRouting").alias("own_bank"))
        ours = ours.join(banks.unique("seller_id", keep="last"), on="seller_id", how="left")
        ours = ours.with_columns(pl.coalesce("bank", "own_bank").alias("bank"))
    return ours.with_columns(_key("bank"))


def _key(column: str) -> pl.Expr:
    return pl.col(column).str.replace_all(r"\s", "").str.to_uppercase()


@measure("payouts-with-bank-known", unit=SHARE, statistic=SHARE_OF, needs=("payout",), better=MORE)
def payouts_with_bank_known(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the payouts, those of which it is told to which bank they went."""
    rows = _payouts(tables, window)
    return as_cases(
        rows, window, of="payout", subject="id", on=pl.col("paid_on"), is_reached=pl.col("bank").is_not_null()
    )


@measure(
    "payouts-through-responsive-banks",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("payout", "bank_request"),
    better=MORE,
)
def payouts_through_responsive_banks(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the payouts to banks that were ever asked for information, those to banks that had answered the last request
    in time; banks that nobody asked are left out."""
    requests = tables["bank_request"].select(_key("bank"), "due_on", "answered_on")
    in_time = (pl.col("answered_on") <= pl.col("due_on")).fill_null(value=False)
    last = requests.group_by("bank", "due_on").agg(in_time.all().alias("is_responsive"))
    rows = _payouts(tables, window).filter(pl.col("bank").is_not_null())
    both = rows.sort("paid_on").join_asof(
        last.sort("due_on"),
        left_on="paid_on",
        right_on="due_on",
        by="bank",
        strategy="backward",
        allow_exact_matches=False,
        check_sortedness=False,
    )
    asked = both.filter(pl.col("is_responsive").is_not_null())
    return as_cases(asked, window, of="payout", subject="id", on=pl.col("paid_on"), is_reached=pl.col("is_responsive"))


@measure("bank-requests-answered", unit=SHARE, statistic=SHARE_OF, needs=("bank_request",), better=MORE)
def bank_requests_answered(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the requests for information to banks that fell due, those answered in time."""
    in_time = (pl.col("answered_on") <= pl.col("due_on")).fill_null(value=False)
    return as_cases(
        once(tables["bank_request"], "id"),
        window,
        of="bank request",
        subject="id",
        on=pl.col("due_on"),
        is_reached=in_time,
    )


@measure(
    "payouts-after-termination",
    unit=COUNT,
    statistic=COUNT_OF,
    needs=("payout", "seller_event"),
    better=LESS,
    least=0,
)
def payouts_after_termination(tables: Tables, window: Window) -> pl.LazyFrame:
    """Payouts to accounts after the day on which they were terminated."""
    ended = tables["seller_event"].filter(pl.col("kind").is_in(ENDING))
    first = ended.group_by("seller_id").agg(pl.col("day").min().alias("ended_on"))
    rows = _payouts(tables, window).join(first, on="seller_id").filter(pl.col("paid_on") > pl.col("ended_on"))
    return as_cases(rows, window, of="payout", subject="id", on=pl.col("paid_on"))


ALL: Final = (
    payouts_through_responsive_banks,
    payouts_with_bank_known,
    bank_requests_answered,
    payouts_after_termination,
)
