"""Accuracy records: from counted cases to shares and delays with their intervals, the same way for all kinds."""

from typing import Final

import polars as pl

from counterfoil.intervals.weighted import of_sums
from counterfoil.tables.accuracy_record import (
    DELAY,
    INSPECTOR,
    MODEL,
    NOTIFIER,
    OVERTURN,
    PRECISION,
    REVIEWER,
    RULE,
    UNITS,
    AccuracyRecord,
)
from counterfoil.tracking.times import time_rows

BASIS: Final = {
    (
        NOTIFIER,
        PRECISION,
    ): "Listings that were decided on: taken down, and not refused. The notifier is told by its right.",
    (NOTIFIER, OVERTURN): "Notices by which a listing was taken down: restored later, after the seller objected.",
    (NOTIFIER, DELAY): "From the notice being drafted to its being sent.",
    (RULE, PRECISION): "Labelled offers on which the rule fired: infringing, whatever the label's ground.",
    (RULE, OVERTURN): "Actions in force on offers on which the rule fired: undone later.",
    (
        MODEL,
        PRECISION,
    ): "Of a policy: labelled offers not cleared, that are infringing. Of targeting: what was selected and "
    "opened, that was counterfeit.",
    (MODEL, OVERTURN): "Actions in force on offers that the policy did not clear: undone later.",
    (REVIEWER, PRECISION): "Listings of cases confirmed, held against labels that no review gave: infringing.",
    (REVIEWER, OVERTURN): "Cases confirmed that were later found not to hold, and approved actions that were undone.",
    (REVIEWER, DELAY): "From taking a case up to the first word on it.",
    (INSPECTOR, PRECISION): "Shipments found counterfeit that another inspector opened too: found so again.",
    (INSPECTOR, OVERTURN): "Shipments that another inspector opened later: found to be otherwise.",
    (INSPECTOR, DELAY): "From the beginning of the worklist's day to the opening.",
}


def share_records(counts: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the shares (contract AccuracyRecord) of counted cases, each weighing 1 / selection probability."""
    told = counts.filter(pl.col("measure") != DELAY).with_columns(
        pl.col("weight").cast(pl.Float64), heaviest=pl.col("weight").cast(pl.Float64).max().over("measure")
    )
    cases, weight, reached = pl.col("cases"), pl.col("weight"), pl.col("reached")
    sums = [(cases * one).sum() for one in (weight, weight * weight, weight * reached, weight * weight * reached)]
    shares = of_sums(*sums, heaviest=pl.col("heaviest").first())
    rows = told.group_by("id", "measure").agg(
        cases.sum(), (cases * reached).sum().alias("reached"), (weight != 1).any().alias("is_weighted"), **shares
    )
    return _recorded(rows.rename({"share": "value", "effective_labels": "effective_cases"}), kind)


def delay_rows(counts: pl.DataFrame) -> pl.DataFrame:
    """Return the delays as rows of a chart of steps, one for each id."""
    return time_rows(counts.filter(pl.col("measure") == DELAY), "id")


def delay_records(delays: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the delays (contract AccuracyRecord) of `delay_rows`: the median, in hours."""
    rows = delays.filter(pl.col("cases") > 0).rename({"label": "id", "median": "value"})
    return _recorded(rows.with_columns(measure=pl.lit(DELAY), is_weighted=pl.lit(value=False)), kind)


def _recorded(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    basis = {measure: words for (of, measure), words in BASIS.items() if of == kind}
    told = rows.with_columns(
        kind=pl.lit(kind),
        unit=pl.col("measure").replace_strict(UNITS, return_dtype=pl.String),
        basis=pl.col("measure").replace_strict(basis, return_dtype=pl.String),
    )
    types = AccuracyRecord.create_empty().schema
    whole = told.select(
        (pl.col(name) if name in told.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in types.items()
    )
    return AccuracyRecord.cast(whole.sort("id", "measure"))
