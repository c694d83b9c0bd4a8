"""How much would the estimate vary from draw to draw? The linearised variance, by stratum and cluster.

What each unit moves the estimate by is summed by cluster; in each stratum the sums vary around their mean (K. M. Wolter,
"Introduction to Variance Estimation", 2007, chapter 6; D. A. Binder, International Statistical Review 51 (1983),
279-292). What was drawn with probability p adds (1 - p) of its square: the finite population correction. Strata with
one cluster have no mean to vary around: they vary around that of all, which is rather too much than too little.
"""

from typing import NamedTuple

import numpy as np

from counterfoil.estimation.prevalence.sample import Codes, Numbers, Sample


class Spread(NamedTuple):
    """`variance` of the sum; `degrees` of freedom, clusters less strata; `lonely`: strata with one cluster."""

    variance: float
    degrees: float
    lonely: tuple[int, ...]


def spread_of(moves: Numbers, loss: Numbers, sample: Sample, *, rest: np.ndarray, is_centred: bool = False) -> Spread:
    """Return the variance of the sum of `moves`, of the units that `rest` picks. `loss` is 1 - probability.

    `is_centred`: the moves add up to 0 in each stratum already.
    """
    scaled = (moves * np.sqrt(loss))[rest]
    stratum = sample.stratum[rest]
    if sample.cluster is None:
        sums, place = scaled, stratum
    else:
        sums, place = _by_cluster(scaled, sample.cluster[rest], stratum)
    number = np.bincount(place)
    many = number > 1
    centre = np.zeros(len(number))
    if not is_centred:
        centre[many] = (np.bincount(place, weights=sums) / np.maximum(number, 1))[many]
    squares = np.bincount(place, weights=(sums - centre[place]) ** 2)
    grown = np.where(many, number / np.maximum(number - 1, 1), 1.0)
    strata = int((number > 0).sum())
    return Spread(
        variance=float((squares * grown).sum()),
        degrees=float(max(len(sums) - strata, 1)),
        lonely=tuple(np.flatnonzero(number == 1).tolist()),
    )


def _by_cluster(scaled: Numbers, cluster: Codes, stratum: Codes) -> tuple[Numbers, Codes]:
    """Return the sum of each cluster within each stratum: one that lies in several is several."""
    keys = stratum.astype(np.int64) * (int(cluster.max()) + 1) + cluster
    _, first, own = np.unique(keys, return_index=True, return_inverse=True)
    return np.bincount(own, weights=scaled), stratum[first]
