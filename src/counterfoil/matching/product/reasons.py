"""Why are two goods held to be the same product, in words a person can check?"""

import polars as pl

from counterfoil.matching.product.attributes import CODE, GTIN
from counterfoil.matching.product.candidates import COPY, OTHER_COLOUR
from counterfoil.matching.product.reading import PAIR, Sides

_PICTURES = {COPY: "a picture of the one shows the other", OTHER_COLOUR: "another colour in the picture"}


def reasons(sides: Sides, pairs: pl.DataFrame) -> pl.Series:
    """Return, for each of `pairs`, a list of sentences: what speaks for it, then what speaks against it.

    `pairs` has `found_by`, the measures that are named here, and `differs`, which ends the list.
    """
    cosine = pl.col("title_cosine")
    said = pairs.select(
        _named(sides, pairs, GTIN, "the same GTIN {}"),
        _named(sides, pairs, CODE, "the same code {}"),
        pl.format("titles {} % alike", (cosine * 100).round().cast(pl.Int64)).alias("title"),
        pl.col("found_by").replace_strict(_PICTURES, default=None, return_dtype=pl.String).alias("picture"),
        pl.when(pl.col("gtin_differ") > 0).then(pl.lit("another GTIN")).alias("other GTIN"),
        pl.when(pl.col("code_differ") > 0).then(pl.lit("another code")).alias("other code"),
        pl.col("differs"),
    )
    before = pl.concat_list(pl.exclude("differs")).list.drop_nulls()
    return said.select(pl.concat_list(before, pl.col("differs").fill_null([]))).to_series()


def _named(sides: Sides, pairs: pl.DataFrame, kind: str, sentence: str) -> pl.Series:
    """Return the sentence with the values of the kind that both sides name, null where there are none."""
    ours, theirs = (
        side.attributes.filter(pl.col("kind") == kind)
        .group_by(pl.col("row").alias(name))
        .agg(pl.col("value").sort().alias(f"{name}_values"))
        for side, name in zip(sides, PAIR, strict=True)
    )
    both = pairs.select(PAIR).join(ours, on="goods", how="left", maintain_order="left")
    both = both.join(theirs, on="item", how="left", maintain_order="left")
    common = pl.col("goods_values").list.set_intersection("item_values").list.sort()
    told = pl.when(common.list.len() > 0).then(pl.format(sentence, common.list.join(", ")))
    return both.select(told.alias(kind)).to_series()
