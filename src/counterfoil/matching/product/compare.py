"""Which items are the same product as goods that are looked for, another variant of it, or similar?"""

import polars as pl

from counterfoil.matching.product.candidates import PICTURE, candidates
from counterfoil.matching.product.features import Sides, features
from counterfoil.matching.product.model import ProductModel, scores
from counterfoil.matching.product.reading import read
from counterfoil.matching.product.reasons import reasons
from counterfoil.matching.product.variants import differences

IDENTICAL, VARIANT, SIMILAR = "identical", "other variant of the model", "similar"
GRADES = (IDENTICAL, VARIANT, SIMILAR)
_DIGITS = 6
_COLUMNS = ("goods_id", "item_id", "product_grade", "product_score", "product_reasons")


def product_matches(
    goods: pl.DataFrame, items: pl.DataFrame, model: ProductModel, *, pictures: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return `goods_id`, `item_id`, `product_grade`, `product_score` and `product_reasons` of pairs that are at least
    similar. Both tables are by the contract Goods; `pictures`: `goods_id`, `item_id`, `verdict` (copy, other_colour).
    """
    sides = Sides(read(goods), read(items))
    pairs = candidates(sides, pictures)
    measures = features(sides, pairs)
    scored = pairs.with_columns(product_score=pl.Series(scores(model, measures)).round(_DIGITS))
    judged = scored.join(differences(sides, pairs), on=["goods", "item"], how="left", maintain_order="left")
    named = judged.with_columns(
        product_grade=_grade(model),
        product_reasons=reasons(sides, judged, measures),
        goods_id=goods["id"].gather(judged["goods"]),
        item_id=items["id"].gather(judged["item"]),
    )
    return named.filter(pl.col("product_grade").is_not_null()).select(_COLUMNS).sort("goods_id", "item_id")


def _grade(model: ProductModel) -> pl.Expr:
    differs, score = pl.col("differs").is_not_null(), pl.col("product_score")
    return (
        pl.when((score >= model.identical) & ~differs)
        .then(pl.lit(IDENTICAL))
        .when((score >= model.similar) & differs)
        .then(pl.lit(VARIANT))
        .when((score >= model.similar) | (pl.col("found_by") == PICTURE))
        .then(pl.lit(SIMILAR))
    )
