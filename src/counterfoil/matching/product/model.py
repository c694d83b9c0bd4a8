"""How sure is it that the two goods of a pair are the same product? A score of the pair's measures."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

Scores = npt.NDArray[np.float64]


class ProductModel(NamedTuple):
    """`weights` by measure, in nats of log-odds, and `base`, the log-odds of a pair that shows none of them.

    Pairs from `identical` on are the same product, from `similar` on worth a look.
    """

    name: str
    base: float
    weights: dict[str, float]
    identical: float = 0.5
    similar: float = 0.2


def default_model() -> ProductModel:
    """Return the model for users without labels; its weights were set by judgement, no file of pairs was asked."""
    return ProductModel(
        name="judged-1",
        base=-6.0,
        weights={
            "title_cosine": 4.0,
            "title_held": 3.0,
            "full_cosine": 2.0,
            "set": 2.0,
            "code_same": 2.5,
            "code_differ": -1.5,
            "number_differ": -1.0,
            "quantity_differ": -1.0,
            "colour_differ": -1.0,
            "gtin_same": 6.0,
            "gtin_differ": -2.0,
            "price_apart": -0.5,
        },
    )


def scores(model: ProductModel, measures: pl.DataFrame) -> Scores:
    """Return the score of each row of `measures`, from 0 to 1."""
    given = measures.select(list(model.weights)).fill_null(0.0).cast(pl.Float64).to_numpy()
    log_odds = model.base + given @ np.array(list(model.weights.values()))
    result: Scores = 1 / (1 + np.exp(-log_odds))
    return result
