"""Stock: do the warehouses answer notices, and is what was destroyed proven? Practice 5 of 2020, step iv."""

from typing import Final

import polars as pl

from counterfoil.scorecards.measure import LESS, MEDIAN, MORE, SHARE_OF, Tables, Window, measure
from counterfoil.scorecards.measures.cases import as_cases, days_of, hours, of_our_cases, once
from counterfoil.tables.scorecard_measure import HOURS, SHARE

SENT: Final = "sent"
ANSWERED: Final = ("held", "held in part", "gone", "refused")
PROVEN: Final = ("destroyed", "abandoned", "forfeited", "released", "retained")  # missing units have no proof


@measure("hours-to-hold-median", unit=HOURS, statistic=MEDIAN, needs=("event",), better=LESS)
def hours_to_hold_median(tables: Tables, window: Window) -> pl.LazyFrame:
    """Half of the notices to warehouses were answered after so many hours; those without an answer count as longer."""
    kinds = pl.col("kind").is_in((SENT, *ANSWERED)) & (pl.col("subject_kind") == "facility notice")
    acts = of_our_cases(tables["event"].filter(kinds & (pl.col("at") < window.end)), tables, window)
    is_sent = pl.col("kind") == SENT
    notices = acts.group_by("subject_id").agg(
        pl.col("at").filter(is_sent).min().alias("sent_at"),
        pl.col("at").filter(~is_sent).min().alias("answered_at"),
        pl.col("source", "row").filter(is_sent).sort_by(pl.col("at").filter(is_sent)).first(),
    )
    end = pl.coalesce("answered_at", pl.lit(window.end))
    return as_cases(
        notices.filter(pl.col("sent_at").is_not_null()),
        window,
        of="facility notice",
        subject="subject_id",
        on=days_of("sent_at"),
        is_reached=pl.col("answered_at").is_not_null(),
        amount=hours(pl.col("sent_at"), end),
    )


@measure("dispositions-proven", unit=SHARE, statistic=SHARE_OF, needs=("disposition", "disposition_proof"), better=MORE)
def dispositions_proven(tables: Tables, window: Window) -> pl.LazyFrame:
    """Of the dispositions of stock that was found (destroyed, abandoned, released …), those with a proof."""
    folder = pl.col("source").str.replace(r"[^/]*$", "").alias("folder")  # ids are numbered within a case
    proofs = tables["disposition_proof"].filter(pl.col("at") < window.end)
    proven = proofs.group_by(pl.col("disposition_id").alias("id"), folder).agg(pl.len().alias("proofs"))
    done = tables["disposition"].filter(pl.col("kind").is_in(PROVEN) & (pl.col("at") < window.end))
    corrected = tables["disposition"].select(pl.col("corrects").alias("id"), folder).drop_nulls()
    standing = once(done, "notice_id", "id").with_columns(folder).join(corrected, on=["id", "folder"], how="anti")
    rows = standing.join(proven, on=["id", "folder"], how="left")
    subject = pl.concat_str("notice_id", "id", separator="/")
    is_proven = pl.col("proofs").is_not_null()
    return as_cases(rows, window, of="disposition", subject=subject, on=days_of("at"), is_reached=is_proven)


ALL: Final = (hours_to_hold_median, dispositions_proven)
