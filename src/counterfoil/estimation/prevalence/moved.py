"""By how much does each unit left to chance move the share, and how far does the share vary with that?"""

from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from counterfoil.estimation.prevalence.sample import Flags, Numbers, Sample
from counterfoil.estimation.prevalence.settings import Stratum
from counterfoil.estimation.prevalence.variance import Spread, spread_of
from counterfoil.estimation.prevalence.weighting import Weights

ENDLESS = 1e9  # degrees of freedom of the normal distribution
ALONE, TAIL = 1, 0.975


class Moved(NamedTuple):
    """`share` of the units that were looked at, the `variance` of it and `factor`, that over the variance of
    independent draws; `effective`: so many equal draws would be as sure; `design_effect`: `variance` over that of as
    many equal draws; `spread` as `spread_of` tells it, of the sum of weights."""

    share: float
    variance: float
    factor: float
    effective: float
    design_effect: float
    spread: Spread


def moved(sample: Sample, weights: Weights, said: Numbers, *, rest: Flags, loss: Numbers) -> Moved:
    """Return how sure the share of what was said (0 to 1) is among the units of `rest`; `loss` as in `spread_of`."""
    own, told = weights.stands_for[rest], said[rest]
    size = float(own.sum())
    share = float(own @ told) / size
    moves = residuals(sample, weights, said, rest=rest, share=share)
    spread = spread_of(moves, loss, sample, rest=rest, mass=weights.stands_for)
    alone = float((own**2 * loss[rest]) @ (told - share) ** 2)
    factor = spread.variance / alone * widening(spread) if alone > 0 and spread.variance > 0 else 1.0
    variance = alone * factor / size**2
    kish = size**2 / float(own @ own)
    if not 0 < share < 1 or variance <= 0:
        return Moved(share, variance, factor, kish, len(own) / kish, spread)
    equal = share * (1 - share) * float(loss[rest].mean()) / len(own)
    return Moved(share, variance, factor, share * (1 - share) / variance, variance / equal, spread)


def residuals(sample: Sample, weights: Weights, said: Numbers, *, rest: Flags, share: float) -> Numbers:
    """Return what each unit adds to the sum of weights above the share: its stratum's own where that stands for its
    known size and more than one is there, else that of all."""
    if not weights.is_by_stratum or len(sample.strata) == 1:
        return weights.stands_for * (said - share)
    number, place = len(sample.strata), sample.stratum[rest]
    own = np.bincount(place, weights=weights.stands_for[rest], minlength=number)
    found = np.bincount(place, weights=(weights.stands_for * said)[rest], minlength=number)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(np.bincount(place, minlength=number) > ALONE, found / own, share)
    return np.asarray(weights.stands_for * (said - shares[sample.stratum]), dtype=np.float64)


def widening(spread: Spread) -> float:
    """Return by how much few degrees of freedom widen the variance (Korn and Graubard 1998)."""
    return float(stdtrit(spread.degrees, TAIL) / stdtrit(ENDLESS, TAIL)) ** 2


def strata_of(sample: Sample, weights: Weights, said: Numbers) -> tuple[Stratum, ...]:
    """Return what each stratum showed; of one in which nobody looked the share is 0 of nothing."""
    number = len(sample.strata)
    units = np.bincount(sample.stratum, weights=1 / sample.probability, minlength=number)
    drawn = np.bincount(sample.stratum, minlength=number)
    own = np.bincount(sample.stratum, weights=weights.plain, minlength=number)
    found = np.bincount(sample.stratum, weights=weights.plain * said, minlength=number)
    share = found / np.where(own > 0, own, 1)
    known = weights.of_strata if weights.of_strata is not None else units
    return tuple(map(Stratum, sample.strata, known.tolist(), drawn.tolist(), share.tolist()))
