"""Which of these items are the goods that are looked for? Product and source, held together only in the verdict.

Two valid GTINs are two trade items: a maker gives each colour, size and pack one of its own (GS1 GTIN Management
Standard). So goods of another GTIN are never called identical, however alike their titles are.
"""

import polars as pl

from counterfoil.codes import gtin
from counterfoil.evidence.weights import Model
from counterfoil.matching.product.compare import product_matches
from counterfoil.matching.product.model import ProductModel
from counterfoil.matching.product.rarities import Counted
from counterfoil.matching.source.compare import source_matches
from counterfoil.matching.source.sought import GENUINE, Sought
from counterfoil.matching.verdict import GENUINE_STOCK, IDENTICAL, VARIANT, verdict
from counterfoil.tables.match import Match

_ANOTHER_GTIN = "another valid GTIN, which a maker gives to another colour, size or pack"
PAIR = ["goods_id", "item_id"]


def match(
    items: pl.DataFrame,
    sought: Sought,
    model: ProductModel,
    *,
    weights: Model | None = None,
    pictures: pl.DataFrame | None = None,
    beside: Counted | None = None,
) -> pl.DataFrame:
    """Return the matches (contract Match) of `items` (contract Goods, ids used once) with the goods that are looked
    for, by item and goods; pairs that are not even similar are not among them.

    With goods whose status is genuine, only what is genuine stock is told. `pictures`: goods_id, item_id, verdict
    (copy, other_colour); `beside`: what was counted of items of the same batch that a first look turned away.
    """
    alike = product_matches(sought.goods, items, model, pictures=pictures, beside=beside)
    product = _told_apart_by_gtin(alike, sought.goods, items)
    if product.is_empty():
        return Match.create_empty()
    source = source_matches(product.select(PAIR), sought, items, weights=weights)
    status = sought.goods.select("status", goods_id="id")
    rows = product.join(source, on=PAIR).join(status, on="goods_id")
    judged = rows.with_columns(
        verdict=verdict(pl.col("status")), reasons=pl.concat_list("source_reasons", "product_reasons")
    )
    told = judged.filter((pl.col("status") != GENUINE).fill_null(value=True) | (pl.col("verdict") == GENUINE_STOCK))
    order = items.select(item_id="id").with_row_index("place")
    ordered = told.join(order, on="item_id").sort("place", "goods_id").drop("place")
    return Match.cast(ordered.select(Match.column_names()))


def _told_apart_by_gtin(product: pl.DataFrame, goods: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs, those called identical whose GTINs are valid and differ as other variants of the model."""
    for side, name in ((goods, "goods"), (items, "item")):
        codes = side.select(pl.col("id").alias(f"{name}_id"), _valid_gtin().alias(f"{name}_gtin"))
        product = product.join(codes, on=f"{name}_id", how="left", maintain_order="left")
    apart = (pl.col("product_grade") == IDENTICAL) & (pl.col("goods_gtin") != pl.col("item_gtin"))
    is_apart = apart.fill_null(value=False)
    return product.with_columns(
        product_grade=pl.when(is_apart).then(pl.lit(VARIANT)).otherwise("product_grade"),
        product_reasons=pl.when(is_apart)
        .then(pl.concat_list("product_reasons", pl.lit(_ANOTHER_GTIN)))
        .otherwise("product_reasons"),
    ).drop("goods_gtin", "item_gtin")


def _valid_gtin() -> pl.Expr:
    code = pl.col("gtin")
    return pl.when(~gtin.has_bad_check_digit(code)).then(gtin.normalised(code))
