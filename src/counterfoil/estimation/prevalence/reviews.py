"""What did reviewers say of each examined unit: how many of how many found it a fake, and what is known for sure?"""

from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.sample import Flags, Numbers

AGAIN = "Have some of the units, drawn by chance, reviewed by a second and a third person who do not know of the first."


class Reviews(NamedTuple):
    """One entry for each examined unit. `times`: its reviews; `found`: those that said counterfeit; `is_gold`: whether
    the truth is known of it, which `truth` tells."""

    times: Numbers
    found: Numbers
    is_gold: Flags
    truth: Flags
    notes: tuple[str, ...]


def reviews_of(sampled: pl.DataFrame, reviews: pl.DataFrame) -> Reviews:
    """Return the reviews of the examined units; what has none was reviewed once, by whoever found it so or not.

    Raises UserError where no unit has a second review, and of none the truth is known.
    """
    told, notes = _once_each(reviews)
    by_unit = told.group_by("unit_id").agg(
        times=(~pl.col("is_gold")).sum(),
        found=(pl.col("is_found") & ~pl.col("is_gold")).sum(),
        gold=pl.col("is_gold").any(),
        truth=(pl.col("is_found") & pl.col("is_gold")).any(),
    )
    units = sampled.select("unit_id", "is_found").join(by_unit, on="unit_id", how="left", maintain_order="left")
    unknown = told.height - int(units["times"].sum()) - int((told["is_gold"]).sum())
    if unknown > 0:
        notes.append(f"{unknown:,} reviews are of units that are not in the sample; they are left out.")
    alone = pl.col("times").fill_null(0) == 0
    filled = units.select(
        times=pl.when(alone).then(1).otherwise("times").cast(pl.Float64),
        found=pl.when(alone).then(pl.col("is_found").cast(pl.Float64)).otherwise(pl.col("found").cast(pl.Float64)),
        gold=pl.col("gold").fill_null(value=False),
        truth=pl.col("truth").fill_null(value=False),
    )
    times, found, gold, truth = (filled[name].to_numpy() for name in filled.columns)
    read = Reviews(times, found, gold, truth, tuple(notes))
    if not read.is_gold.any() and read.times.max() < 2:
        raise UserError(
            "No unit was reviewed twice, so nothing tells how often reviewers err.", cure=f"{AGAIN} Or leave them out."
        )
    return read


def _once_each(reviews: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Leave out what one reviewer said of one unit again: it is no second opinion."""
    gold = pl.col("is_gold").fill_null(value=False) if "is_gold" in reviews.columns else pl.lit(value=False)
    told = reviews.select("unit_id", "reviewer", "is_found", is_gold=gold)
    again = told.select("unit_id", "reviewer", "is_gold").is_duplicated()
    if not again.any():
        return told, []
    once = told.unique(["unit_id", "reviewer", "is_gold"], keep="first", maintain_order=True)
    number = told.height - once.height
    return once, [f"{number:,} reviews are by someone who had reviewed that unit before; the first counts."]


def agreed(reviews: Reviews) -> Numbers:
    """Return the share of each unit's reviews that found a fake."""
    return np.asarray(reviews.found / reviews.times, dtype=np.float64)
