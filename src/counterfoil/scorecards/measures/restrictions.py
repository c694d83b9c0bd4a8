"""Restrictions: are the parties told why, can they complain, and how often were they right? DSA, articles 17 and 20."""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import LESS, MEDIAN, MORE, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import (
    HOURS_A_DAY,
    as_cases,
    days_of,
    hours,
    of_our_cases,
    of_our_sellers,
    once,
)
from counterfoil.tables.decided_complaints import UNDONE, acts_of_complaints, decided_complaints
from counterfoil.tables.scorecard_measure import DAYS, SHARE

TOLD: Final = ("demote", "remove", "block-relisting", "hold-payouts", "suspend", "terminate")  # restrictions


@measure("restrictions-explained", unit=SHARE, statistic=SHARE_OF, needs=("action", "statement"), better=MORE)
def restrictions_explained(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the restrictions that took effect, those of which the party was given a statement of reasons."""
    told = tables["statement"].filter(pl.col("told_on") <= window.last)
    first = told.group_by("action_id").agg(pl.col("told_on").min())
    done = tables["action"].filter(pl.col("kind").is_in(TOLD) & (pl.col("in_force_since") < window.end))
    rows = of_our_cases(once(done, "id"), tables, window).join(first, left_on="id", right_on="action_id", how="left")
    is_told = pl.col("told_on").is_not_null()
    return as_cases(rows, window, of="action", subject="id", on=days_of("in_force_since"), is_reached=is_told)


@measure("statements-in-time", unit=SHARE, statistic=SHARE_OF, needs=("statement",), better=MORE)
def statements_in_time(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the statements of reasons, those given at the latest when the restriction took effect."""
    rows = of_our_cases(once(tables["statement"], "action_id"), tables, window)
    in_time = pl.col("days_late") == 0
    return as_cases(rows, window, of="statement", subject="action_id", on=pl.col("told_on"), is_reached=in_time)


def _complaints(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return each complaint about a restriction with the next decision; an act that two files tell is one act."""
    acts = acts_of_complaints(tables["event"]).filter(pl.col("at") < window.end)
    once = (
        of_our_cases(acts, tables, window)
        .group_by("subject_id", "kind", "at")
        .agg(pl.col("number").min(), pl.col("source", "row").sort_by("number", "source").first())
    )
    return decided_complaints(once)


@measure("restrictions-overturned", unit=SHARE, statistic=SHARE_OF, needs=("event",), better=LESS)
def restrictions_overturned(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the complaints about restrictions that were decided on, those in which the restriction was taken back."""
    decided = _complaints(tables, window).filter(pl.col("decided_at").is_not_null())
    is_undone = pl.col("decision") == UNDONE
    return as_cases(decided, window, of="action", subject="subject_id", on=days_of("decided_at"), is_reached=is_undone)


@measure("days-to-complaint-decision-median", unit=DAYS, statistic=MEDIAN, needs=("event",), better=LESS)
def days_to_complaint_decision_median(tables: Tables, window: Window) -> pl.LazyFrame:
    """Half of the complaints about restrictions were decided on after so many days; open ones count as longer."""
    end = pl.coalesce("decided_at", pl.lit(window.end))
    return as_cases(
        _complaints(tables, window),
        window,
        of="action",
        subject="subject_id",
        on=days_of("at"),
        is_reached=pl.col("decided_at").is_not_null(),
        amount=hours(pl.col("at"), end) / HOURS_A_DAY,
    )


@measure("violations-overturned", unit=SHARE, statistic=SHARE_OF, needs=("violation",), better=LESS)
def violations_overturned(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the violations that were looked at again, those in which the platform had been wrong."""
    rows = of_our_sellers(once(tables["violation"], "id"), tables, window, seller="account_id")
    again = rows.filter(pl.col("outcome_on") <= window.last)
    is_wrong = pl.col("outcome") == "overturned"
    return as_cases(again, window, of="violation", subject="id", on=pl.col("outcome_on"), is_reached=is_wrong)


ALL: Final = (
    restrictions_explained,
    statements_in_time,
    restrictions_overturned,
    days_to_complaint_decision_median,
    violations_overturned,
)
