"""Terms: did the sellers agree to them, and does the platform hold them to what they signed? Practice 1 of 2020."""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import MORE, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases, of_our_sellers, once
from counterfoil.scorecards.measures.foreign_sellers import foreign_sellers
from counterfoil.scorecards.measures.vetted_sellers import active_sellers
from counterfoil.tables.scorecard_measure import SHARE

STRIKES: Final = 3  # in a year, as the SHOP SAFE bill of 2023 has it (not law)
YEAR_DAYS: Final = 365
STOP_DAYS: Final = 30  # after the third, within which the account is to be closed: our own choice
CLOSING: Final = ("suspend", "terminate")  # answers to a violation
CLOSED: Final = ("suspended", "terminated")  # events of a seller


def _told(rows: pl.LazyFrame, tables: Tables, window: Window, kind: str) -> pl.LazyFrame:
    """Return sellers as cases: reached where the event stands in the table by the day of the dossier.

    Where the event stands there of nobody, the platform does not record it, and there is no case: that is not none.
    """
    told = tables["seller_event"].filter(pl.col("kind") == kind)
    is_recorded = told.select(pl.col("kind").alias("recorded")).head(1)
    first = told.group_by("seller_id").agg(pl.col("day").min().alias("told_on"))
    both = rows.join(is_recorded, how="cross").join(first, on="seller_id", how="left")
    is_told = (pl.col("told_on") <= pl.col("day")).fill_null(value=False)
    return as_cases(both, window, of="seller", subject="seller_id", on=pl.col("day"), is_reached=is_told)


@measure("terms-agreed", unit=SHARE, statistic=SHARE_OF, needs=("dossier", "seller_event"), better=MORE, is_stock=True)
def terms_agreed(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the active sellers, those that agreed to terms which forbid counterfeits and say what follows."""
    return _told(active_sellers(tables, window), tables, window, "terms agreed")


@measure(
    "authenticity-attested",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("dossier", "seller_event"),
    better=MORE,
    is_stock=True,
)
def authenticity_attested(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the active sellers, those that attested that their goods are genuine."""
    return _told(active_sellers(tables, window), tables, window, "authenticity attested")


@measure(
    "lawful-goods-certified",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("dossier", "seller_event"),
    better=MORE,
    is_stock=True,
)
def lawful_goods_certified(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the active sellers, those that certified that they offer only what the law allows."""
    return _told(active_sellers(tables, window), tables, window, "self-certified")


@measure(
    "jurisdiction-accepted",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("dossier", "seller", "seller_event"),
    better=MORE,
    is_stock=True,
)
def jurisdiction_accepted(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the active sellers abroad, those that accepted to be sued in the courts of the United States."""
    return _told(foreign_sellers(tables, window), tables, window, "jurisdiction accepted")


@measure("violations-answered", unit=SHARE, statistic=SHARE_OF, needs=("violation",), better=MORE)
def violations_answered(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the violations that were found, those to which the platform did something, if only warn."""
    rows = of_our_sellers(once(tables["violation"], "id"), tables, window, seller="account_id")
    is_answered = pl.col("answer").fill_null("none") != "none"
    return as_cases(rows, window, of="violation", subject="id", on=pl.col("found_on"), is_reached=is_answered)


def _third_strikes(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return each violation that was at least the third of its account within a year, the first one in the window."""
    counts = (pl.col("outcome") != "overturned") | (pl.col("outcome_on") > window.last)
    rows = of_our_sellers(once(tables["violation"], "id"), tables, window, seller="account_id")
    found = rows.filter(counts.fill_null(value=True) & (pl.col("found_on") <= window.last))
    earlier = pl.col("found_on").shift(STRIKES - 1).over("account_id", order_by=("found_on", "id"))
    is_third = pl.col("found_on") - earlier < pl.duration(days=YEAR_DAYS)
    third = found.filter(is_third & (pl.col("found_on") >= window.first))
    return third.group_by("account_id").agg(pl.col("found_on", "source", "row").sort_by("found_on", "id").first())


@measure("repeat-offenders-closed", unit=SHARE, statistic=SHARE_OF, needs=("violation", "seller_event"), better=MORE)
def repeat_offenders_closed(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the accounts with a third violation in a year, those suspended or terminated within 30 days of it; those whose
    30 days are not over wait."""
    events = tables["seller_event"].filter(pl.col("kind").is_in(CLOSED))
    answers = tables["violation"].filter(pl.col("answer").is_in(CLOSING))
    closed = pl.concat(
        [
            events.select(pl.col("seller_id").alias("account_id"), pl.col("day").alias("closed_on")),
            answers.select("account_id", pl.col("found_on").alias("closed_on")),
        ]
    )
    last = pl.col("found_on") + pl.duration(days=STOP_DAYS)
    due = _third_strikes(tables, window).filter(last <= window.last)
    both = due.join(closed, on="account_id", how="left")
    in_time = pl.col("closed_on").is_between(pl.col("found_on"), last)
    rows = both.group_by("account_id", "found_on", "source", "row").agg(
        in_time.any().fill_null(value=False).alias("is_closed")
    )
    is_closed = pl.col("is_closed")
    return as_cases(rows, window, of="seller", subject="account_id", on=pl.col("found_on"), is_reached=is_closed)


ALL: Final = (
    terms_agreed,
    authenticity_attested,
    lawful_goods_certified,
    jurisdiction_accepted,
    violations_answered,
    repeat_offenders_closed,
)
