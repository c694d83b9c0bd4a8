"""Which model do the user's labelled pairs make? The more labels, the more it may learn.

Few labels: logistic regression on the measures that the shipped weights use and on how far a pair lies before others.
Many: LightGBM (G. Ke et al., "LightGBM: a highly efficient gradient boosting decision tree", NeurIPS 2017) on all.
"""

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.matching.product.comparing import compared, rows_of
from counterfoil.matching.product.model import Measure, ProductModel, Scores, default_model, learning, log_odds, of_gtin
from counterfoil.matching.product.reading import PAIR
from counterfoil.matching.product.rivals import FIRST_LOOK
from counterfoil.matching.product.thresholds import thresholds

FEWEST_FOR_TREES = 600  # labelled pairs; measured on the public sets: below it regression is the better one
FOLDS = 3  # fits without a part of the labels, which then choose the thresholds
BOOSTING = {
    "objective": "binary",
    "learning_rate": 0.03,
    "num_leaves": 31,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
ROUNDS = 600
MODELS = 3  # of trees, by different seeds, whose mean counts
PENALTY = 1.0  # scikit-learn's C: of measures in units of their spread, one nat is a usual weight
_NO_MEASURES = ("found_by", "differs", "reasons", *PAIR)
_RIVALS = tuple(f"{FIRST_LOOK}_{what}" for what in ("goods_margin", "item_margin", "behind"))
LABELS = ("goods_id", "item_id", "same_product")


def train(
    goods: pl.DataFrame,
    items: pl.DataFrame,
    labels: pl.DataFrame,
    *,
    held_out: pl.DataFrame | None = None,
    seed: int = 1,
) -> ProductModel:
    """Return the model fitted to `labels` (`goods_id`, `item_id`, `same_product`); pairs of unknown ids are left out.

    Its thresholds are chosen on `held_out`, of the same columns, or on labels that a fit without them predicts. Raises
    UserError where the labels do not hold pairs of both kinds.
    """
    parts = measured(goods, items, [labels] if held_out is None else [labels, held_out])
    learned = parts[0]
    _refuse_one_kind(learned)
    model = fitted(learned, seed=seed)
    if held_out is None:
        found = _predicted(learned, seed)
        identical, similar = thresholds(found, _truth(learned))
    else:
        _refuse_one_kind(parts[1])
        identical, similar = thresholds(log_odds(model, parts[1]), _truth(parts[1]))
    return model._replace(identical=identical, similar=similar)


def measured(goods: pl.DataFrame, items: pl.DataFrame, labels: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """Return, for each table of labels, its pairs of known ids as `compared` measures them, and `same_product`.

    All pairs of all tables are measured together, beside the candidates: what lies beside a pair is no label.
    """
    known = [
        table.select(
            goods=rows_of(goods, table["goods_id"]), item=rows_of(items, table["item_id"]), same_product="same_product"
        )
        .drop_nulls()
        .unique(PAIR, keep="first", maintain_order=True)
        for table in labels
    ]
    pairs = compared(goods, items, also=pl.concat([table.select(PAIR) for table in known]).unique(PAIR))
    return [table.join(pairs, on=PAIR, maintain_order="left") for table in known]


def fitted(learned: pl.DataFrame, *, seed: int) -> ProductModel:
    """Return the model fitted to measured pairs, with the shipped thresholds."""
    return _by_regression(learned) if learned.height < FEWEST_FOR_TREES else _by_trees(learned, seed)


def _by_regression(learned: pl.DataFrame) -> ProductModel:
    with learning():
        from sklearn.linear_model import LogisticRegression  # a second to import, and an extra

    shipped = (one.name for one in default_model().measures if one not in of_gtin())
    names = [*shipped, FIRST_LOOK, *_RIVALS]
    given = learned.select(names).cast(pl.Float64)
    centres = np.array(given.mean().fill_null(0.0).row(0))
    spread = np.array([one if one else 1.0 for one in given.std().row(0)])
    scaled = (given.to_numpy() - centres) / spread
    machine = LogisticRegression(C=PENALTY, max_iter=1_000)
    machine.fit(np.nan_to_num(scaled), _truth(learned))
    weights = (machine.coef_[0] / spread).tolist()
    measures = [Measure(*one) for one in zip(names, weights, centres.tolist(), strict=True)]
    base = float(machine.intercept_[0])
    return default_model()._replace(name="regression", base=base, measures=(*measures, *of_gtin()))


def _by_trees(learned: pl.DataFrame, seed: int) -> ProductModel:
    with learning():
        from lightgbm import Dataset
        from lightgbm import train as boost

    left_out = {*_NO_MEASURES, LABELS[2], *(one.name for one in of_gtin())}
    columns = [name for name in learned.columns if name not in left_out]
    given, truth = learned.select(columns).to_numpy(), _truth(learned)
    trees = [
        boost({**BOOSTING, "seed": seed + number}, Dataset(given, label=truth), ROUNDS).model_to_string()
        for number in range(MODELS)
    ]
    return default_model()._replace(
        name="boosting", base=0.0, measures=of_gtin(), columns=tuple(columns), trees=tuple(trees)
    )


def _predicted(learned: pl.DataFrame, seed: int) -> Scores:
    """Return log-odds of each pair by a fit without the pairs of its goods."""
    goods, place = np.unique(learned["goods"].to_numpy(), return_inverse=True)
    turn = np.random.default_rng(seed).permutation(len(goods))[place] % FOLDS
    found = np.zeros(learned.height)
    for fold in range(FOLDS):
        others = learned.filter(pl.Series(turn != fold))
        both_kinds = others["same_product"].n_unique() == 2  # labels of few goods may leave one kind, or none
        model = fitted(others, seed=seed) if both_kinds else default_model()
        found[turn == fold] = log_odds(model, learned.filter(pl.Series(turn == fold)))
    return found


def _truth(pairs: pl.DataFrame) -> Scores:
    return pairs["same_product"].cast(pl.Float64).to_numpy()


def _refuse_one_kind(pairs: pl.DataFrame) -> None:
    if pairs["same_product"].n_unique() < 2:
        raise UserError(
            "The labels of known goods and items are all of one kind.",
            cure="Label some pairs that are the same product and some that are not.",
        )
