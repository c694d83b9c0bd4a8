"""Between which bounds does a share lie, when what was examined stands for more or fewer of the rest?

Clopper and Pearson's interval (Biometrika 26 (1934), 404-413) asks what one more unit, a find or none, would have made
of the share. Here the units weigh differently: their number is replaced by the effective one, p (1 - p) / variance
(E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998), 193-201). The one more unit weighs what any of all of them
would weigh in the mean, for who sees few finds has perhaps missed a heavy one: between the mean of those drawn (R. C.
Tiwari and others, Statistical Methods in Medical Research 15 (2006), 547-569) and the heaviest (M. P. Fay and E. J.
Feuer, Statistics in Medicine 16 (1997), 791-801), which makes the interval twice as wide where finds are few. Where
finds come in clumps (`factor` above 1) the one more is a clump. The bounds are the quantiles of the mean of the two
distributions, the mid-P form, which is right on average where the plain form is too wide (M. P. Fay and S. Kim,
Biometrical Journal 59 (2017), 549-560). With equal weights all this is the textbook's interval. Never Wald's: it covers
.39 where .95 is promised.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import betainc, betaincinv, gammainc, gammaincinv

from counterfoil.intervals.sums import dot

LEVEL: Final = 0.95
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class _Spread(Protocol):
    def below(self, bound: float, /) -> float: ...
    def quantile(self, probability: float, /) -> float: ...


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


class Total(NamedTuple):
    """A gamma distribution by its mean and variance; a mean of 0 is no spread at all."""

    mean: float
    variance: float

    def below(self, bound: float) -> float:
        """Return the probability of a total of at most so much."""
        if self.mean <= 0 or self.variance <= 0:
            return 1.0 if bound >= self.mean else 0.0
        return float(gammainc(self.mean**2 / self.variance, bound * self.mean / self.variance))

    def quantile(self, probability: float) -> float:
        """Return the total with so much probability below it."""
        if self.mean <= 0 or self.variance <= 0:
            return max(self.mean, 0.0)
        return float(gammaincinv(self.mean**2 / self.variance, probability)) * self.variance / self.mean


def interval(
    found: Flags,
    weight: Numbers,
    *,
    factor: float = 1.0,
    loss: Numbers | None = None,
    mid: bool = True,
    level: float = LEVEL,
) -> tuple[float, float]:
    """Return the low and the high bound of the share of the weight that was found.

    `weight` is the inverse of the probability, or in proportion to it where `loss`, 1 - probability, is given: what is
    drawn more surely adds less variance. `factor` multiplies the variance. `mid` chooses the mid-P form.
    """
    lost = 1 - 1 / weight if loss is None else loss
    squared = weight**2
    total, found_weight = float(weight.sum()), float(weight[found].sum())
    clump = float(squared.sum()) / total * factor  # of a mean weight
    spared = dot(lost, squared) / float(squared.sum())

    def shape(more: bool) -> Shape:
        everything = total + clump
        share = (found_weight + clump * more) / everything
        own = float((squared * lost * (found - share) ** 2).sum()) * factor
        variance = (own + clump**2 * spared * (more - share) ** 2) / everything**2
        if not 0 < share < 1 or variance <= 0:
            number = everything**2 / (float(squared.sum()) * factor + clump**2)
        else:
            number = share * (1 - share) / variance
        return Shape(share * number, (1 - share) * number)

    return _bounds(shape(more=False), shape(more=True), mid=mid, level=level)


def interval_of_share(share: float, number: float, *, mid: bool = True, level: float = LEVEL) -> tuple[float, float]:
    """Return the bounds of a share that is as sure as `number` equal units would make it."""
    finds, others = share * number, (1 - share) * number
    return _bounds(Shape(finds, others + 1), Shape(finds + 1, others), mid=mid, level=level)


def interval_of_total(
    total: float, variance: float, *, one_more: float, mid: bool = True, level: float = LEVEL
) -> tuple[float, float]:
    """Return the bounds of a sum of weighted finds; `one_more` is what one that was not seen may weigh.

    After M. P. Fay and E. J. Feuer, "Confidence intervals for directly standardized rates: a method based on the gamma
    distribution", Statistics in Medicine 16 (1997), 791-801.
    """
    return _bounds(Total(total, variance), Total(total + one_more, variance + one_more**2), mid=mid, level=level)


def _bounds(low: _Spread, high: _Spread, *, mid: bool, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    if not mid:
        return low.quantile(tail), high.quantile(1 - tail)
    return _mixed(low, high, tail), _mixed(low, high, 1 - tail)


def _mixed(low: _Spread, high: _Spread, probability: float) -> float:
    """Return the quantile of the mean of two distributions, the first below the second."""
    first, last = low.quantile(probability), high.quantile(probability)

    def excess(share: float) -> float:
        return (low.below(share) + high.below(share)) / 2 - probability

    if excess(first) >= 0:
        return first
    return last if excess(last) <= 0 else _root(excess, first, last)


def _root(of: Callable[[float], float], first: float, last: float) -> float:
    return float(brentq(of, first, last, xtol=1e-12 * max(last, 1e-6)))
