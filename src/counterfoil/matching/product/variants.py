"""Is this the same model in another colour, size, volume, count or voltage? Such goods are never identical.

A rule over the score, not part of it: where both sides name a value of one kind and none is common, they differ.
"""

import polars as pl

from counterfoil.matching.product.attributes import COLOUR, COUNT, SIZE
from counterfoil.matching.product.features import Sides

KINDS = (COLOUR, SIZE, COUNT, "volume", "voltage", "weight", "capacity", "length", "power", "charge", "bed size")


def differences(sides: Sides, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return `goods`, `item` and `differs` (a list of sentences, in order) for pairs that name different values."""
    ours, theirs = (
        side.attributes.filter(_counts())
        .group_by(pl.col("row").alias(name), "kind")
        .agg(pl.col("value").sort().alias(f"{name}_values"))
        for side, name in zip(sides, ("goods", "item"), strict=True)
    )
    both = pairs.select("goods", "item").join(ours, on="goods").join(theirs, on=["item", "kind"])
    apart = both.filter(pl.col("goods_values").list.set_intersection("item_values").list.len() == 0)
    sentence = pl.format(
        "another {}: {} and not {}",
        "kind",
        pl.col("item_values").list.join(", "),
        pl.col("goods_values").list.join(", "),
    )
    return apart.sort("goods", "item", "kind").group_by("goods", "item", maintain_order=True).agg(differs=sentence)


def _counts() -> pl.Expr:
    return pl.col("kind").is_in(KINDS) | pl.col("kind").str.starts_with(SIZE)
