"""By how much does each unit left to chance move the share, and how far does the share vary with that?"""

from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from counterfoil.estimation.prevalence.sample import Flags, Numbers, Sample
from counterfoil.estimation.prevalence.settings import Stratum
from counterfoil.estimation.prevalence.variance import Spread, spread_of
from counterfoil.estimation.prevalence.weighting import Weights
from counterfoil.intervals.sums import dot

ALONE, TAIL = 1, 0.975


class Moved(NamedTuple):
    """`share` of the units that were looked at and its `variance`. `factor`: for the interval, the variance over that
    of independent draws, widened for few degrees of freedom; 1 for independent draws of one stratum. `effective`: so
    many equal draws would be as sure; `design_effect`: the variance over that of as many equal draws."""

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
    share = dot(own, told) / size
    moves = residuals(sample, weights, said, rest=rest, share=share)
    spread = spread_of(moves, loss, sample, rest=rest, mass=weights.stands_for)
    alone = dot(own**2 * loss[rest], (told - share) ** 2)
    number = len(own)
    is_told = 0 < share < 1 and spread.variance > 0 and alone > 0
    if not is_told:  # all or nothing found: nothing is known of how finds clump, so each cluster counts as one unit
        clump = 1.0 if sample.cluster is None else number / len(np.unique(sample.cluster[rest]))
        kish = size**2 / dot(own, own) / clump
        return Moved(share, 0.0, clump, kish, number / kish, spread)
    factor = spread.variance / alone * widening(spread, number) * (number - 1) / number
    equal = share * (1 - share) * float(loss[rest].mean()) / max(number - 1, 1)
    effective = share * (1 - share) * size**2 / (alone * factor) if factor > 0 else float(number)
    return Moved(share, spread.variance / size**2, factor or 1.0, effective, spread.variance / size**2 / equal, spread)


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


def widening(spread: Spread, number: int) -> float:
    """Return by how much fewer degrees of freedom than those of `number` independent units widen the variance (Korn
    and Graubard 1998)."""
    return float(stdtrit(spread.degrees, TAIL) / stdtrit(max(number - 1, 1), TAIL)) ** 2


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
