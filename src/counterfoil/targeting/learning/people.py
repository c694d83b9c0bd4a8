"""Who examined where, and how is that taken out of the risk? One effect per inspector and per facility, then averaged.

A strict inspector finds more in the same goods. A model that is not told so learns the inspector's places instead; one
that is told so and ranks by it makes the strict inspector's goods the target.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit

from counterfoil.targeting.learning.columns import Numbers, codes_of

PEOPLE = ("inspector", "facility")
MOST_POINTS = 64  # the average is taken over so many points at most


class Spread(NamedTuple):
    """What people added to the log-odds of those examined, in nats, and the share of the rows it was added to."""

    added: tuple[float, ...]
    share: tuple[float, ...]


def people_of(examined: pl.DataFrame) -> csr_matrix:
    """Return one column per inspector and per facility, 1 where the row is theirs; nobody known is 0 in all."""
    return hstack([_one_hot(examined[name]) for name in PEOPLE], format="csr")


def spread_of(added: Numbers, weight: Numbers) -> Spread:
    """Return the distribution of what people added, over the rows."""
    values, place = np.unique(np.round(added, 9), return_inverse=True)
    shares = np.bincount(place, weights=weight) / weight.sum()
    if len(values) <= MOST_POINTS:
        return Spread(tuple(values.tolist()), tuple(shares.tolist()))
    points = (np.arange(MOST_POINTS) + 0.5) / MOST_POINTS
    quantiles = np.interp(points, np.cumsum(shares) - shares / 2, values)
    return Spread(tuple(quantiles.tolist()), (1 / MOST_POINTS,) * MOST_POINTS)


def averaged(score: Numbers, spread: Spread) -> Numbers:
    """Return the risk, 0 to 1, of each score: the mean of what it would be with each of those who examined."""
    risk = np.zeros(len(score))
    for added, share in zip(spread.added, spread.share, strict=True):
        risk += share * expit(score + added)
    return np.clip(risk, 0.0, 1.0)


def _one_hot(column: pl.Series) -> csr_matrix:
    names = column.cast(pl.String).drop_nulls().unique().sort().to_list()
    codes = codes_of(column, names)
    rows = np.flatnonzero(np.isfinite(codes))
    place = (rows, codes[rows].astype(np.int64))
    return csr_matrix((np.ones(len(rows)), place), shape=(len(codes), len(names)))
