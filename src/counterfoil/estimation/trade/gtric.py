"""GTRIC: how likely are goods of a product, or from an economy, to be counterfeit, against all others?

OECD/EUIPO, "Trade in Counterfeit and Pirated Goods" (2016), Annex A, whose steps 1 to 3 were read; the truncated normal
of step 4 and the index by economy are from general knowledge (law.md, 6.4). The annex weighs reporters in two ways: its
text by their share of all sensitive imports, its formula by their share of the imports of each product. Both are here.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from counterfoil.errors import UserError

Numbers = npt.NDArray[np.float64]
BY_REPORTER, BY_CELL = "reporter", "cell"  # the annex's text, and its formula
READINGS = (BY_REPORTER, BY_CELL)
FEWEST = 3  # things that an index compares: below it mean and spread say nothing


class Reading(NamedTuple):
    """How the annex is read: `weight` one of READINGS; `ddof` 1 or 0, for the variance over n − 1 or n."""

    weight: str = BY_REPORTER
    ddof: int = 1


@dataclass(frozen=True)
class Gtric:
    """One index (products or economies, in the order of the columns): factor (infinite: seized, never imported), and
    its index in [0, 1), which is that of nothing known (nan) where the factor is infinite or nothing was seized."""

    factor: Numbers
    index: Numbers


def gtric(seized: Numbers, imported: Numbers, reading: Reading, *, of: str = "") -> Gtric:
    """Return the index of each column of two matrices, reporters by products or by economies, in any one currency each.

    Seizures of a reporter count as shares of its own, so that each may value them as it does. `of` says in words what
    the columns are. Raises UserError where fewer than three columns can be compared, or all are alike.
    """
    factor = counterfeiting_factor(seized, imported, reading.weight)
    known = np.isfinite(factor) & (seized.sum(axis=0) > 0)
    index = np.full(len(factor), np.nan)
    index[known] = truncated_normal(np.log1p(factor[known]), ddof=reading.ddof, of=of or "products or economies")
    return Gtric(factor, index)


def counterfeiting_factor(seized: Numbers, imported: Numbers, weight: str) -> Numbers:
    """Return by column the share among seizures over the share among imports; above 1 it is seized more than traded.

    Only sensitive columns, those with a seizure, have one, and count in the shares; others are 0. Reporters without
    any seizure say nothing, and are left out of both.
    """
    sensitive, reports = seized.sum(axis=0) > 0, seized.sum(axis=1) > 0
    taken, traded = seized[reports][:, sensitive], imported[reports][:, sensitive]
    own = taken / taken.sum(axis=1, keepdims=True)
    by_column = traded.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = traded / by_column if weight == BY_CELL else traded.sum(axis=1, keepdims=True) / traded.sum()
        found = np.where(by_column > 0, (weights * own).sum(axis=0) / (by_column / by_column.sum()), np.inf)
    factor = np.zeros(len(sensitive))
    factor[sensitive] = found
    return factor


def truncated_normal(values: Numbers, *, ddof: int, of: str) -> Numbers:
    """Return the distribution function at each value, of a normal one with their mean and spread, cut off at 0.

    Raises UserError for fewer than three values and for values that are all alike.
    """
    if len(values) < FEWEST:
        problem = f"Only {len(values)} of the {of} have both seizures and imports."
        raise UserError(problem, cure=f"Give data of at least {FEWEST}: an index compares them with each other.")
    mean, spread = values.mean(), values.std(ddof=ddof)
    if spread == 0:
        cure = "Give data by finer products or economies."
        raise UserError(f"All {of} are seized as much as they are traded: no index.", cure=cure)
    below = ndtr(-mean / spread)
    return np.asarray((ndtr((values - mean) / spread) - below) / (1 - below))
