"""Which items may be the same product as which goods? Few pairs, found without comparing all with all.

Exact keys (GTIN, number of the maker, code in the title), the nearest by pieces of three letters of the title and of
the full text, each for itself, and pairs that pictures give. Items are read in parts, so memory does not grow with
them beyond the pairs found.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl
from sparse_dot_topn import sp_matmul_topn

from counterfoil.matching.product.attributes import CODE, GTIN
from counterfoil.matching.product.features import Sides
from counterfoil.matching.product.rows import Rows, frequencies, grams, rarity, weighed

NEAREST = 10  # goods of each item, and items of each goods
LEAST = 0.2  # cosine; what is farther is another product
PART = 20_000  # items at a time
MOST_OF_A_CODE = 50  # goods × items that share a code; beyond it the code says little ("1080p")
PICTURE = "picture"  # what found a pair whose pictures show the same
PAIR = ("goods", "item")  # row numbers
_SCHEMA = {"goods": pl.UInt32, "item": pl.UInt32, "found_by": pl.String}


def candidates(sides: Sides, pictures: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return `goods` and `item` (row numbers), distinct and in order, and `found_by`: the first way that found them."""
    found = [_of_pictures(sides, pictures), same_keys(sides, GTIN, "GTIN"), same_keys(sides, CODE, "code")]
    for name in ("title", "full"):
        near = text_candidates(*(side.wording[name] for side in sides))
        found.append(near.select(*PAIR, found_by=pl.lit(name)))
    return pl.concat(found).unique(PAIR, keep="first", maintain_order=True).sort(PAIR)


def same_keys(sides: Sides, kind: str, way: str) -> pl.DataFrame:
    """Return the pairs that share a value of the kind; a code that too many share is no key."""
    ours, theirs = (
        side.attributes.filter(pl.col("kind") == kind).select(pl.col("row").alias(name), "value")
        for side, name in zip(sides, PAIR, strict=True)
    )
    shared = ours.join(theirs, on="value")
    if kind != GTIN:
        shared = shared.filter(pl.len().over("value") <= MOST_OF_A_CODE)
    return shared.select(*PAIR, found_by=pl.lit(way)).unique(PAIR)


def _of_pictures(sides: Sides, pictures: pl.DataFrame | None) -> pl.DataFrame:
    if pictures is None:
        return pl.DataFrame(schema=_SCHEMA)
    ours, theirs = (
        side.rows.select(pl.col("id").alias(f"{name}_id")).with_row_index(name)
        for side, name in zip(sides, PAIR, strict=True)
    )
    known = pictures.join(ours, on="goods_id").join(theirs, on="item_id")
    return known.select(*PAIR, found_by=pl.lit(PICTURE)).unique(PAIR)


def text_candidates(
    goods: pl.Series, items: pl.Series, *, nearest: int = NEAREST, least: float = LEAST
) -> pl.DataFrame:
    """Return `goods`, `item` (row numbers) and `cosine` of the nearest of each goods and of each item by text."""
    own, parts = grams(goods), [grams(items[at : at + PART]) for at in range(0, len(items), PART)]
    rarities = rarity(frequencies(own, *parts), len(goods) + len(items))
    known = weighed(own, rarities)
    found = [
        frame
        for at, part in enumerate(parts)
        for frame in _of_part(known, weighed(part, rarities), nearest, least, at * PART)
    ]
    if not found:
        return pl.DataFrame(schema={"goods": pl.UInt32, "item": pl.UInt32, "cosine": pl.Float32})
    every = pl.concat(found)
    of_goods = every.filter(~pl.col("of_item")).sort("cosine", "item", descending=[True, False])
    best = pl.concat(
        [every.filter("of_item"), of_goods.group_by("goods", maintain_order=True).head(nearest).select(every.columns)]
    )
    return best.select(*PAIR, "cosine").unique(PAIR, keep="first").sort(PAIR)


def _of_part(goods: Rows, items: Rows, nearest: int, least: float, first: int) -> Iterator[pl.DataFrame]:
    ours, theirs = goods.matrix(), items.matrix()
    for of_item, left, right in ((True, theirs, ours), (False, ours, theirs)):
        product = sp_matmul_topn(left, right.T.tocsr(), top_n=nearest, threshold=least, sort=True, n_threads=1).tocoo()
        item, one = (product.row, product.col) if of_item else (product.col, product.row)
        yield pl.DataFrame(
            {
                "goods": one.astype(np.uint32),
                "item": (item + first).astype(np.uint32),
                "cosine": product.data.astype(np.float32),
                "of_item": np.full(len(item), of_item),
            }
        )
