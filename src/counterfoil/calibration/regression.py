"""Which weights fit the labels best, and stay near the ones that were set by judgement? Logistic regression.

The log-likelihood of each case counts by its sample weight; weights of evidence are drawn toward those before with
the force of a normal distribution around them (ridge regression toward a target other than zero), and kept within
bounds by L-BFGS-B (R. H. Byrd, P. Lu, J. Nocedal and C. Zhu, "A limited memory algorithm for bound constrained
optimization", SIAM Journal on Scientific Computing 16 (1995), 1190-1208). Each group's sum is capped as the engine
caps it; where it is capped, its kinds have no slope.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from counterfoil.calibration.cases import Cases
from counterfoil.calibration.shape import Numbers, Sample, Shape, refitted, sample_of, shape_of
from counterfoil.evidence.weights import Model

SPREAD = 1.0  # nats, standard deviation: weights set by judgement are trusted to a factor of e in the odds
MOST_ROUNDS = 500
LARGEST_BASE = 20.0  # nats: the log-odds of what shows no sign stay within one in half a thousand million


class Fit(NamedTuple):
    """Weights by kind and the log-odds of a case without any of them, in nats."""

    weights: Numbers
    base: float


def refit(cases: Cases, model: Model) -> Fit:
    """Return the weights that fit the cases, within the model's bounds and toward its weights."""
    sample, shape = sample_of(cases, model), shape_of(model)
    shown = (sample.seen * sample.sample_weight[:, None]).sum(axis=0) > 0
    bounds = [
        (low, high) if of_any else (start, start)
        for low, high, start, of_any in zip(shape.lower, shape.upper, shape.start, shown, strict=True)
    ]
    found = minimize(
        lambda values: _loss(values, sample, shape),
        np.append(shape.start, shape.prior),
        jac=True,
        method="L-BFGS-B",
        bounds=[*bounds, (-LARGEST_BASE, LARGEST_BASE)],
        options={"maxiter": MOST_ROUNDS},
    )
    return Fit(found.x[:-1], float(found.x[-1]))


def by_regression(cases: Cases, model: Model, *, move_prior: bool) -> Model:
    """Return the next version of the model; its prior moves only where the labels stand for all offers."""
    fit = refit(cases, model)
    return refitted(model, fit.weights, fit.base if move_prior else shape_of(model).prior)


def _loss(values: Numbers, sample: Sample, shape: Shape) -> tuple[float, Numbers]:
    """Return the penalised loss and its slope by each weight and the base."""
    weights, base = values[:-1], values[-1]
    sums = (sample.seen * weights) @ shape.of_group
    log_odds = base + np.clip(sums, shape.least, shape.most).sum(axis=1)
    losses = np.logaddexp(0.0, log_odds) - sample.infringes * log_odds
    away = (weights - shape.start) / SPREAD
    slope = sample.sample_weight * (expit(log_odds) - sample.infringes)
    free = ((sums >= shape.least) & (sums <= shape.most)).astype(float) @ shape.of_group.T
    by_weight = slope @ (sample.seen * free) + away / SPREAD
    return float(sample.sample_weight @ losses + 0.5 * away @ away), np.append(by_weight, slope.sum())
