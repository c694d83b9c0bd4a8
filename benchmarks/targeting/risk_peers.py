"""What do others find in the same rows? Four usual learners, on the same columns.

XGBoost is no part of the project. It runs in an environment of its own, once made by
python -m venv /tmp/counterfoil-xgboost && /tmp/counterfoil-xgboost/bin/pip install xgboost-cpu numpy
"""

import os
import subprocess
import tempfile
from pathlib import Path

import lightgbm
import numpy as np
import polars as pl
from interpret.glassbox import ExplainableBoostingClassifier
from risk_measures import Numbers
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

XGBOOST_PYTHON = os.environ.get("XGBOOST_PYTHON", "/tmp/counterfoil-xgboost/bin/python")
SEED = 1
MOST_VALUES = 3_000  # of a category of an EBM: with thousands of parties it takes an hour
XGBOOST = """
import sys, numpy, xgboost
given = numpy.load(sys.argv[1])
kinds = ["c"] * int(given["categories"]) + ["q"] * (given["learned"].shape[1] - int(given["categories"]))
learned = xgboost.DMatrix(given["learned"], given["found"], feature_types=kinds, enable_categorical=True)
asked = xgboost.DMatrix(given["asked"], feature_types=kinds, enable_categorical=True)
model = xgboost.train({"objective": "binary:logistic", "seed": 1, "nthread": 1}, learned, 100)
numpy.save(sys.argv[2], model.predict(asked))
"""


class Rows:
    """Learned and asked rows of the same columns: text is a category, and its codes are those of the learned rows."""

    def __init__(self, learned: pl.DataFrame, found: Numbers, asked: pl.DataFrame) -> None:
        self.found = found
        self.categories = [name for name, kind in learned.schema.items() if kind == pl.String]
        self.numbers = [name for name in learned.columns if name not in self.categories]
        self.learned, self.asked = self._filled(learned), self._filled(asked)

    def codes(self, rows: pl.DataFrame) -> Numbers:
        """Return codes of categories, then numbers; NaN where not known."""
        parts = []
        for name in self.categories:
            values = self.learned[name].unique().sort()
            codes = pl.int_range(len(values), eager=True)
            parts.append(rows[name].replace_strict(values, codes, default=None, return_dtype=pl.Float64).to_numpy())
        return np.column_stack([*parts, *(rows[name].to_numpy() for name in self.numbers)]).astype(np.float64)

    def _filled(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows.select(pl.col(self.categories).fill_null("none"), pl.col(self.numbers).cast(pl.Float64))


def by_lightgbm(rows: Rows) -> Numbers:
    """Return scores of LightGBM at its defaults (100 trees), categories as they are."""
    data = lightgbm.Dataset(rows.codes(rows.learned), rows.found, categorical_feature=range(len(rows.categories)))
    settings = {"objective": "binary", "seed": SEED, "verbose": -1, "num_threads": 1, "deterministic": True}
    return np.asarray(lightgbm.train(settings, data, 100).predict(rows.codes(rows.asked)), dtype=np.float64)


def by_xgboost(rows: Rows) -> Numbers:
    """Return scores of XGBoost at its defaults (100 trees), categories as they are."""
    if not Path(XGBOOST_PYTHON).exists():
        raise SystemExit(f"XGBoost is missing. {(__doc__ or '').strip().splitlines()[-1]}")
    with tempfile.TemporaryDirectory() as folder:
        given, told = Path(folder) / "given.npz", Path(folder) / "told.npy"
        matrices = {"learned": rows.codes(rows.learned), "found": rows.found, "asked": rows.codes(rows.asked)}
        np.savez(given, categories=np.array(len(rows.categories)), **matrices)
        subprocess.run([XGBOOST_PYTHON, "-c", XGBOOST, str(given), str(told)], check=True)
        return np.asarray(np.load(told), dtype=np.float64)


def by_logistic(rows: Rows) -> Numbers:
    """Return scores of scikit-learn's logistic regression, one-hot."""
    parts = make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore"), list(range(len(rows.categories)))),
        (StandardScaler(), list(range(len(rows.categories), len(rows.categories) + len(rows.numbers)))),
    )
    machine = make_pipeline(parts, LogisticRegression(max_iter=2_000))
    learned, asked = (np.nan_to_num(rows.codes(of), nan=-1.0) for of in (rows.learned, rows.asked))
    return np.asarray(machine.fit(learned, rows.found).predict_proba(asked)[:, 1], dtype=np.float64)


def by_ebm(rows: Rows) -> Numbers:
    """Return scores of an explainable boosting machine of single terms, 4 bags; categories of parties are left out."""
    wide = [place for place, name in enumerate(rows.categories) if rows.learned[name].n_unique() > MOST_VALUES]
    kinds = ["nominal"] * (len(rows.categories) - len(wide)) + ["continuous"] * len(rows.numbers)
    machine = ExplainableBoostingClassifier(
        feature_types=kinds, interactions=0, outer_bags=4, random_state=SEED, n_jobs=1
    )
    learned, asked = (np.delete(rows.codes(of), wide, axis=1) for of in (rows.learned, rows.asked))
    return np.asarray(machine.fit(learned, rows.found).predict_proba(asked)[:, 1], dtype=np.float64)


PEERS = {
    "LightGBM, defaults": by_lightgbm,
    "XGBoost, defaults": by_xgboost,
    "logistic, one-hot": by_logistic,
    "EBM, single terms": by_ebm,
}
