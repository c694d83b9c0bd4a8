"""In what do the two goods of a pair agree, and in what do they differ? One row of measures for each pair.

A measure that cannot be taken, since one side says nothing, is null: it speaks neither for nor against.
"""

import polars as pl

from counterfoil.matching.product.letter_measures import letter_measures
from counterfoil.matching.product.rarities import Rarities
from counterfoil.matching.product.reading import Sides, narrowed, numbers_of
from counterfoil.matching.product.value_measures import value_measures
from counterfoil.matching.product.word_measures import word_measures


def features(sides: Sides, pairs: pl.DataFrame, rarities: Rarities) -> pl.DataFrame:
    """Return one row of measures for each of `pairs` (`goods`, `item`: row numbers), in their order."""
    fewer, renumbered = narrowed(sides, pairs)
    rows = numbers_of(renumbered)
    columns = {
        **word_measures(fewer, rows, rarities),
        **letter_measures(fewer, rows),
        **value_measures(fewer, renumbered),
    }
    return pl.DataFrame(columns).cast(pl.Float32).fill_nan(None)
