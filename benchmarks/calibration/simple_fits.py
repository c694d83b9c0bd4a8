"""What would simpler ways make of the same labels? Plain logistic regression, and the score as it is."""

import warnings

import numpy as np
import polars as pl
from sklearn.linear_model import LogisticRegression

from counterfoil.calibration.cases import Cases
from counterfoil.calibration.shape import Numbers, sample_of
from counterfoil.evidence.weights import Model

UNPENALISED = 1e6  # C of scikit-learn: the inverse of the penalty


def plain_regression(cases: Cases, model: Model) -> tuple[Numbers, float]:
    """Return weights by kind and base, in thousandths of a nat: no selection, no prior weights, no sides, no caps."""
    sample = sample_of(cases, model)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # labels that a kind separates perfectly: the peer's own trouble
        fitted = LogisticRegression(C=UNPENALISED, max_iter=2000).fit(sample.seen, sample.infringes)
    return fitted.coef_[0] * 1000, float(fitted.intercept_[0]) * 1000


def without_selection(cases: Cases) -> Cases:
    """Return the cases as if each had been certain to be labelled."""
    rows = cases.rows.with_columns(sample_weight=pl.lit(1.0), selection_probability=pl.lit(1.0))
    return cases._replace(rows=rows)


def logistic(log_odds: Numbers) -> Numbers:
    """Return the probability of log-odds in nats."""
    return 1 / (1 + np.exp(-log_odds))
