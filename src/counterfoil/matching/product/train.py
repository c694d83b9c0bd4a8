"""Which model do the user's labelled pairs make? The more labels, the more it may learn."""

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.matching.product.features import Sides, features
from counterfoil.matching.product.model import ProductModel
from counterfoil.matching.product.reading import read


def train(goods: pl.DataFrame, items: pl.DataFrame, labels: pl.DataFrame, *, seed: int = 1) -> ProductModel:
    """Return the model fitted to `labels` (`goods_id`, `item_id`, `same_product`); pairs of unknown ids are left out.

    Raises UserError where no labelled pair is left of either kind.
    """
    from sklearn.linear_model import LogisticRegression  # a second to import, and an extra

    sides = Sides(read(goods), read(items))
    ids = (
        side.rows.select(pl.col("id").alias(f"{name}_id")).with_row_index(name)
        for side, name in zip(sides, ("goods", "item"), strict=True)
    )
    pairs = labels
    for known in ids:
        pairs = pairs.join(known, on=known.columns[1], maintain_order="left")
    truth = pairs["same_product"].cast(pl.Int8).to_numpy()
    if len(np.unique(truth)) < 2:
        raise UserError(
            "The labels need pairs that are the same product and pairs that are not.", cure="Label some of both."
        )
    measures = features(sides, pairs)
    spread = measures.select(pl.all().std()).row(0)
    scaled = measures.fill_null(0.0).to_numpy() / np.array([one or 1.0 for one in spread])
    fitted = LogisticRegression(C=1.0, max_iter=1000, random_state=seed).fit(scaled, truth)
    weights = fitted.coef_[0] / np.array([one or 1.0 for one in spread])
    return ProductModel(
        "regression", float(fitted.intercept_[0]), dict(zip(measures.columns, weights.tolist(), strict=True))
    )
