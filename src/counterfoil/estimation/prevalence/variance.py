"""How much would the estimate vary from draw to draw? The linearised variance, by stratum and cluster.

What each unit moves the estimate by is summed by cluster; in each stratum the sums vary around their mean
(K. M. Wolter, "Introduction to Variance Estimation", 2007, chapter 6; D. A. Binder, International Statistical Review 51
(1983), 279-292). What was drawn with probability p adds (1 - p) of its square: the finite population correction. Strata
with one cluster have no mean to vary around: they vary around that of all, rather too much than too little.

Large clusters draw the estimate to themselves and so seem to vary too little: each square is divided by one less the
cluster's part in the whole (R. M. Bell and D. F. McCaffrey, Survey Methodology 28 (2002), 169-181); the degrees of
freedom are those of as many equal clusters as would weigh the same (L. Kish, "Survey Sampling", 1965).
"""

from typing import Final, NamedTuple

import numpy as np

from counterfoil.estimation.prevalence.sample import Codes, Flags, Numbers, Sample
from counterfoil.intervals.sums import dot

LEAST_TOLD: Final = 1e-6  # of the variance of independent draws: less is rounding, or noise below 0
MOST: Final = 0.9  # of the whole: a cluster that is more is left in as if it were so much


class Spread(NamedTuple):
    """`variance` of the sum; `degrees` of freedom; `lonely`: strata with one cluster."""

    variance: float
    degrees: float
    lonely: tuple[int, ...]


def spread_of(moves: Numbers, loss: Numbers, sample: Sample, *, rest: Flags, mass: Numbers | None = None) -> Spread:
    """Return the variance of the sum of `moves`, of the units that `rest` picks. `loss` is 1 - probability.

    `mass`: for how much each unit stands in a ratio whose residuals the moves are.
    """
    paired = _by_pairs(moves, loss, sample, rest)
    if paired is not None:
        return paired
    sums: Numbers = (moves * np.sqrt(loss))[rest]
    stratum = sample.stratum[rest]
    if sample.cluster is None:
        return _around_means(sums, stratum, degrees=None)
    own, first = _clusters(sample.cluster[rest], stratum)
    sums, stratum = np.bincount(own, weights=sums).astype(np.float64), stratum[first]
    if mass is None:
        return _around_means(sums, stratum, degrees=None)
    parts = np.bincount(own, weights=mass[rest]).astype(np.float64)
    part = np.minimum(parts / parts.sum(), MOST)
    shrunk = np.sqrt((1 - 1 / max(len(sums), 2)) / (1 - part))  # 1 where all clusters are alike
    degrees = float(parts.sum() ** 2 / dot(parts, parts)) - len(np.unique(stratum))
    return _around_means(sums * shrunk, stratum, degrees=degrees)


def _by_pairs(moves: Numbers, loss: Numbers, sample: Sample, rest: Flags) -> Spread | None:
    """Return the variance by the probabilities of pairs (A. R. Sen, F. Yates and P. M. Grundy, 1953); what is in no
    pair counts as drawn by itself. None without pairs, and where, of few pairs, next to nothing or less comes out."""
    if sample.pairs is None:
        return None
    one, other, together = sample.pairs
    chance = sample.probability
    excess = chance[one] * chance[other] / together - 1
    is_left = rest[one] & rest[other]
    paired = float((excess * (moves[one] - moves[other]) ** 2)[is_left].sum())
    lone = rest.copy()
    lone[one[is_left]] = lone[other[is_left]] = False
    alone = float((loss * moves**2)[lone].sum())
    independent = float((loss * moves**2)[rest].sum())
    if paired + alone <= LEAST_TOLD * independent:
        return None
    return Spread(paired + alone, max(float(rest.sum()) - 1, 1.0), ())


def _around_means(sums: Numbers, stratum: Codes, *, degrees: float | None) -> Spread:
    number = np.bincount(stratum)
    many = number > 1
    means = np.where(many, np.bincount(stratum, weights=sums) / np.maximum(number, 1), 0)
    squares = np.bincount(stratum, weights=(sums - means[stratum]) ** 2)
    grown = np.where(many, number / np.maximum(number - 1, 1), 1.0)
    least = float(len(sums) - int((number > 0).sum()))
    return Spread(
        variance=float((squares * grown).sum()),
        degrees=max(least if degrees is None else min(degrees, least), 1.0),
        lonely=tuple(np.flatnonzero(number == 1).tolist()),
    )


def _clusters(cluster: Codes, stratum: Codes) -> tuple[Codes, Codes]:
    """Return the cluster of each unit and the first unit of each: a cluster that lies in several strata is several."""
    keys = stratum.astype(np.int64) * (int(cluster.max()) + 1) + cluster
    _, first, own = np.unique(keys, return_index=True, return_inverse=True)
    return own, first
