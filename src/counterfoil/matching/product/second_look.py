"""Can any pair of an item come to a grade, whatever its attributes say? By its words alone, and never wrong.

The sum of the shipped weights is bounded from above: what is measured of words is taken as it is, all else as if it
spoke for the pair as loudly as it can. It is for the shipped model alone; others may weigh anything.
"""

import math
from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.matching.product.candidates import nearest
from counterfoil.matching.product.model import ProductModel, Scores, default_model
from counterfoil.matching.product.rarities import TEXTS, Rarities
from counterfoil.matching.product.reading import PAIR, Pairs, Reading, Sides, numbers_of
from counterfoil.matching.product.rivals import FIRST_LOOK
from counterfoil.matching.product.value_measures import ALONE
from counterfoil.matching.product.word_measures import word_measures

EDGE = 1e-3  # nats that measures taken in another order may differ by
_SHARE = "title_in_"  # of measures of words, beside those of TEXTS


class Bound(NamedTuple):
    """What measures that are not of words come to at the most, in nats, and the sum from which on a pair is graded."""

    others: float
    least: float


def bound(goods: Reading, model: ProductModel) -> Bound | None:
    """Return the bound for goods whose GTINs and codes an item does not share; None for a model that has none."""
    if model != default_model():
        return None
    kinds = goods.attributes.filter(~pl.col("kind").is_in(ALONE)).group_by("row").agg(pl.col("kind").n_unique())
    quantities = kinds["kind"].max() or 0
    assert isinstance(quantities, int)
    most = {  # least and most of each measure; an empty one counts nothing
        "code_prefix": (0.0, 1.0),
        "code_same": (0.0, 0.0),
        "quantity_same": (0.0, float(quantities)),
        "quantity_differ": (0.0, float(quantities)),
        "colour_differ": (0.0, 1.0),
        "gtin_same": (0.0, 0.0),
        "gtin_differ": (0.0, 1.0),
        "price_apart": (0.0, math.inf),
        f"{FIRST_LOOK}_item_behind": (-math.inf, 0.0),
    }
    others = [one for one in model.measures if not _is_of_words(one.name)]
    if any(one.name not in most for one in others):
        return None
    ends = [(one.weight, (most[one.name][one.weight > 0] - one.centre)) for one in others]
    return Bound(sum(max(0.0, weight * end) for weight, end in ends), math.log(model.similar / (1 - model.similar)))


def may_be_graded(goods: Reading, items: pl.DataFrame, rare: Rarities, within: Bound) -> pl.Series:
    """Return for each item whether a pair of it may be graded; `items` is their wording, whose full text is the title.

    An item that shares a GTIN or a code with the goods is not asked for here.
    """
    none = goods.attributes.clear()
    sides = Sides(goods._replace(attributes=none), Reading(items, items, none))
    found = [nearest(goods.wording[name], items[name], rare.grams[name]) for name in TEXTS]
    pairs = pl.concat(found).select(PAIR).unique(PAIR).sort(PAIR)
    sums = _sums(sides, numbers_of(pairs), rare) + within.others
    graded = pairs.filter(pl.Series(sums >= within.least - EDGE))["item"].unique()
    may_be = np.zeros(items.height, dtype=bool)
    may_be[graded.to_numpy()] = True
    return pl.Series(may_be)


def _sums(sides: Sides, pairs: Pairs, rare: Rarities) -> Scores:
    """Return of each pair the weight of what is measured of its words, with the base."""
    model = default_model()
    measured = word_measures(sides, pairs, rare)
    total: Scores = np.full(len(pairs.goods), model.base, dtype=np.float64)
    for one in model.measures:
        if _is_of_words(one.name):
            total += np.nan_to_num(one.weight * (measured[one.name].astype(np.float64) - one.centre))
    return total


def _is_of_words(name: str) -> bool:
    return name.startswith((_SHARE, *(f"{text}_" for text in TEXTS)))
