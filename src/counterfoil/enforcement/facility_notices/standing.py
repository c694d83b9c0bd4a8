"""How do the lines of a notice stand? How many units are held, allocated, picked, shipped, not found, refused, open."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from counterfoil.tables.hold_answer import STATUSES

COUNTS = ("units", *STATUSES, "open")
_KEY = ["notice_id", "line"]


def standing(lines: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Return the lines (contract FacilityLine) with a column to each status of `answers` (contract HoldAnswer), `open`:
    the units that nobody has told of, empty where they were never counted; `orders` and `held_at`, the last time.
    """
    counts = [pl.col("units").filter(pl.col("status") == status).sum().alias(status) for status in STATUSES]
    told = answers.group_by(_KEY, maintain_order=True).agg(
        *counts,
        orders=pl.col("order_id").filter(pl.col("units") > 0).drop_nulls().unique(maintain_order=True),
        held_at=pl.col("at").filter((pl.col("status") == "held") & (pl.col("units") > 0)).max(),
        is_told=pl.lit(value=True),
    )
    joined = lines.join(told, on=_KEY, how="left", maintain_order="left")
    zeros = joined.with_columns(pl.col(STATUSES).fill_null(0), pl.col("is_told").fill_null(value=False))
    return zeros.with_columns(open=pl.col("units") - pl.sum_horizontal(STATUSES))


def totals(rows: pl.DataFrame, by: Iterable[str] = ("notice_id",)) -> pl.DataFrame:
    """Return the sums of COUNTS over lines (columns of `standing`) by the columns named, and how many lines nobody
    counted (`uncounted`)."""
    return rows.group_by(list(by), maintain_order=True).agg(
        pl.col(COUNTS).sum(), uncounted=(pl.col("units").is_null() & ~pl.col("is_told")).sum()
    )


def asked_of(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the lines that a notice waits for: those to be held; where there are none, those to be examined."""
    hold = rows.filter(asked="hold")
    return hold if hold.height else rows.filter(asked="examine")


def answer_act(rows: pl.DataFrame) -> str | None:
    """Return the act that the answers to a notice amount to (columns of `standing`): held, held in part, gone, refused;
    none where nothing was answered."""
    asked = asked_of(rows)
    if not asked["is_told"].any():
        return None
    one: dict[str, Any] = totals(asked.with_columns(notice_id=pl.lit(""))).row(0, named=True)
    is_whole = not one["uncounted"] and (one["open"] or 0) <= 0
    if is_whole and one["refused"] and not (one["held"] or one["allocated"] or one["picked"]):
        return "refused"
    if is_whole and not (one["allocated"] or one["picked"] or one["refused"]):
        return "held" if one["held"] else "gone"
    return "held in part"
