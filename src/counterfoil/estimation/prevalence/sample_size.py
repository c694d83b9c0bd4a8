"""How many more units have to be examined until the interval is as narrow as wanted, and in which stratum?

Where a stratum is large, varies much and is cheap to look into, more is drawn: n in proportion to N S / sqrt(cost)
(J. Neyman, Journal of the Royal Statistical Society 97 (1934), 558-625; W. G. Cochran, "Sampling Techniques", 1977,
section 5.5). What is already drawn stays drawn.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.estimation.prevalence.sample import Numbers
from counterfoil.estimation.prevalence.settings import Prevalence
from counterfoil.intervals.mid_p import interval_of_share

LEAST: Final = 0.5  # finds, where there is none: a share of 0 would want nothing more
PRIOR: Final = 2.0  # units at the overall share that each stratum is taken to have shown beside its own
MOST: Final = 1e12
ROUNDS: Final = 200


def more_samples(
    estimate: Prevalence, *, half_width: float, costs: Mapping[str, float] | None = None, level: float = 0.95
) -> pl.DataFrame:
    """Return stratum, units, sampled, share, needed (in all), more and cost (of those, as `costs` has it; 1 each).

    Strata are as the estimate has them. A share that was seen in few units is drawn towards that of all, so that no
    stratum seems sure because nothing was found in it. Raises UserError for a width that is not between 0 and 1, or a
    cost that is not above 0.
    """
    if not 0 < half_width < 1:
        raise UserError("The wanted half width is not between 0 and 1.", cure="Give it as a share, such as 0.02.")
    strata = estimate.strata
    price = np.array([float((costs or {}).get(one.name, 1.0)) for one in strata])
    if (price <= 0).any():
        raise UserError("A cost is not above 0.", cure="Correct the column cost of the frame.")
    units, have = (np.array([float(one[at]) for one in strata]) for at in (1, 2))
    finds = np.array([one.share * one.sampled for one in strata])
    middle = max(estimate.estimate, LEAST / max(estimate.sampled, 1))
    share = (finds + PRIOR * middle) / (have + PRIOR)
    alike = float((units * share).sum() / units.sum())  # of all, as the strata's shares have it
    number = _equal_draws(estimate.estimate, 2 * half_width, level)
    spread = np.sqrt(share * (1 - share) * max(estimate.clumping, 1.0))
    needed = _allocated(units, have, spread, price, variance=alike * (1 - alike) / number)
    return (
        pl.DataFrame(
            {
                "stratum": [one.name for one in strata],
                "units": np.rint(units).astype(np.int64),
                "sampled": have.astype(np.int64),
                "share": share,
                "needed": np.ceil(needed - 1e-9).astype(np.int64),
            }
        )
        .with_columns(more=pl.max_horizontal(pl.col("needed") - pl.col("sampled"), 0))
        .with_columns(cost=pl.col("more") * pl.Series(price))
    )


def _equal_draws(share: float, width: float, level: float) -> float:
    """Return how many equal draws make the interval so wide: of rare shares it is wider than the normal one says."""
    few, many = 1.0, MOST
    for _ in range(ROUNDS):
        middle = (few * many) ** 0.5
        low, high = interval_of_share(share, middle, level=level)
        few, many = (few, middle) if high - low <= width else (middle, many)
    return many


def _allocated(units: Numbers, have: Numbers, spread: Numbers, price: Numbers, *, variance: float) -> Numbers:
    """Return how many of each stratum are needed, at least those that were drawn and at most all there are."""
    part = units / units.sum()
    fixed = np.zeros(len(units), dtype=bool)
    needed = have.copy()
    while not fixed.all():
        free = ~fixed
        settled = float((part[fixed] ** 2 * spread[fixed] ** 2 * (1 / needed[fixed] - 1 / units[fixed])).sum())
        left = variance - settled + float((part[free] ** 2 * spread[free] ** 2 / units[free]).sum())
        if left <= 0:  # not even all of them are enough, beside what is settled
            needed[free] = units[free]
            break
        weighed = part * spread
        needed[free] = weighed[free] / np.sqrt(price[free]) * float((weighed[free] * np.sqrt(price[free])).sum()) / left
        beyond = free & ((needed <= have) | (needed >= units))
        if not beyond.any():
            break
        worst = free & (needed >= units) if (free & (needed >= units)).any() else beyond
        needed[worst] = np.clip(needed[worst], have[worst], units[worst])
        fixed |= worst
    return np.maximum(needed, have)
