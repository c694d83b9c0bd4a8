"""Notice and takedown: how long does the platform take, and what does it refuse? Practice 4 of 2020; DSA, art. 16."""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import LESS, MEDIAN, MORE, P90, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import (
    as_cases,
    days_of,
    hours,
    is_platform,
    of_our_cases,
    once,
    until_the_end,
)
from counterfoil.tables.scorecard_measure import HOURS, INSIDE, OUTSIDE, SHARE

DECIDED_DAYS: Final = 7  # within which a listing is to be decided on: our own choice, no law names a number
BOTH: Final = (INSIDE, OUTSIDE)  # whoever gave the notices has these tables too
NEEDS: Final = ("notice", "notice_listing")
ASKED_AGAIN_DAYS: Final = 30  # after a refusal, within which it is to be overturned: our own choice
TAKEN_BACK: Final = "withdrawn"
TOOK_DOWN: Final = ("acted", "acted in part")
RECEIVED: Final = ("acknowledged", "clarification asked", *TOOK_DOWN, "refused")


def _sent(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return the notices that were sent to the platform, but for those taken back: id, sent_at, source, row.

    One that any of several tables tells as taken back is taken back: nothing follows that state, so the others are
    older.
    """
    ours = is_platform("recipient", window) & (pl.col("sent_at") < window.end)
    rows = tables["notice"].filter(ours).select("id", "sent_at", "state", "source", "row")
    kept = rows.join(rows.filter(pl.col("state") == TAKEN_BACK), on="id", how="anti")
    return once(kept.sort("sent_at", "source", "row").drop("state"), "id")


def noticed(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return the listings of notices that were sent to the platform, with `sent_at`; not of those taken back."""
    sent = _sent(tables, window)
    listings = tables["notice_listing"].select("notice_id", "offer_id", "outcome", "outcome_at", "source", "row")
    decided_first = listings.sort("outcome_at", "source", "row", nulls_last=True)
    known = once(decided_first, "notice_id", "offer_id").with_columns(until_the_end("outcome_at", window))
    known = known.with_columns(pl.when(pl.col("outcome_at").is_not_null()).then(pl.col("outcome")).alias("outcome"))
    return known.join(sent.select(pl.col("id").alias("notice_id"), "sent_at"), on="notice_id")


def listing_id() -> pl.Expr:
    """Return the id of a listing of a notice: NOTICE/OFFER."""
    return pl.concat_str("notice_id", "offer_id", separator="/")


def _takedowns(tables: Tables, window: Window) -> pl.LazyFrame:
    asked = noticed(tables, window).filter(pl.col("outcome").ne_missing("refused"))
    end = pl.coalesce("outcome_at", pl.lit(window.end))
    return as_cases(
        asked,
        window,
        of="listing",
        subject=listing_id(),
        on=days_of("sent_at"),
        is_reached=pl.col("outcome_at").is_not_null(),
        amount=hours(pl.col("sent_at"), end),
    )


@measure("hours-to-takedown-median", unit=HOURS, statistic=MEDIAN, needs=NEEDS, better=LESS, editions=BOTH)
def hours_to_takedown_median(tables: Tables, window: Window) -> pl.LazyFrame:
    """Half of the listings that were notified and not refused were down after so many hours; those still up count as
    longer. What was refused stands apart, under notices refused."""
    return _takedowns(tables, window)


@measure("hours-to-takedown-p90", unit=HOURS, statistic=P90, needs=NEEDS, better=LESS, editions=BOTH)
def hours_to_takedown_p90(tables: Tables, window: Window) -> pl.LazyFrame:
    """Nine of ten listings that were notified and not refused were down after so many hours; those still up count as
    longer. What was refused stands apart, under notices refused."""
    return _takedowns(tables, window)


@measure("listings-decided-in-a-week", unit=SHARE, statistic=SHARE_OF, needs=NEEDS, better=MORE, editions=BOTH)
def listings_decided_in_a_week(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the listings that were notified, those taken down or refused within seven days; younger ones wait."""
    late = pl.col("sent_at") + pl.duration(days=DECIDED_DAYS)
    in_time = (pl.col("outcome_at") <= late).fill_null(value=False)
    due = noticed(tables, window).filter(late <= window.end)
    return as_cases(due, window, of="listing", subject=listing_id(), on=days_of("sent_at"), is_reached=in_time)


@measure("notices-refused", unit=SHARE, statistic=SHARE_OF, needs=NEEDS, better=LESS, editions=BOTH)
def notices_refused(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the listings that were decided on, those refused; a refusal may be right, and then the notice was not."""
    decided = noticed(tables, window).filter(pl.col("outcome").is_not_null())
    refused = pl.col("outcome") == "refused"
    return as_cases(decided, window, of="listing", subject=listing_id(), on=days_of("outcome_at"), is_reached=refused)


def _acts(tables: Tables, window: Window, kinds: tuple[str, ...]) -> pl.LazyFrame:
    """Return the acts on notices of some kinds up to the end of the window: notice_id, kind, at, source, row."""
    rows = tables["event"].filter(
        pl.col("kind").is_in(kinds) & (pl.col("subject_kind") == "notice") & (pl.col("at") < window.end)
    )
    ours = of_our_cases(rows, tables, window)
    return ours.select(pl.col("subject_id").alias("notice_id"), "kind", "at", "source", "row")


@measure(
    "hours-to-acknowledgement-median",
    unit=HOURS,
    statistic=MEDIAN,
    needs=("notice", "event"),
    better=LESS,
    editions=BOTH,
)
def hours_to_acknowledgement_median(tables: Tables, window: Window) -> pl.LazyFrame:
    """Half of the notices were acknowledged, or answered at once, after so many hours; the silent ones count longer."""
    answers = _acts(tables, window, RECEIVED).group_by("notice_id").agg(pl.col("at").min().alias("received_at"))
    both = _sent(tables, window).join(answers, left_on="id", right_on="notice_id", how="left")
    end = pl.coalesce("received_at", pl.lit(window.end))
    return as_cases(
        both,
        window,
        of="notice",
        subject="id",
        on=days_of("sent_at"),
        is_reached=pl.col("received_at").is_not_null(),
        amount=hours(pl.col("sent_at"), end),
    )


@measure(
    "refusals-overturned",
    unit=SHARE,
    statistic=SHARE_OF,
    needs=("notice", "event"),
    better=LESS,
    editions=BOTH,
)
def refusals_overturned(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the notices that were refused, those on which the platform acted within 30 days after all, when it was asked
    again; those whose 30 days are not over wait."""
    acts = _acts(tables, window, ("refused", *TOOK_DOWN))
    refused = pl.col("kind") == "refused"
    notices = acts.group_by("notice_id").agg(
        pl.col("at").filter(refused).min().alias("refused_at"),
        pl.col("at").filter(~refused & (pl.col("at") > pl.col("at").filter(refused).min())).min().alias("acted_at"),
        pl.col("source", "row").filter(refused).sort_by(pl.col("at").filter(refused)).first(),
    )
    to_us = tables["notice"].filter(is_platform("recipient", window)).select(pl.col("id").alias("notice_id"))
    last = pl.col("refused_at") + pl.duration(days=ASKED_AGAIN_DAYS)
    ours = notices.filter(last <= window.end).join(to_us.unique(), on="notice_id", how="semi")
    overturned = (pl.col("acted_at") <= last).fill_null(value=False)
    return as_cases(ours, window, of="notice", subject="notice_id", on=days_of("refused_at"), is_reached=overturned)


ALL: Final = (
    hours_to_takedown_median,
    hours_to_takedown_p90,
    hours_to_acknowledgement_median,
    listings_decided_in_a_week,
    notices_refused,
    refusals_overturned,
)
