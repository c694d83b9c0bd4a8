"""What do few examinations teach? A sum of effects, each drawn toward none: logistic regression with a ridge.

Categories are told value by value, numbers by where they stand among those examined. Each effect is a normal one
around 0, so that a value that was seen seldom says little (S. le Cessie and J. C. van Houwelingen, "Ridge estimators in
logistic regression", Applied Statistics 41 (1992), 191-201). Who examined where is an effect, too, which is kept apart.
"""

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit

from counterfoil.targeting.learning.columns import Columns, Numbers

SPREAD = 0.5  # nats, standard deviation of the effects of what is shipped
SPREAD_OF_PEOPLE = 1.0  # nats: on real inspections one group finds 2 %, another 41 % (facts of targeting)
QUANTILES = np.linspace(0.0, 1.0, 21)  # between them a number's standing is drawn as a line
MOST_ROUNDS = 300


class Regression(NamedTuple):
    """The effect of each value of a category and, of each number, its knots and the effect of standing highest; nats.

    The mean of each column's effects over what was examined is 0, and so is the effect of what is not known.
    """

    effects: dict[str, tuple[float, ...]]
    knots: dict[str, tuple[float, ...]]
    slopes: dict[str, float]


class Labels(NamedTuple):
    """Whether something was found, 0 or 1, and how much each row counts; the weights are 1 on average."""

    found: Numbers
    weight: Numbers


class Fit(NamedTuple):
    """The regression, and what who examined where adds to each row, in nats."""

    regression: Regression
    people: Numbers


def fit_regression(told: Numbers, columns: Columns, people: csr_matrix, labels: Labels) -> Fit:
    """Return the effects of `told` (rows as `coded` gives them) and of `people` (one column each) that fit best."""
    knots = {name: _knots(told[:, place]) for place, name in _placed(columns)}
    parts = [_one_hot(told[:, place], len(values)) for place, values in enumerate(columns.categories.values())]
    parts += [csr_matrix(_standing(told[:, place], knots[name])[:, None]) for place, name in _placed(columns)]
    widths = [part.shape[1] for part in parts]
    spread = np.concatenate([np.full(sum(widths), SPREAD), np.full(people.shape[1], SPREAD_OF_PEOPLE)])
    found, _ = _fitted(hstack([*parts, people], format="csr"), spread, labels)
    pieces = np.split(found, np.cumsum(widths))
    effects = {
        name: _centred(part, piece, labels.weight)
        for name, part, piece in zip(columns.categories, parts, pieces, strict=False)
    }
    slopes = dict(zip(columns.numbers, (float(piece[0]) for piece in pieces[len(effects) : -1]), strict=True))
    return Fit(Regression(effects, knots, slopes), people @ pieces[-1])


def contributions(regression: Regression, told: Numbers, columns: Columns) -> Numbers:
    """Return what each column adds to each row's log-odds, in nats; their sum is the row's score."""
    added = np.zeros_like(told)
    for place, name in enumerate(columns.categories):
        known = np.isfinite(told[:, place])
        added[known, place] = np.asarray(regression.effects[name])[told[known, place].astype(np.int64)]
    for place, name in _placed(columns):
        added[:, place] = regression.slopes[name] * _standing(told[:, place], regression.knots[name])
    return added


def level(score: Numbers, labels: Labels) -> float:
    """Return what is to be added to all scores for them to expect as many finds as there were, in nats."""
    return _fitted(csr_matrix((len(score), 0)), np.empty(0), labels, start=score)[1]


def _fitted(
    seen: csr_matrix, spread: Numbers, labels: Labels, *, start: Numbers | float = 0.0
) -> tuple[Numbers, float]:
    """Return the effect of each column of `seen`, and the level, which is not drawn toward anything."""

    def loss(values: Numbers) -> tuple[float, Numbers]:
        effects = values[:-1]
        total = start + seen @ effects + values[-1]
        missed = labels.weight * (expit(total) - labels.found)
        fit = labels.weight @ (np.logaddexp(0.0, total) - labels.found * total)
        slope = np.append(missed @ seen + effects / spread**2, missed.sum())
        return float(fit + 0.5 * np.sum((effects / spread) ** 2)), slope

    none = np.zeros(seen.shape[1] + 1)
    found = minimize(loss, none, jac=True, method="L-BFGS-B", options={"maxiter": MOST_ROUNDS})
    return np.asarray(found.x[:-1], dtype=np.float64), float(found.x[-1])


def _placed(columns: Columns) -> list[tuple[int, str]]:
    return list(enumerate(columns.numbers, start=len(columns.categories)))


def _one_hot(codes: Numbers, width: int) -> csr_matrix:
    rows = np.flatnonzero(np.isfinite(codes))
    return csr_matrix((np.ones(len(rows)), (rows, codes[rows].astype(np.int64))), shape=(len(codes), width))


def _centred(part: csr_matrix, effects: Numbers, weight: Numbers) -> tuple[float, ...]:
    """Return the effects less their mean over the rows whose value is known."""
    rows = weight @ part
    mean = float(rows @ effects / rows.sum()) if rows.sum() else 0.0
    return tuple((effects - mean).tolist())


def _knots(values: Numbers) -> tuple[float, ...]:
    known = values[np.isfinite(values)]
    return tuple(np.quantile(known, QUANTILES).tolist()) if len(known) else ()


def _standing(values: Numbers, knots: tuple[float, ...]) -> Numbers:
    """Return where each value stands among those examined: -1 the lowest, 1 the highest, 0 where not known."""
    if not knots:
        return np.zeros(len(values))
    low = np.searchsorted(knots, values, side="left")
    high = np.searchsorted(knots, values, side="right")
    between = np.interp(values, knots, QUANTILES)
    last = len(knots) - 1
    tied = (QUANTILES[np.clip(low, 0, last)] + QUANTILES[np.clip(high - 1, 0, last)]) / 2
    standing = np.where(high > low, tied, between) * 2 - 1
    return np.where(np.isfinite(values), standing, 0.0)
