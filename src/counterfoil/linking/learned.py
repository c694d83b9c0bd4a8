"""What do judged pairs teach? A model of trees over the levels that held, where enough pairs are judged.

Under 600 judged pairs trees do worse than weights set by judgement (facts of matching): then there is no model.
Source: G. Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS 30 (2017).
"""

import lightgbm
import numpy as np
import numpy.typing as npt
import polars as pl

ENOUGH = 600  # judged pairs
TREES, LEAVES, RATE = 80, 31, 0.15
_SETTINGS = {
    "objective": "binary", "num_leaves": LEAVES, "learning_rate": RATE, "min_data_in_leaf": 20, "num_threads": 1,
    "deterministic": True, "force_row_wise": True, "verbosity": -1,
}  # fmt: skip


def learned_scores(found: pl.DataFrame, judged: pl.Series, *, seed: int) -> pl.Series | None:
    """Return for each scored pair a score from 0 to 1, learned from those that are judged; None where too few are.

    `found` is what `scored` gives, `judged` says of each of its pairs whether it is one operator's, null where nobody
    said so. The same pairs, judgements and seed give the same scores.
    """
    is_judged = judged.is_not_null()
    labels = judged.filter(is_judged).to_numpy()
    if len(labels) < ENOUGH or labels.all() or not labels.any():
        return None
    values = features(found)
    told = lightgbm.Dataset(values[is_judged.to_numpy()], labels.astype(np.float64), free_raw_data=True)
    model = lightgbm.train(_SETTINGS | {"seed": seed}, told, num_boost_round=TREES)
    scores = np.asarray(model.predict(values, num_threads=1), dtype=np.float64)
    return pl.Series("score", scores).round(6)


def features(found: pl.DataFrame) -> npt.NDArray[np.float32]:
    """Return what the trees see of each pair: which level held, and what it weighs."""
    return found.select(pl.col("^(level|weight).*$").cast(pl.Float32)).to_numpy()
