"""Is this the same model in another colour, size, volume, count or voltage? Such goods are never identical.

A rule over the score, not part of it: where both sides name a value of one kind and none is common, they differ. Who
names no count sells one.
"""

import polars as pl

from counterfoil.matching.product.attributes import COLOUR, COUNT, SIZE
from counterfoil.matching.product.reading import PAIR, Sides

KINDS = (COLOUR, COUNT, "volume", "voltage", "weight", "capacity", "length", "power", "charge", "bed size")
_ONE = "1"
_UNITS = {
    "volume": " ml",
    "voltage": " V",
    "weight": " g",
    "capacity": " MB",
    "length": " mm",
    "power": " W",
    "charge": " mAh",
}
_KINDS = {f"{SIZE} {place}": f"{place.upper()} {SIZE}" for place in ("eu", "us", "uk", "it", "fr")}


def differences(sides: Sides, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return `goods`, `item` and `differs` (a list of sentences, in order) for pairs that name different values."""
    ours, theirs = (
        side.attributes.filter(pl.col("kind").is_in(KINDS) | pl.col("kind").str.starts_with(SIZE))
        .group_by(pl.col("row").alias(name), "kind")
        .agg(pl.col("value").sort().alias(f"{name}_values"))
        for side, name in zip(sides, PAIR, strict=True)
    )
    both = pl.concat(
        [
            pairs.select(PAIR).join(ours, on="goods").join(theirs, on=["item", "kind"]),
            _counted(pairs, ours.filter(pl.col("kind") == COUNT), theirs.filter(pl.col("kind") == COUNT)),
        ],
        how="diagonal",
    )
    apart = both.filter(pl.col("goods_values").list.set_intersection("item_values").list.len() == 0)
    theirs_told, ours_told = (_told(f"{name}_values") for name in reversed(PAIR))
    told = pl.format("another {}: {}, not {}", pl.col("kind").replace(_KINDS), theirs_told, ours_told)
    return apart.sort(*PAIR, "kind").group_by(PAIR, maintain_order=True).agg(differs=told)


def _told(values: str) -> pl.Expr:
    """Return the values with their unit."""
    unit = pl.col("kind").replace_strict(_UNITS, default="", return_dtype=pl.String)
    return pl.col(values).list.join(", ") + unit


def _counted(pairs: pl.DataFrame, ours: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of which one side alone names a count."""
    counts = (
        pairs.select(PAIR)
        .join(ours.drop("kind"), on="goods", how="left")
        .join(theirs.drop("kind"), on="item", how="left")
    )
    one = counts.filter(pl.col("goods_values").is_null() != pl.col("item_values").is_null())
    return one.with_columns(pl.col(f"{name}_values").fill_null([_ONE]) for name in PAIR).with_columns(
        kind=pl.lit(COUNT)
    )
