"""How rare is each word and each piece of three letters among all goods and items?

Counted over both tables before any pair is compared, in parts, so that memory does not grow with the items.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.matching.product.kernel_rows import SIZE, Weights
from counterfoil.matching.product.rows import frequencies, grams, rarity, words

TEXTS = ("title", "full")


class Rarities(NamedTuple):
    """By name of the text, the weight of each id."""

    grams: dict[str, Weights]
    words: dict[str, Weights]


def rarities(wordings: Iterable[pl.DataFrame]) -> Rarities:
    """Return the rarity of all that stands in the `title` and `full` of the wordings."""
    pieces = {name: np.zeros(SIZE, dtype=np.int64) for name in TEXTS}
    whole = {name: np.zeros(SIZE, dtype=np.int64) for name in TEXTS}
    texts = 0
    for wording in wordings:
        texts += wording.height
        for name in TEXTS:
            pieces[name] += frequencies([grams(wording[name]).ids])
            whole[name] += frequencies([words(wording[name])[1]])
    return Rarities(*({name: rarity(counts[name], texts) for name in TEXTS} for counts in (pieces, whole)))
