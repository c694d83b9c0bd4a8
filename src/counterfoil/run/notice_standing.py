"""How do the notices of a case stand, how fast are they acted on, and how often is the notifier right?"""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.notices.stay_down import MOVING
from counterfoil.intervals.weighted import wilson
from counterfoil.run.case_files import read_case

DECIMALS = 4


class Standing(NamedTuple):
    """`notices`: one row each, with `hours` from sending to takedown; of all listings decided on, how many were `acted`
    on or `refused`, that share with its 95 % interval (Wilson), and the reasons of refusals with their counts."""

    notices: pl.DataFrame
    acted: int
    refused: int
    share: float | None
    low: float | None
    high: float | None
    median_hours: float | None
    refusals: pl.DataFrame


def run_notice_list(folder: Path) -> Standing:
    """Return how the notices of a case stand. Raises UserError where there is no case."""
    case = read_case(folder)
    listings = case.tables["notice_listings"]
    counted = listings.group_by("notice_id").agg(
        pl.len().alias("listings"),
        (pl.col("outcome") == "acted").sum().alias("acted"),
        (pl.col("outcome") == "refused").sum().alias("refused"),
        pl.col("outcome_at").filter(pl.col("outcome") == "acted").min().alias("taken_down_at"),
    )
    back = (
        case.tables["reappearances"]
        .filter(pl.col("grade").is_in(MOVING))
        .group_by("notice_id")
        .agg(pl.col("hours").min().alias("back_after"))
    )
    hours = (pl.col("taken_down_at") - pl.col("sent_at")).dt.total_seconds() / 3600
    told = (
        case.tables["notices"]
        .join(counted, left_on="id", right_on="notice_id", how="left", maintain_order="left")
        .join(back, left_on="id", right_on="notice_id", how="left", maintain_order="left")
        .with_columns(hours=hours.round(1))
    )
    acted, refused = (int((listings["outcome"] == outcome).sum()) for outcome in ("acted", "refused"))
    share, low, high = _interval(acted, refused)
    reasons = listings.filter(outcome="refused")["refusal"].value_counts(sort=True)
    median = told["hours"].median()
    return Standing(told, acted, refused, share, low, high, None if median is None else float(str(median)), reasons)


def _interval(acted: int, refused: int) -> tuple[float | None, float | None, float | None]:
    if not (decided := acted + refused):
        return None, None, None
    share = acted / decided
    low, high = wilson(pl.lit(share), pl.lit(float(decided)))
    ends = pl.select(low=low.round(DECIMALS), high=high.round(DECIMALS)).row(0)
    return round(share, DECIMALS), *ends
