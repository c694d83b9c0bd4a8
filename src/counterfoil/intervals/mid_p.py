"""Between which bounds does a share lie, when what was examined stands for more or fewer of the rest?

Clopper and Pearson's interval (Biometrika 26 (1934), 404-413) asks what one more unit, a find or none, would have made
of the share. Here the units weigh differently: their number is replaced by the effective one, p (1 - p) / variance
(E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998), 193-201). The one more unit weighs what any of all of them
would weigh in the mean, for who sees few finds has perhaps missed a heavy one: between the mean of those drawn (R. C.
Tiwari and others, Statistical Methods in Medical Research 15 (2006), 547-569) and the heaviest (M. P. Fay and E. J.
Feuer, Statistics in Medicine 16 (1997), 791-801), which makes the interval twice as wide where finds are few. The
bounds are the quantiles of the mean of the two distributions, the mid-P form, which is right on average where the plain
form is too wide (M. P. Fay and S. Kim, Biometrical Journal 59 (2017), 549-560). With equal weights all this is the
textbook's interval. Never Wald's: it covers .39 where .95 is promised.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import betainc, betaincinv

LEVEL: Final = 0.95
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Shape(NamedTuple):
    """A Beta distribution: finds and other units, in effective numbers; either may be 0."""

    finds: float
    others: float

    def below(self, share: float) -> float:
        """Return the probability of a share of at most so much."""
        if self.finds <= 0:
            return 1.0
        return 0.0 if self.others <= 0 else float(betainc(self.finds, self.others, share))

    def quantile(self, probability: float) -> float:
        """Return the share with so much probability below it."""
        if self.finds <= 0:
            return 0.0
        return 1.0 if self.others <= 0 else float(betaincinv(self.finds, self.others, probability))


def effective(found: Flags, weight: Numbers, *, factor: float = 1.0) -> tuple[float, float]:
    """Return the share of the weight that was found, and the number of equal units that would be as sure of it.

    `weight` is the inverse of the probability; what is drawn more surely adds less variance (1 - probability). `factor`
    multiplies the variance. Where all or nothing is found, the number is Kish's, which knows of weights alone.
    """
    total = float(weight.sum())
    share = float(weight[found].sum()) / total
    variance = float((weight * (weight - 1) * (found - share) ** 2).sum()) / total**2 * factor
    if not 0 < share < 1 or variance <= 0:
        return share, total**2 / float(weight @ weight)
    return share, share * (1 - share) / variance


def interval(found: Flags, weight: Numbers, *, factor: float = 1.0, mid: bool = True) -> tuple[float, float]:
    """Return the low and the high bound, 95 %, of the share; weights are above 1. `mid` chooses the mid-P form."""
    one_more = np.append(weight, (weight @ weight) / weight.sum())
    low, high = (_shape(np.append(found, more), one_more, factor) for more in (False, True))
    tail = (1 - LEVEL) / 2
    if not mid:
        return low.quantile(tail), high.quantile(1 - tail)
    return mixed(low, high, tail), mixed(low, high, 1 - tail)


def _shape(found: Flags, weight: Numbers, factor: float) -> Shape:
    share, number = effective(found, weight, factor=factor)
    return Shape(share * number, (1 - share) * number)


def mixed(low: Shape, high: Shape, probability: float) -> float:
    """Return the quantile of the mean of two distributions, the first below the second."""
    first, last = low.quantile(probability), high.quantile(probability)

    def excess(share: float) -> float:
        return (low.below(share) + high.below(share)) / 2 - probability

    if excess(first) >= 0:
        return first
    return last if excess(last) <= 0 else float(brentq(excess, first, last, xtol=1e-12))
