"""Is there a better match than this one? Measures of a pair beside the other pairs of its goods and of its item.

Two shops that list the same things name most of them once. So a pair that is the best of both its goods and its item
is more likely the same product than its likeness alone says, and one that is far behind another is less. Copies of
one text are no rivals of each other: many items of an inventory are the same product.
"""

import polars as pl

from counterfoil.matching.product.reading import PAIR

FIRST_LOOK = "first_look"  # log-odds by the shipped weights
BESIDE = (
    FIRST_LOOK,
    "title_cosine",
    "full_cosine",
    "title_word_cosine",
    "full_word_cosine",
    "title_held",
    "full_held",
    "title_in_full_share_most",
)
_NO_RIVAL = {FIRST_LOOK: -10.0}  # what a pair that is alone is compared with; of shares and cosines 0
_SAME_TEXT = 0.9999  # cosine of title and of full text
_FARTHEST = 20  # ranks behind it are all alike


def rivals(measured: pl.DataFrame) -> pl.DataFrame:
    """Return, for each of BESIDE, how far the pair lies before or behind the best other pair of its goods and of its
    item (`_margin`) and how many are better (`_rank`); and how far behind the best of either it lies (`_behind`).
    `first_look_item_behind` is how far the best other goods of the item are before it."""
    one_text = (pl.col("title_cosine") > _SAME_TEXT) & (pl.col("full_cosine") > _SAME_TEXT)
    asked = measured.select(*PAIR, *BESIDE).with_columns(
        pl.when(one_text).then(None).otherwise(pl.col(name)).alias(name) for name in BESIDE
    )
    found = asked.select(column for name in BESIDE for column in _beside(name)).cast(pl.Float32)
    behind_goods = pl.col(f"{FIRST_LOOK}_item_margin").clip(upper_bound=0.0)
    return found.with_columns(behind_goods.alias(f"{FIRST_LOOK}_item_behind"))


def _beside(name: str) -> list[pl.Expr]:
    value = pl.col(name)
    best = {side: value.max().over(side) for side in PAIR}
    floor = pl.lit(_NO_RIVAL.get(name, 0.0), dtype=pl.Float32)
    second = {
        side: pl.when(value.count().over(side) > 1).then(value.top_k(2).min().over(side)).otherwise(floor)
        for side in PAIR
    }
    margins = [
        (value - pl.when(value == best[side]).then(second[side]).otherwise(best[side])).alias(f"{name}_{side}_margin")
        for side in PAIR
    ]
    ranks = [
        (value.rank("min", descending=True).over(side) - 1).clip(0, _FARTHEST).alias(f"{name}_{side}_rank")
        for side in PAIR
    ]
    behind = pl.max_horizontal(value - best[side] for side in PAIR).alias(f"{name}_behind")
    return [*margins, *ranks, behind]
