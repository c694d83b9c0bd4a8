"""How sure is a share, when the labels behind it were not all equally likely to be drawn?

The share is the ratio of the weighted sums (Hajek's form of the Horvitz-Thompson estimator). Its interval is
Wilson's (E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
American Statistical Association 22 (1927), 209-212) with the effective number of labels in place of their number
(E. L. Korn and B. I. Graubard, "Confidence intervals for proportions with small expected number of positive counts
estimated from survey data", Survey Methodology 24 (1998), 193-201). Three counts are known and the smallest is taken:
- that of the linearised variance: p(1 - p) / variance, where the share is neither 0 nor 1;
- Kish's, the square of the summed weights over their summed squares (L. Kish, "Survey Sampling", 1965);
- where the share is 0 or 1, the summed weights over the heaviest weight that the selection could have given: one
  unseen label of that weight would have moved the share, though none happened to be drawn.
With equal weights all three are the number of labels, and the interval is Wilson's own.
"""

from statistics import NormalDist
from typing import TypeVar

import polars as pl

Z_95 = 1.959964  # standard normal quantile at 97.5 %
DECIMALS = 6
Number = TypeVar("Number", pl.Expr, float)


def share_with_interval(hit: pl.Expr, weight: pl.Expr, *, heaviest: pl.Expr) -> dict[str, pl.Expr]:
    """Return aggregations of a slice: share, effective_labels, low and high, to six decimals.

    `hit` is Boolean, `weight` the inverse of the selection probability, `heaviest` the largest such weight among all
    labels of the kind that is counted, whether or not it fell into this slice.
    """
    total, squares = weight.sum(), (weight * weight).sum()
    share = (weight * hit).sum() / total
    spread = (1 - 2 * share) * (weight * weight * hit).sum() + share * share * squares
    kish = total * total / squares
    inner = pl.min_horizontal(kish, share * (1 - share) * total * total / spread)
    at_the_end = pl.min_horizontal(kish, total / heaviest)
    effective = pl.when((share > 0) & (share < 1)).then(inner).otherwise(at_the_end)
    low, high = wilson(share, effective)
    return {
        "share": share.round(DECIMALS),
        "effective_labels": effective.round(2),
        "low": low.round(DECIMALS),
        "high": high.round(DECIMALS),
    }


def wilson(share: pl.Expr, labels: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Return the ends of the 95 % interval of a share seen in so many labels."""
    low, high = _ends(share, labels, Z_95)
    return low.clip(0, 1), high.clip(0, 1)


def wilson_of(share: float, number: float, *, level: float) -> tuple[float, float]:
    """Return the ends of the interval of one share that is as sure as `number` equal units would make it."""
    low, high = _ends(share, number, NormalDist().inv_cdf((1 + level) / 2))
    return max(low, 0.0), min(high, 1.0)


def _ends(share: Number, number: Number, z: float) -> tuple[Number, Number]:
    extra = z * z / number
    middle = share + extra / 2
    half = z * (share * (1 - share) / number + extra / (4 * number)) ** 0.5
    return (middle - half) / (1 + extra), (middle + half) / (1 + extra)
