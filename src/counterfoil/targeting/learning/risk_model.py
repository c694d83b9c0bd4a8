"""How risky is a shipment, by what earlier examinations found? The model grows with the amount of history.

Below a few finds there is none, and the shipped weights rank; then a regression; then boosted trees. Who examined is
part of what is learned and is averaged out of what is told, so that strict inspectors do not become the target.
"""

from functools import partial
from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.targeting.learning.columns import Columns, Numbers, coded
from counterfoil.targeting.learning.examined import Examined, in_order, prepared, with_pasts
from counterfoil.targeting.learning.held_back import is_calibrated
from counterfoil.targeting.learning.past import Past
from counterfoil.targeting.learning.people import Spread, averaged, spread_of
from counterfoil.targeting.learning.regression import Regression, contributions, fit_regression, level
from counterfoil.targeting.learning.trees import contributions_of, grown, scores_of

FEWEST_LABELS, FEWEST_FINDS = 100, 20  # below them the shipped weights rank
FEWEST_LABELS_FOR_TREES, FEWEST_FINDS_FOR_TREES = 2_000, 200  # by the learning curves in docs/targeting-models.md
REGRESSION, TREES = "regression-1", "lightgbm-1"


class RiskModel(NamedTuple):
    """What was learned from `labels` examinations, of which `finds` found something; either `regression` or `trees`.

    `base` is the log-odds, in nats, of a shipment of which nothing is known. `calibrated` says whether a fit without
    the last examinations told how many finds they held: only then may the risk be read as a probability.
    """

    name: str
    labels: int
    finds: int
    calibrated: bool
    columns: Columns
    pasts: dict[str, Past]
    base: float
    people: Spread
    regression: Regression | None = None
    trees: tuple[str, ...] = ()


def fit(examined: pl.DataFrame, *, seed: int) -> RiskModel | None:
    """Return the model that the amount of history allows; None below the fewest labels and finds.

    `examined`: see `examined.py`; rows whose `is_found` is null are left out. The same rows in any order and the same
    seed give the same model. Raises UserError where trees are due and LightGBM is not installed.
    """
    rows = in_order(examined)
    finds = int(rows["is_found"].sum())
    fewest = min(finds, rows.height - finds)
    if rows.height < FEWEST_LABELS or fewest < FEWEST_FINDS:
        return None
    many = rows.height >= FEWEST_LABELS_FOR_TREES and fewest >= FEWEST_FINDS_FOR_TREES
    learn = partial(by_trees, seed=seed) if many else by_regression
    held = is_calibrated(rows, lambda earlier, later: risk_of(learn(earlier), later))
    return learn(rows)._replace(calibrated=held)


def by_regression(rows: pl.DataFrame) -> RiskModel:
    """Return the regression fitted to rows that are `in_order`."""
    given = prepared(rows)
    found = fit_regression(given.told, given.columns, given.people, given.labels)
    score = contributions(found.regression, given.told, given.columns).sum(axis=1)
    return _model(REGRESSION, given, score, found.people)._replace(regression=found.regression)


def by_trees(rows: pl.DataFrame, *, seed: int) -> RiskModel:
    """Return the boosted trees fitted to rows that are `in_order`; they start from who examined."""
    given = prepared(rows)
    start = given.added + level(given.added, given.labels)
    trees = grown(given.told, start, given.labels, categories=len(given.columns.categories), seed=seed)
    return _model(TREES, given, scores_of(trees, given.told), given.added)._replace(trees=trees)


def risk_of(model: RiskModel, features: pl.DataFrame) -> pl.Series:
    """Return the risk of each row, 0 to 1, as the average of those who examine would find it.

    Categories and parties never seen are no error. Raises UserError where a column that was learned from is missing.
    """
    told = coded(with_pasts(features, model.pasts), model.columns)
    if model.regression is not None:
        score = contributions(model.regression, told, model.columns).sum(axis=1)
    else:
        score = scores_of(model.trees, told)
    return pl.Series("risk", averaged(score + model.base, model.people), dtype=pl.Float64)


def why(model: RiskModel, features: pl.DataFrame, *, most: int = 3) -> pl.DataFrame:
    """Return what raises the risk of each row most: row (UInt32), feature, contribution (nats), the largest first.

    A feature is the name of a column, or “past finds of <column>”. What lowers the risk is no reason and is left out.
    The contributions of trees are Shapley values (S. M. Lundberg and S.-I. Lee, NeurIPS 30 (2017)).
    """
    told = coded(with_pasts(features, model.pasts), model.columns)
    if model.regression is not None:
        added = contributions(model.regression, told, model.columns)
    else:
        added = contributions_of(model.trees, told)[:, :-1]
    order = np.argsort(-added, axis=1, kind="stable")[:, :most]
    row = np.repeat(np.arange(len(told), dtype=np.uint32), order.shape[1])
    names = np.array(model.columns.names, dtype=object)
    reasons = pl.DataFrame(
        {
            "row": row,
            "feature": names[order.ravel()].tolist(),
            "contribution": added[row, order.ravel()],
        },
        schema={"row": pl.UInt32, "feature": pl.String, "contribution": pl.Float64},
    )
    return reasons.filter(pl.col("contribution") > 0)


def _model(name: str, given: Examined, score: Numbers, people: Numbers) -> RiskModel:
    labels, finds = given.labels, int(given.labels.found.sum())
    base = level(score + people, labels)
    spread = spread_of(people, labels.weight)
    return RiskModel(name, len(score), finds, False, given.columns, given.pasts, base, spread)
