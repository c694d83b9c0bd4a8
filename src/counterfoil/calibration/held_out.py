"""How well does a way of fitting do on labels that it has not seen? Each label is predicted by a fit without it.

The labels are dealt into folds, all labels of one offer into the same one; each fold is predicted with weights, and
then with a map to probability, that were fitted on the others.
"""

import dataclasses
from collections.abc import Callable

import numpy as np
import polars as pl

from counterfoil.calibration.cases import Cases, weighed
from counterfoil.calibration.curve import fitted_map
from counterfoil.evidence.combination import probability_of
from counterfoil.evidence.weights import Model

FOLDS = 5
FOLD = "fold"
Fitting = Callable[[Cases], Model]


def dealt(cases: Cases, *, seed: int) -> Cases:
    """Return the cases with a `fold` each, 0 to 4; infringing and genuine offers are spread over the folds alike."""
    offers = cases.rows.group_by("subject_id").agg(pl.col("infringes").any()).sort("subject_id")
    shuffled = offers.with_columns(place=pl.Series(np.random.default_rng(seed).permutation(offers.height))).sort(
        "infringes", "place"
    )
    folds = shuffled.select("subject_id", (pl.int_range(pl.len()) % FOLDS).alias(FOLD))
    return Cases(cases.rows.join(folds, on="subject_id", how="left", maintain_order="left"), cases.kinds)


def predicted(cases: Cases, fitting: Fitting) -> pl.DataFrame:
    """Return the rows of dealt cases with `weight`, `ground` and `probability` of fits that did not see them."""
    parts = []
    for fold in range(FOLDS):
        model = fitting(cases.only(pl.col(FOLD) != fold))
        parts.append(weighed(cases.only(pl.col(FOLD) == fold), model))
    together = pl.concat(parts)
    return pl.concat([_with_probability(together, fold) for fold in range(FOLDS)])


def _with_probability(together: pl.DataFrame, fold: int) -> pl.DataFrame:
    points = fitted_map(together.filter(pl.col(FOLD) != fold))
    mapped = dataclasses.replace(_ANY_MODEL, calibration=points)
    return together.filter(pl.col(FOLD) == fold).with_columns(probability=probability_of(pl.col("weight"), mapped))


_ANY_MODEL = Model(name="", version=0, prior=0, kinds=pl.DataFrame(), groups=pl.DataFrame())
