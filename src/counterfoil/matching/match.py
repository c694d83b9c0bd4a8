"""Which of these items are the goods that are looked for? Product and source, held together only in the verdict."""

import polars as pl

from counterfoil.evidence.weights import Model
from counterfoil.matching.product.compare import product_matches
from counterfoil.matching.product.model import ProductModel
from counterfoil.matching.source.compare import source_matches
from counterfoil.matching.source.sought import GENUINE, Sought
from counterfoil.matching.verdict import GENUINE_STOCK, verdict
from counterfoil.tables.match import Match

PAIR = ["goods_id", "item_id"]


def match(
    items: pl.DataFrame,
    sought: Sought,
    model: ProductModel,
    *,
    weights: Model | None = None,
    pictures: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the matches (contract Match) of `items` (contract Goods, ids used once) with the goods that are looked
    for, by item and goods; pairs that are not even similar are not among them.

    With goods whose status is genuine, only what is genuine stock is told. `pictures`: goods_id, item_id, verdict
    (copy, other_colour).
    """
    product = product_matches(sought.goods, items, model, pictures=pictures)
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
