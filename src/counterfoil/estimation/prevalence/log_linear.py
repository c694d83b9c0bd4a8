"""Which log-linear model of overlapping sources fits best, and how many units does it say that no source saw?

S. E. Fienberg, "The multiple recapture census for closed populations and incomplete 2^k contingency tables", Biometrika
59 (1972), 591-603. Pairs of sources that follow or avoid each other are added to the model as long as Akaike's
criterion falls.
"""

from itertools import combinations
from typing import Final, NamedTuple

import numpy as np

from counterfoil.estimation.prevalence.sample import Numbers

MOST_SOURCES: Final = 8  # beyond, two to the power of their number is too many cells
ROUNDS, PRECISION = 100, 1e-10
LEAST_CELL = 1e-12
Pair = tuple[int, int]


class Model(NamedTuple):
    """`unseen` units, the variance of that number, and what the model assumes."""

    says: str
    unseen: float
    variance: float


def log_linear(there: np.ndarray, number: Numbers) -> list[Model]:
    """Return the model of independent sources and, where another fits better, that. None for too many sources."""
    sources = there.shape[1]
    if sources > MOST_SOURCES:
        return []
    cells = np.array([[(code >> at) & 1 for at in range(sources)] for code in range(1, 2**sources)], dtype=bool)
    code_of = (there * (1 << np.arange(sources))).sum(axis=1)
    seen = np.zeros(2**sources)
    np.add.at(seen, code_of, number)
    counts = seen[1:]
    best, criterion = _fitted(cells, counts, ())
    chosen: tuple[Pair, ...] = ()
    models = [best._replace(says="sources independent")] if best else []
    left = list(combinations(range(sources), 2))
    while left and len(chosen) + sources + 1 < len(cells):
        tried = [(*_fitted(cells, counts, (*chosen, pair)), pair) for pair in left]
        model, own, pair = min(tried, key=lambda one: one[1])
        if model is None or own >= criterion - PRECISION:
            break
        chosen, criterion, best = (*chosen, pair), own, model
        left.remove(pair)
    if chosen and best:
        models.append(best._replace(says=f"{len(chosen)} pairs of sources dependent"))
    return models


def _fitted(cells: np.ndarray, counts: Numbers, pairs: tuple[Pair, ...]) -> tuple[Model | None, float]:
    """Return the model and Akaike's criterion: Poisson counts, by iterated weighted least squares."""
    columns = [
        np.ones(len(cells)),
        *cells.T.astype(float),
        *((cells[:, a] & cells[:, b]).astype(float) for a, b in pairs),
    ]
    design = np.stack(columns, axis=1)
    mean = counts + 0.5
    for _ in range(ROUNDS):
        weighted = design * mean[:, None]
        worked = np.log(mean) + (counts - mean) / mean
        try:
            found = np.linalg.solve(design.T @ weighted, weighted.T @ worked)
        except np.linalg.LinAlgError:
            return None, float("inf")
        now = np.maximum(np.exp(np.clip(design @ found, -50, 50)), LEAST_CELL)
        moved, mean = float(np.abs(now - mean).max()), now
        if moved < PRECISION * (1 + float(mean.max())):
            break
    information = design.T @ (design * mean[:, None])
    if np.linalg.cond(information) > 1 / LEAST_CELL:
        return None, float("inf")
    unseen = float(np.exp(found[0]))
    likelihood = float((counts * np.log(mean) - mean).sum())
    variance = unseen**2 * float(np.linalg.inv(information)[0, 0]) + unseen
    return Model("", unseen, variance), 2 * design.shape[1] - 2 * likelihood
