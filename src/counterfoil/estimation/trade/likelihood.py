"""How likely is each pair of economy and product to be counterfeit, against the likeliest pair, and at most how much?

GTRIC of a pair is the product of the index of its economy and that of its product, each no lower than a floor
(law.md 6.4: floor and product unverified, so both are set by whom it concerns). A fixed point, the largest share of
counterfeits that one pair can have, turns likelihoods into a ceiling of value; it must come from elsewhere than from
seizures, so there is none unless it is given.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from counterfoil.estimation.trade.cube import Cube
from counterfoil.estimation.trade.gtric import Gtric, Numbers, Reading, gtric

FLOOR = 0.05  # of each index, law.md 6.4 [M-M]


class Likelihoods(NamedTuple):
    """Indexes averaged over the years in which they are known (nan: never), and GTRIC by economy and product (0 where
    either is not known)."""

    economies: Gtric
    products: Gtric
    pairs: Numbers


class Ceiling(NamedTuple):
    """The most that counterfeits can be worth, in the currency of the imports: by pair, in all, and as a share."""

    pairs: Numbers
    total: float
    share: float


def likelihoods(years: Sequence[Cube], reading: Reading, *, floor: float = FLOOR) -> Likelihoods:
    """Return the indexes of the years, averaged, and of each pair. Raises UserError as `gtric.gtric`."""
    economies = _averaged([_index(one, 2, reading, "economies") for one in years])
    products = _averaged([_index(one, 1, reading, "products") for one in years])
    pairs = _floored(economies.index, floor)[:, None] * _floored(products.index, floor)[None, :]
    return Likelihoods(economies, products, pairs)


def ceiling(pairs: Numbers, traded: Numbers, *, fixed_point: float) -> Ceiling:
    """Return the ceiling of value: likelihood times the fixed point (0 to 1) times imports (economies by products)."""
    value = fixed_point * pairs * traded
    return Ceiling(value, float(value.sum()), float(value.sum() / traded.sum()))


def _index(year: Cube, summed: int, reading: Reading, what: str) -> Gtric:
    return gtric(year.seized.sum(axis=summed), year.imported.sum(axis=summed), reading, of=f"{what} of {year.year}")


def _floored(index: Numbers, floor: float) -> Numbers:
    return np.where(np.isnan(index), 0.0, np.clip(index, floor, 1.0))


def _averaged(years: Sequence[Gtric]) -> Gtric:
    return Gtric(_mean([one.factor for one in years]), _mean([one.index for one in years]))


def _mean(values: Sequence[Numbers]) -> Numbers:
    """Return the mean of each place over the years that know it; nan where none does."""
    stacked = np.vstack(values)
    known = ~np.isnan(stacked)
    with np.errstate(invalid="ignore"):
        return np.where(known.any(axis=0), np.where(known, stacked, 0).sum(axis=0) / known.sum(axis=0), np.nan)
