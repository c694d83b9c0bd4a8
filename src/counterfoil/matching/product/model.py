"""How sure is it that the two goods of a pair are the same product? A score of the pair's measures.

Three models, by how many labels there are: shipped weights for none, a logistic regression for few, boosted trees for
many. The first two are the same thing, a sum of weighted measures, and so one can read them.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.errors import UserError
from counterfoil.matching.product.attributes import GTIN
from counterfoil.matching.product.rivals import FIRST_LOOK, rivals

Scores = npt.NDArray[np.float64]
_TRAIN_ANEW = "Make it anew: counterfoil match --labels."
SHIPPED = Path(__file__).parent / "models" / "shipped-1.json"


class Measure(NamedTuple):
    """One measure in a sum: `weight`, in nats of log-odds, of what it lies above `centre`; null counts nothing."""

    name: str
    weight: float
    centre: float = 0.0


class ProductModel(NamedTuple):
    """`base`, the log-odds of a pair whose measures are all at their centres, and the `measures` beside it; `trees`,
    LightGBM's text form of boosted models, if any, whose mean log-odds of the measures in `columns` are added.

    Pairs whose score is from `identical` on are the same product, from `similar` on worth a look.
    """

    name: str
    identical: float
    similar: float
    base: float = 0.0
    measures: tuple[Measure, ...] = ()
    columns: tuple[str, ...] = ()
    trees: tuple[str, ...] = ()


@cache
def default_model() -> ProductModel:
    """Return the model for users without labels. Its weights were set by judgement and fitted to no pairs."""
    from counterfoil.matching.product.model_file import read_model

    return read_model(SHIPPED.read_bytes())


def with_rivals(measured: pl.DataFrame) -> pl.DataFrame:
    """Return the measured pairs with the log-odds by the shipped weights, and with what lies beside each pair."""
    looked = measured.with_columns(pl.Series(FIRST_LOOK, log_odds(_alone(), measured)).cast(pl.Float32))
    return pl.concat([looked, rivals(looked)], how="horizontal")


def of_gtin() -> tuple[Measure, ...]:
    """Return the shipped weights of GTINs. They stand in every model: what a GTIN says is the same for every user, and
    labels rarely show it."""
    return tuple(one for one in default_model().measures if one.name.startswith(GTIN))


def _alone() -> ProductModel:
    """Return the shipped weights without what asks for other pairs."""
    shipped = default_model()
    measures = tuple(one for one in shipped.measures if not one.name.startswith(FIRST_LOOK))
    return shipped._replace(measures=measures)


def one_model(measures: pl.DataFrame) -> pl.Series:
    """Return whether, by the shipped weights, pairs are one model: colour, size, GTIN and the like may differ."""
    shipped = _alone()
    kept = tuple(one for one in shipped.measures if not one.name.endswith("_differ"))
    found = log_odds(shipped._replace(measures=kept), measures)
    return pl.Series(found >= math.log(shipped.identical / (1 - shipped.identical)))


def scores(model: ProductModel, measures: pl.DataFrame) -> Scores:
    """Return the score of each row of the measures of `with_rivals`, from 0 to 1."""
    result: Scores = 1 / (1 + np.exp(-log_odds(model, measures)))
    return result


def log_odds(model: ProductModel, measures: pl.DataFrame) -> Scores:
    """Return the log-odds, in nats, of each row of measures."""
    above = [(pl.col(one.name).cast(pl.Float64) - one.centre).fill_null(0.0) for one in model.measures]
    weights = np.array([one.weight for one in model.measures])
    total: Scores = model.base + measures.select(above).to_numpy() @ weights
    if model.trees:
        given = measures.select(model.columns).to_numpy()
        each = [_booster(text).predict(given, raw_score=True, num_threads=1) for text in model.trees]
        total = total + np.mean(each, axis=0)
    return total


@lru_cache(maxsize=16)
def _booster(text: str) -> Any:
    with learning():
        from lightgbm import Booster  # an extra, and asked for by models from labels alone
        from lightgbm.basic import LightGBMError
    try:
        return Booster(model_str=text)
    except LightGBMError as fault:
        raise UserError("The trees of the model cannot be read.", cure=_TRAIN_ANEW) from fault


@contextmanager
def learning() -> Iterator[None]:
    """Say which extra is missing, where a library that learns from labels is."""
    try:
        yield
    except ImportError as fault:
        raise UserError(
            "Models that learn from labels need more libraries.", cure="Run: pip install 'counterfoil[matching]'"
        ) from fault


def refuse_unknown(model: ProductModel, measures: pl.DataFrame) -> None:
    """Raise UserError where the model asks for measures that this version does not take."""
    asked = [*model.columns, *(one.name for one in model.measures)]
    unknown = [name for name in asked if name not in measures.columns]
    if unknown:
        raise UserError(f"The model asks for measures that are not taken: {', '.join(unknown[:3])}.", cure=_TRAIN_ANEW)
