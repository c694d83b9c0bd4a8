"""What did one season tell? Our estimate, and what others make of the same sample without knowing how it was drawn."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from season_designs import DESIGNS
from seasons import Season, season

from counterfoil.estimation.prevalence.estimate import prevalence

CERTAIN = 1 - 1e-9
Row = dict[str, Any]


def rows_of(asked: tuple[str, Sequence[int]]) -> list[Row]:
    """Return a row for each seed of a design, see `row_of`."""
    design, seeds = asked
    return [{"design": design, "seed": seed} | row_of(season(DESIGNS[design], seed)) for seed in seeds]


def row_of(one: Season) -> Row:
    """Return truth; estimate, low, high and cpu_seconds of ours; and the sums that the other ways are made of.

    examined, finds; certain, certain_finds; units (in all, estimated where nobody counts them); weighted and
    weighted_error: Hajek's ratio and its standard error, as if units were drawn apart from each other.
    """
    began = time.process_time()
    told = prevalence(one.sampled, frame=one.frame, reviews=one.reviews)
    taken = time.process_time() - began
    found, probability = one.sampled["is_found"].to_numpy(), one.sampled["probability"].to_numpy()
    weight, sure = 1 / probability, probability >= CERTAIN
    weighted = float(weight[found].sum() / weight.sum())
    variance = (weight * (weight - 1) * (found - weighted) ** 2).sum() / weight.sum() ** 2
    return {
        "truth": one.truth,
        "estimate": told.estimate,
        "low": told.low,
        "high": told.high,
        "cpu_seconds": taken,
        "examined": len(found),
        "finds": int(found.sum()),
        "certain": int(sure.sum()),
        "certain_finds": int(found[sure].sum()),
        "units": float(weight.sum() if one.frame is None else one.frame["units"].sum()),
        "weighted": weighted,
        "weighted_error": float(np.sqrt(variance)),
    }


def sample_of(design: str, seed: int) -> pl.DataFrame:
    """Return what a survey package is given: design, seed, is_found, weight, part, cluster, units.

    `part`: the stratum, and apart from it what was sure to be drawn; `units`: how many the part has, `groups`: how many
    clusters are examined of a part, or 0 where units are examined one by one.
    """
    one = season(DESIGNS[design], seed).sampled
    is_sure = pl.col("probability") >= CERTAIN
    return one.select(
        pl.lit(design).alias("design"),
        pl.lit(seed).alias("seed"),
        pl.col("is_found").cast(pl.Int64),
        weight=1 / pl.col("probability"),
        part=pl.when(is_sure).then(pl.lit("certain")).otherwise(pl.col("stratum") + pl.lit("-")),
        cluster="cluster",
    ).with_columns(
        units=pl.col("weight").sum().over("part"),
        is_clustered=pl.lit(one["cluster"].n_unique() < one.height),
    )
