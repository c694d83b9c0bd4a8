"""Do goods of one product from several sources lie in one place, so that the code on a shelf says nothing?

Known only once all items have been seen: what lies where is summed up by batch, and told of each match at the end.
"""

import polars as pl

from counterfoil.evidence.kind import filled
from counterfoil.matching.verdict import CONTRADICTED, GENUINE_STOCK, IDENTICAL, SAME

PLACE = ["goods_id", "facility"]
PLACES = {"goods_id": pl.String, "facility": pl.String, "offending": pl.UInt32, "others": pl.UInt32, "lots": pl.String}
MOST_LOTS = 5  # named in a sentence

_BESIDE = "Other goods of this product lie in the same facility ({}): only what bears the signs named here is meant."
_AMONG = (
    "Goods of this product from the source of the goods {} lie in the same facility ({}{}): the product code does not"
    " tell them apart."
)


def places_of(matches: pl.DataFrame, lots: pl.DataFrame) -> pl.DataFrame:
    """Return for goods and facility (PLACES) how many entries of the product are from the same source, and how many
    are not; `matches` have the `facility` of their item, `lots` are `item_id` and `lot`."""
    of_genuine = (pl.col("verdict") == GENUINE_STOCK) & (pl.col("source_grade") == SAME)  # the owner's own rows
    lying = matches.filter(
        (pl.col("product_grade") == IDENTICAL) & pl.col("facility").is_not_null() & ~of_genuine
    ).join(lots, on="item_id", how="left")
    same = pl.col("source_grade") == SAME
    summed = lying.group_by(PLACE, maintain_order=True).agg(
        offending=same.sum().cast(pl.UInt32),
        others=(~same).sum().cast(pl.UInt32),
        lots=pl.col("lot").filter(same).drop_nulls().unique().sort().head(MOST_LOTS).str.join(", "),
    )
    return summed.select(list(PLACES))


def commingled(places: pl.DataFrame) -> pl.DataFrame:
    """Return the places (PLACES, of all batches) in which goods of several sources lie, each once."""
    lots = pl.col("lots").filter(pl.col("lots") != "").str.split(", ").explode().unique().sort()
    summed = places.group_by(PLACE, maintain_order=True).agg(
        pl.col("offending", "others").sum(), lots.head(MOST_LOTS).str.join(", ").alias("lots")
    )
    return summed.filter((pl.col("offending") > 0) & (pl.col("others") > 0))


def with_commingled(matches: pl.DataFrame, shared: pl.DataFrame) -> pl.DataFrame:
    """Return the matches, in their order, with a reason more where goods of several sources lie together.

    `matches` have the `facility` of their item, `shared` is what `commingled` gave.
    """
    if shared.is_empty():
        return matches
    rows = matches.join(shared, on=PLACE, how="left", maintain_order="left")
    lots = pl.when(pl.col("lots") != "").then(filled(", lot {}", "lots")).otherwise(pl.lit(""))
    among = filled(_AMONG, "goods_id", _entries("offending"), lots)
    told = pl.when(pl.col("source_grade") == SAME).then(filled(_BESIDE, _entries("others"))).otherwise(among)
    is_told = (pl.col("product_grade") == IDENTICAL) & pl.col("others").is_not_null()
    is_told &= pl.col("source_grade") != CONTRADICTED
    more = pl.when(is_told).then(pl.concat_list("reasons", told)).otherwise(pl.col("reasons"))
    return rows.with_columns(more.alias("reasons")).select(matches.columns)


def _entries(column: str) -> pl.Expr:
    word = pl.when(pl.col(column) == 1).then(pl.lit(" entry")).otherwise(pl.lit(" entries"))
    return pl.concat_str(pl.col(column), word)
