"""What would the treated have shown without the measure? The untreated cells say: unit level plus period level.

Imputation after K. Borusyak, X. Jaravel and J. Spiess, "Revisiting event-study designs", Review of Economic Studies
91 (2024), 3253-3285: both levels are fitted to untreated cells alone, so that no treated unit ever serves as the
comparison of another, which is what biases two-way fixed effects under staggered starts (A. Goodman-Bacon, Journal of
Econometrics 225 (2021), 254-277). Every effect is a sum of outcomes with fixed weights; the weights are what is
returned here.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Periods = npt.NDArray[np.int64]

EXACT: Final = 1e-9  # below this a weight is rounding


def treated_cells(since: Periods, periods: int) -> Flags:
    """Return, by unit and period, whether the measure was in force; `since` is `periods` for units without it."""
    cells: Flags = np.arange(periods)[None, :] >= since[:, None]
    return cells


def comparable_cells(since: Periods, weight: Numbers) -> Flags:
    """Return the treated cells for which the untreated cells give both a level of the unit and one of the period.

    `weight` is by unit and period, 0 where nothing is known. A cell is left out where its unit has no time before, its
    period no unit without the measure, or where nothing links the two.
    """
    units, periods = weight.shape
    treated = treated_cells(since, periods)
    unit, period = np.nonzero((weight > 0) & ~treated)
    nodes = units + periods
    links = csr_array((np.ones(len(unit)), (unit, units + period)), shape=(nodes, nodes))
    parts = connected_components(links, directed=False)[1]
    linked: Flags = treated & (weight > 0) & (parts[:units, None] == parts[None, units:])
    return linked


def effect_weights(since: Periods, weight: Numbers, wanted: Numbers) -> Numbers:
    """Return the weight of each cell's outcome in each effect.

    `wanted` (effects, units, periods) is how each effect averages over comparable treated cells, 0 elsewhere. The
    weights of one effect sum to 0 over each unit and over each period, so that levels and common shocks fall out.
    """
    fitted = np.where(treated_cells(since, weight.shape[1]), 0.0, weight)
    sums = fitted.sum(axis=1)
    shares = np.divide(fitted, sums[:, None], out=np.zeros_like(fitted), where=sums[:, None] > 0)
    of_units = wanted.sum(axis=2)
    left = np.diag(fitted.sum(axis=0)) - shares.T @ fitted  # what is asked of periods once units are solved for
    periods = (wanted.sum(axis=1) - of_units @ shares) @ np.linalg.pinv(left, hermitian=True)
    units = np.divide(of_units - periods @ fitted.T, sums, out=np.zeros_like(of_units), where=sums > 0)
    weights = wanted - fitted[None] * (units[:, :, None] + periods[:, None, :])
    return np.where(np.abs(weights) > EXACT * np.abs(wanted).max(initial=0), weights, 0.0)
