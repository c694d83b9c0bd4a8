"""Charts of amounts by dimension: what is suspected, what it is worth and what was found among what was opened."""

from typing import Final

import polars as pl

from counterfoil.intervals.weighted import DECIMALS, wilson
from counterfoil.tables.decision import DECISIONS
from counterfoil.tracking.chart import BARS
from counterfoil.tracking.labels import renamed
from counterfoil.tracking.shape import shaped

SHOWN: Final = 15  # bars of a chart; the rest are one bar
REST: Final = "(all others)"
SUSPECT: Final = DECISIONS[1:]


def suspected_rows(counts: pl.DataFrame, dimension: str) -> pl.DataFrame:
    """Return bars of the suspected offers by decision, of all counted ones (label, series, cases), largest first."""
    named = renamed(counts, dimension).filter(pl.col("series").is_in(SUSPECT))
    return stacked(_folded(named.rename({"cases": "value"}).with_columns(unit=pl.lit("count"))), SUSPECT)


def reach_rows(counts: pl.DataFrame, dimension: str, stages: tuple[str, ...]) -> pl.DataFrame:
    """Return bars of suspected offers by their furthest stage (label, series: its place in `stages`, cases)."""
    named = (
        renamed(counts, dimension)
        .rename({"cases": "value"})
        .with_columns(
            pl.col("series").replace_strict(dict(enumerate(stages)), return_dtype=pl.String), unit=pl.lit("count")
        )
    )
    return stacked(_folded(named), stages)


def stacked(rows: pl.DataFrame, order: tuple[str, ...]) -> pl.DataFrame:
    """Return bars (label, place, unit, series, value) whose parts stand in one order, 0 where there are none."""
    there = set(rows["series"])
    parts = pl.DataFrame({"series": [one for one in order if one in there]}, schema={"series": pl.String})
    bars = rows.select("label", "place", "unit").unique()
    grid = bars.join(parts.with_row_index("part"), how="cross")
    whole = grid.join(rows, on=["label", "place", "unit", "series"], how="left").with_columns(
        pl.col("value").fill_null(0)
    )
    return shaped(whole.sort("place", "label", "part"), BARS)


def value_rows(amounts: pl.DataFrame, dimension: str) -> pl.DataFrame:
    """Return bars of amounts (label, unit, amount, cases), largest first. Of several currencies each has its bars."""
    named = renamed(amounts, dimension).with_columns(pl.col("amount").alias("value"), series=pl.lit(""))
    rows = _folded(named)
    if rows["unit"].n_unique() > 1:
        rows = rows.with_columns(pl.format("{} ({})", "label", "unit").alias("label"))
    return shaped(rows.sort("unit", "place"), BARS)


def found_rows(counts: pl.DataFrame, dimension: str) -> pl.DataFrame:
    """Return bars of the share found counterfeit of what was opened (label, reached, cases), with Wilson's interval."""
    rows = renamed(counts, dimension).group_by("label").agg(pl.col("reached", "cases").sum())
    share = pl.col("reached") / pl.col("cases")
    low, high = wilson(share, pl.col("cases"))
    told = rows.with_columns(
        value=share.round(DECIMALS), low=low.round(DECIMALS), high=high.round(DECIMALS), unit=pl.lit("share")
    )
    return shaped(told.sort(["cases", "label"], descending=[True, False]).head(SHOWN), BARS)


def _folded(rows: pl.DataFrame) -> pl.DataFrame:
    """Return value and cases by label, series and unit, with the `place` of each label; small ones as one.

    Labels are placed by their largest sum in one currency: two currencies are never added.
    """
    sums = rows.group_by("label", "unit").agg(pl.col("value").sum()).group_by("label").agg(pl.col("value").max())
    largest = sums.sort(["value", "label"], descending=[True, False]).head(SHOWN)["label"]
    placed = pl.DataFrame({"label": largest}).with_row_index("place")
    told = rows.with_columns(pl.when(pl.col("label").is_in(largest.implode())).then("label").otherwise(pl.lit(REST)))
    counted = [pl.col(name).sum() for name in ("value", "cases") if name in rows.columns]
    summed = told.group_by("label", "series", "unit").agg(counted)
    return summed.join(placed, on="label", how="left").with_columns(pl.col("place").fill_null(SHOWN))
