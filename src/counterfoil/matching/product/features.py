"""In what do the two goods of a pair agree, and in what do they differ? One row of measures for each pair.

A measure that cannot be taken, since one side says nothing, is null: it speaks neither for nor against.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

from counterfoil.matching.product.attributes import CODE, COLOUR, GTIN, NUMBER
from counterfoil.matching.product.kernel_rows import compared
from counterfoil.matching.product.reading import Reading
from counterfoil.matching.product.rows import Rows, frequencies, grams, rarity, weighed, words

WORD = r"[\p{L}\p{N}]+"
MEASURED = (NUMBER, CODE, GTIN, COLOUR)  # kinds with measures of their own; all others are `quantity`
_RATIOS = {
    "ratio": fuzz.ratio,
    "sorted": fuzz.token_sort_ratio,
    "set": fuzz.token_set_ratio,
    "part": fuzz.partial_ratio,
}


class Sides(NamedTuple):
    """Goods and items, as read."""

    goods: Reading
    items: Reading


def features(sides: Sides, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return one row of measures for each of `pairs` (`goods`, `item`: row numbers), in their order."""
    lefts, rights = (pairs[name].cast(pl.Int64).to_numpy() for name in ("goods", "item"))
    columns: dict[str, np.ndarray] = {}
    for name in ("title", "full"):
        columns |= _text_measures(name, sides, lefts, rights)
    columns |= _ratios(sides, lefts, rights)
    columns |= _price(sides, lefts, rights)
    kinds = [_agreement(sides, pairs, kind) for kind in (*MEASURED, "quantity")]
    return pl.concat([pl.DataFrame(columns).cast(pl.Float32), *kinds], how="horizontal").fill_nan(None)


def _text_measures(name: str, sides: Sides, lefts: np.ndarray, rights: np.ndarray) -> dict[str, np.ndarray]:
    texts = [side.wording[name] for side in sides]
    listed = [words(text.str.extract_all(WORD)) for text in texts]
    pieces = [grams(text) for text in texts]
    share = _shares(_weighed(listed, unit=False), lefts, rights)
    ours, theirs = _weighed(pieces, unit=True)
    cosine = np.asarray(ours.matrix()[lefts].multiply(theirs.matrix()[rights]).sum(axis=1)).ravel()
    return {f"{name}_{measure}": values for measure, values in (*share.items(), ("cosine", cosine))}


def _weighed(sides: list[Rows], *, unit: bool) -> list[Rows]:
    """Return both with weights by rarity in both tables."""
    rarities = rarity(frequencies(*sides), sum(len(rows.starts) - 1 for rows in sides))
    if unit:
        return [weighed(rows, rarities) for rows in sides]
    return [rows._replace(weights=rarities[rows.ids]) for rows in sides]


def _shares(sides: list[Rows], lefts: np.ndarray, rights: np.ndarray) -> dict[str, np.ndarray]:
    """Words by weight: how much both say of what either says, of what each says, and the rarest word of one alone."""
    common, ours, theirs, _, rarest, other_rarest = compared(sides[0], sides[1], lefts, rights).T
    return {
        "shared": common / np.maximum(common + ours + theirs, 1e-6),
        "held": common / np.maximum(common + np.minimum(ours, theirs), 1e-6),
        "ours_alone": ours,
        "theirs_alone": theirs,
        "rarest_alone": np.maximum(rarest, other_rarest),
    }


def _ratios(sides: Sides, lefts: np.ndarray, rights: np.ndarray) -> dict[str, np.ndarray]:
    ours, theirs = (side.wording["title"].gather(rows) for side, rows in zip(sides, (lefts, rights), strict=True))
    return {
        name: process.cpdist(ours.to_list(), theirs.to_list(), scorer=scorer, dtype=np.float32) / 100
        for name, scorer in _RATIOS.items()
    }


def _price(sides: Sides, lefts: np.ndarray, rights: np.ndarray) -> dict[str, np.ndarray]:
    """Logarithm of how many times the price is that of the other; of prices in one currency or in none told."""
    ours, theirs = (
        side.rows.select(pl.col("price").cast(pl.Float64), "price_currency")[rows]
        for side, rows in zip(sides, (lefts, rights), strict=True)
    )
    comparable = (
        ours["price_currency"].eq_missing(theirs["price_currency"]) & (ours["price"] > 0) & (theirs["price"] > 0)
    )
    ratio = (ours["price"].clip(0.01) / theirs["price"].clip(0.01)).log().abs()
    return {"price_apart": pl.select(pl.when(comparable).then(ratio)).to_series().to_numpy()}


def _agreement(sides: Sides, pairs: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return how many values of a kind both name (`same`), and 1 where both name some and none is common (`differ`)."""
    is_kind = ~pl.col("kind").is_in(MEASURED) if kind == "quantity" else pl.col("kind") == kind
    ours, theirs = (
        side.attributes.filter(is_kind)
        .group_by(pl.col("row").alias(name), maintain_order=True)
        .agg(
            (pl.col("kind") + " " + pl.col("value")).alias(f"{name}_values"),
            pl.col("kind").alias(f"{name}_kinds"),
        )
        for side, name in zip(sides, ("goods", "item"), strict=True)
    )
    joined = pairs.join(ours, on="goods", how="left", maintain_order="left").join(
        theirs, on="item", how="left", maintain_order="left"
    )
    kinds_shared = pl.col("goods_kinds").list.set_intersection("item_kinds")
    common = pl.col("goods_values").list.set_intersection("item_values")
    kinds_same = (
        common.list.eval(pl.element().str.split(" ").list.get(0)).list.n_unique()
        if kind == "quantity"
        else common.list.len().clip(0, 1)
    )
    return joined.select(
        common.list.len().cast(pl.Float32).alias(f"{kind}_same"),
        (kinds_shared.list.len().cast(pl.Float32) - kinds_same.cast(pl.Float32)).clip(0).alias(f"{kind}_differ"),
    )
