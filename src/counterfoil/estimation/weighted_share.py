"""How large is a share among all, when those who were looked at were drawn with known, unequal probabilities?

Each one examined stands for 1 / probability of them (D. G. Horvitz and D. J. Thompson, Journal of the American
Statistical Association 47 (1952), 663-685). What was certain to be drawn stands for itself: it is counted, not
estimated, and the interval is that of the rest (Hajek's ratio there) with the counted ones added.
"""

import dataclasses
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.errors import UserError
from counterfoil.intervals.mid_p import effective, interval

CERTAIN: Final = 1 - 1e-9  # a probability from which on a unit was sure to be drawn
LEAST_TOLD: Final = 1e-6  # of the variance of independent draws: less is rounding, or noise below 0
Numbers = npt.NDArray[np.float64]


@dataclasses.dataclass(frozen=True)
class Share:
    """A share with its 95 % interval, all between 0 and 1.

    `estimate` counts the certain ones and takes Hajek's ratio of the rest; `horvitz_thompson` divides by the known
    size, and is missing where that is not given. `effective`: so many equal draws would be as sure of the rest.
    """

    estimate: float
    low: float
    high: float
    horvitz_thompson: float | None
    effective: float
    sampled: int
    certain: int
    finds: int


def weighted_share(sampled: pl.DataFrame, *, population: int | None = None, joint: pl.DataFrame | None = None) -> Share:
    """Return the share of finds among all that could have been drawn.

    `sampled`: is_found and probability of each one drawn and examined, shipment_id too where `joint` is given.
    `population` is the number of all that had a probability above 0; without it their number is estimated. `joint`:
    shipment_id, other_id, probability of pairs drawn together, from which the variance follows (A. R. Sen, F. Yates and
    P. M. Grundy, 1953): over many days, for of a few pairs it is very unsure. Without it the draws count as independent
    given their probabilities.

    Raises UserError where nothing was examined, a value is missing, a probability is not in (0, 1], or more were
    examined than there are.
    """
    _refuse_the_impossible(sampled, population)
    rest = sampled.filter(pl.col("probability") < CERTAIN)
    sure = sampled.filter(pl.col("probability") >= CERTAIN)
    counted = int(sure["is_found"].sum())
    estimated = float((1 / rest["probability"]).sum())
    size = estimated if population is None else float(population - sure.height)
    found, weight = rest["is_found"].to_numpy(), 1 / rest["probability"].to_numpy()
    share, number, low, high = 0.0, float("inf"), 0.0, 0.0
    if rest.height:
        factor = _factor(rest, joint) if joint is not None else 1.0
        share, number = effective(found, weight, factor=factor)
        low, high = interval(found, weight, factor=factor)
    everything = sure.height + size if rest.height else sure.height
    total = counted + float(weight[found].sum())
    return Share(
        estimate=(counted + size * share) / everything,
        low=(counted + size * low) / everything,
        high=(counted + size * high) / everything,
        horvitz_thompson=None if population is None else total / population,
        effective=number,
        sampled=sampled.height,
        certain=sure.height,
        finds=counted + int(found.sum()),
    )


def _factor(rest: pl.DataFrame, joint: pl.DataFrame) -> float:
    """Return the variance by the joint probabilities over that of independent draws; 1 where it cannot be told."""
    share, _ = effective(rest["is_found"].to_numpy(), 1 / rest["probability"].to_numpy())
    units = rest.select("shipment_id", "probability", error=(pl.col("is_found") - share) / pl.col("probability"))
    alone = units.select(((1 - pl.col("probability")) * pl.col("error") ** 2).sum()).item()
    pairs = joint.join(units, on="shipment_id", suffix="_one").join(
        units, left_on="other_id", right_on="shipment_id", suffix="_other"
    )
    excess = pl.col("probability_one") * pl.col("probability_other") / pl.col("probability") - 1
    together = pairs.select((excess * (pl.col("error") - pl.col("error_other")) ** 2).sum()).item()
    paired = pl.concat([pairs["shipment_id"], pairs["other_id"]])
    unpaired = units.filter(~pl.col("shipment_id").is_in(paired.implode()))
    lone = unpaired.select(((1 - pl.col("probability")) * pl.col("error") ** 2).sum()).item()
    return float((together + lone) / alone) if together + lone > LEAST_TOLD * alone else 1.0


def _refuse_the_impossible(sampled: pl.DataFrame, population: int | None) -> None:
    if sampled.is_empty():
        raise UserError(
            "Nothing that was drawn has been examined, so no share can be told.",
            cure="Give the examinations of the selected shipments.",
        )
    possible = sampled["is_found"].is_not_null() & sampled["probability"].is_between(0, 1, closed="right")
    if not possible.fill_null(value=False).all():
        raise UserError(
            "A find or a probability is missing, or a probability is not above 0 and at most 1.",
            cure="Leave out what was not drawn, or not examined, and say so.",
        )
    if population is not None and population < sampled.height:
        raise UserError(
            f"{sampled.height:,} were examined of {population:,}.", cure="Give the number of all that could be drawn."
        )
