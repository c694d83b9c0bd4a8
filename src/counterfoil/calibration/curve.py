"""What share of the offers of one weight is really false? The map from weight to probability, and how well it holds.

The map joins a few points by straight lines, in log-odds: each stretch has a slope, which is never below zero, so
that more weight never means less probability; without labels each slope is 1, as a weight in nats means it. All is
whole thousandths in the end, so that a probability is the same on every machine.
"""

import numpy as np
import polars as pl
from scipy.optimize import minimize
from scipy.special import expit

from counterfoil.calibration.shape import THOUSANDTHS, Numbers
from counterfoil.intervals.weighted import share_with_interval

Points = tuple[tuple[int, int], ...]
STRETCHES = 4
SLOPE_SPREAD = 0.5  # standard deviation of a slope around 1, before labels are seen
BINS = 10
DECIMALS = 4


def fitted_map(weighed: pl.DataFrame) -> Points:
    """Return the points (weight, log-odds) of the map that fits `weight`, `infringes` and `sample_weight` best."""
    weight = weighed["weight"].to_numpy().astype(float)
    knots = np.unique(np.rint(np.quantile(weight, np.linspace(0, 1, STRETCHES + 1))))
    if len(knots) == 1:
        knots = np.array([knots[0], knots[0] + THOUSANDTHS])
    lengths = np.diff(knots) / THOUSANDTHS
    along = np.clip((weight[:, None] - knots[:-1]) / THOUSANDTHS, 0, lengths)
    truth, sample_weight = weighed["infringes"].to_numpy().astype(float), weighed["sample_weight"].to_numpy()
    found = minimize(
        lambda values: _loss(values, along, truth, sample_weight),
        np.append(np.ones(len(lengths)), knots[0] / THOUSANDTHS),
        jac=True,
        method="L-BFGS-B",
        bounds=[*[(0, None)] * len(lengths), (None, None)],
    )
    rise = np.append(0, np.cumsum(found.x[:-1] * lengths))
    log_odds = np.rint((found.x[-1] + rise) * THOUSANDTHS)
    return tuple((int(at), int(value)) for at, value in zip(knots, log_odds, strict=True))


def _loss(values: Numbers, along: Numbers, truth: Numbers, sample_weight: Numbers) -> tuple[float, Numbers]:
    log_odds = values[-1] + along @ values[:-1]
    away = (values[:-1] - 1) / SLOPE_SPREAD
    slope = sample_weight * (expit(log_odds) - truth)
    loss = sample_weight @ (np.logaddexp(0.0, log_odds) - truth * log_odds) + 0.5 * away @ away
    return float(loss), np.append(slope @ along + away / SLOPE_SPREAD, slope.sum())


def reliability(predicted: pl.DataFrame) -> pl.DataFrame:
    """Return the calibration curve: labels in up to ten bins of equal count, by what was predicted.

    Columns out: n, predicted (weighted mean), observed (weighted share), low and high (95 %), share_of_weight.
    `predicted` has `probability`, `infringes` and `sample_weight`.
    """
    rank = pl.col("probability").rank("min") - 1
    weight = pl.col("sample_weight")
    heaviest = predicted["sample_weight"].max()
    measures = share_with_interval(pl.col("infringes"), weight, heaviest=pl.lit(heaviest))
    return (
        predicted.with_columns(bin=(rank * BINS / pl.len()).floor())
        .group_by("bin")
        .agg(
            n=pl.len(),
            predicted=((pl.col("probability") * weight).sum() / weight.sum()).round(DECIMALS),
            observed=measures["share"].round(DECIMALS),
            low=measures["low"].round(DECIMALS),
            high=measures["high"].round(DECIMALS),
            share_of_weight=weight.sum(),
        )
        .sort("bin")
        .with_columns((pl.col("share_of_weight") / pl.col("share_of_weight").sum()).round(DECIMALS))
        .drop("bin")
    )


def calibration_error(curve: pl.DataFrame) -> float:
    """Return the expected calibration error: the mean distance of observed from predicted, by weight of the bins."""
    return float((pl.Series(curve["observed"] - curve["predicted"]).abs() * curve["share_of_weight"]).sum())


def log_loss(predicted: pl.DataFrame) -> float:
    """Return the weighted mean of the negative log-likelihood, in nats; `predicted` as in `reliability`."""
    probability = pl.col("probability").clip(1e-6, 1 - 1e-6)
    loss = -pl.when("infringes").then(probability.log()).otherwise((1 - probability).log())
    weight = pl.col("sample_weight")
    return float(predicted.select((loss * weight).sum() / weight.sum()).item())
