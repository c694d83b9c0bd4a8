"""Which goods may each item be? Few pairs, found without comparing all with all.

Exact keys (GTIN, number of the maker, code in the title), the nearest goods by pieces of three letters of the title
and of the full text, each for itself, and pairs that pictures give. Each item asks for itself, so an item's
candidates do not depend on the items beside it but for how rare its pieces are.
"""

import numpy as np
import polars as pl
from sparse_dot_topn import sp_matmul_topn

from counterfoil.matching.product.attributes import CODE, GTIN
from counterfoil.matching.product.kernel_rows import Weights
from counterfoil.matching.product.rarities import TEXTS, Rarities
from counterfoil.matching.product.reading import PAIR, Sides
from counterfoil.matching.product.rows import grams, weighed

NEAREST = 10  # goods of each item, by each text
LEAST = 0.2  # cosine; what is farther is another product
MOST_OF_A_CODE = 50  # goods that share a code; beyond it the code says little ("1080p")
COPY, OTHER_COLOUR = "copy", "other_colour"  # what pictures say of a pair
_SCHEMA = {"goods": pl.UInt32, "item": pl.UInt32, "found_by": pl.String}


def candidates(sides: Sides, rarities: Rarities, pictures: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return `goods` and `item` (row numbers), distinct and in order, and `found_by`, the first that applies:
    copy, other_colour, gtin, code, title, full."""
    found = [_of_pictures(sides, pictures), *(_of_keys(sides, kind) for kind in (GTIN, CODE))]
    for name in TEXTS:
        goods, items = (side.wording[name] for side in sides)
        found.append(nearest(goods, items, rarities.grams[name]).select(*PAIR, found_by=pl.lit(name)))
    return pl.concat(found).unique(PAIR, keep="first", maintain_order=True).sort(PAIR)


def nearest(goods: pl.Series, items: pl.Series, rarities: Weights) -> pl.DataFrame:
    """Return `goods`, `item` and `cosine` of the NEAREST goods of each item, of at least LEAST."""
    ours, theirs = (weighed(grams(texts), rarities).matrix() for texts in (goods, items))
    found = sp_matmul_topn(theirs, ours.T.tocsr(), top_n=NEAREST, threshold=LEAST, sort=True, n_threads=1).tocoo()
    return pl.DataFrame(
        {
            "goods": found.col.astype(np.uint32),
            "item": found.row.astype(np.uint32),
            "cosine": found.data.astype(np.float32),
        }
    )


def _of_keys(sides: Sides, kind: str) -> pl.DataFrame:
    """Return the pairs that share a value of the kind; a code of too many goods is no key."""
    ours, theirs = (
        side.attributes.filter(pl.col("kind") == kind).select(pl.col("row").alias(name), "value")
        for side, name in zip(sides, PAIR, strict=True)
    )
    keys = ours if kind == GTIN else ours.filter(pl.len().over("value") <= MOST_OF_A_CODE)
    return keys.join(theirs, on="value").select(*PAIR, found_by=pl.lit(kind)).unique(PAIR)


def _of_pictures(sides: Sides, pictures: pl.DataFrame | None) -> pl.DataFrame:
    if pictures is None:
        return pl.DataFrame(schema=_SCHEMA)
    ours, theirs = (
        side.rows.select(pl.col("id").alias(f"{name}_id")).with_row_index(name)
        for side, name in zip(sides, PAIR, strict=True)
    )
    known = pictures.join(ours, on="goods_id").join(theirs, on="item_id")
    return (
        known.select(*PAIR, found_by="verdict").sort(*PAIR, "found_by").unique(PAIR, keep="first", maintain_order=True)
    )
