"""What do many examinations teach? Boosted trees over categories as they are, parties by their past, and numbers.

Source: G. Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS 30 (2017); cuts drawn at
random as in P. Geurts, D. Ernst and L. Wehenkel, "Extremely randomized trees", Machine Learning 63 (2006), 3-42.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from counterfoil.errors import UserError
from counterfoil.targeting.learning.columns import Numbers
from counterfoil.targeting.learning.regression import Labels

MODELS = 3  # by different seeds, whose mean counts
ROUNDS = 300
SETTINGS: dict[str, Any] = {  # chosen on the validation splits: see benchmarks/targeting
    "objective": "binary",
    "learning_rate": 0.01,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "extra_trees": True,
    "boost_from_average": False,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


def grown(told: Numbers, start: Numbers, labels: Labels, *, categories: int, seed: int) -> tuple[str, ...]:
    """Return trees in LightGBM's text form that add to `start` (nats); the first `categories` columns are codes."""
    with learning():
        from lightgbm import Dataset
        from lightgbm import train as boost

    data = Dataset(
        told,
        label=labels.found,
        weight=labels.weight,
        init_score=start,
        categorical_feature=list(range(categories)),
        free_raw_data=False,
        params=SETTINGS,
    )
    return tuple(boost(SETTINGS | {"seed": seed + number}, data, ROUNDS).model_to_string() for number in range(MODELS))


def contributions_of(trees: tuple[str, ...], told: Numbers) -> Numbers:
    """Return what each column adds to each row's log-odds, in nats; the last column is what all rows share."""
    if not len(told):  # LightGBM divides by the number of rows
        return np.empty((0, told.shape[1] + 1))
    return _mean(trees, lambda booster: booster.predict(told, pred_contrib=True, num_threads=1))


def scores_of(trees: tuple[str, ...], told: Numbers) -> Numbers:
    """Return what the trees add to each row's log-odds, in nats."""
    return _mean(trees, lambda booster: booster.predict(told, raw_score=True, num_threads=1))


def are_trees(trees: tuple[str, ...], *, columns: int) -> bool:
    """Return whether the texts are models of LightGBM over so many columns."""
    with learning():
        from lightgbm import Booster
        from lightgbm.basic import LightGBMError

    try:
        return bool(trees) and all(Booster(model_str=text).num_feature() == columns for text in trees)
    except LightGBMError:
        return False


@contextmanager
def learning() -> Iterator[None]:
    """Tell what to install where LightGBM is missing."""
    try:
        yield
    except ImportError as missing:
        raise UserError(
            "Learning from so many examinations needs a library that is not installed.",
            cure="Install counterfoil[targeting].",
        ) from missing


def _mean(trees: tuple[str, ...], ask: Callable[[Any], Any]) -> Numbers:
    with learning():
        from lightgbm import Booster

    asked = np.stack([np.asarray(ask(Booster(model_str=text)), dtype=np.float64) for text in trees])
    return np.asarray(asked.mean(axis=0), dtype=np.float64)
