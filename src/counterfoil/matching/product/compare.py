"""Which items are the same product as goods that are looked for, another variant of it, or similar?"""

import polars as pl

from counterfoil.matching.product.candidates import COPY, OTHER_COLOUR
from counterfoil.matching.product.comparing import compared
from counterfoil.matching.product.model import ProductModel, one_model, refuse_unknown, scores
from counterfoil.matching.product.rarities import Counted

IDENTICAL, VARIANT, SIMILAR = "identical", "other variant of the model", "similar"
_DIGITS = 6


def product_matches(
    goods: pl.DataFrame,
    items: pl.DataFrame,
    model: ProductModel,
    *,
    pictures: pl.DataFrame | None = None,
    beside: Counted | None = None,
) -> pl.DataFrame:
    """Return `goods_id`, `item_id`, `product_grade`, `product_score` and `product_reasons` of pairs that are at least
    similar. Both tables are by the contract Goods; `pictures`: `goods_id`, `item_id`, `verdict` (copy, other_colour);
    `beside`: as in `compared`. Raises UserError where the model cannot be used.
    """
    pairs = compared(goods, items, pictures=pictures, beside=beside)
    refuse_unknown(model, pairs)
    scored = pairs.with_columns(
        product_score=pl.Series(scores(model, pairs), dtype=pl.Float64).round(_DIGITS), one_model=one_model(pairs)
    )
    graded = scored.with_columns(product_grade=_grade(model)).filter(pl.col("product_grade").is_not_null())
    named = graded.select(
        "product_grade",
        "product_score",
        goods_id=goods["id"].gather(graded["goods"]),
        item_id=items["id"].gather(graded["item"]),
        product_reasons="reasons",
    )
    columns = ("goods_id", "item_id", "product_grade", "product_score", "product_reasons")
    return named.select(columns).sort("goods_id", "item_id")


def _grade(model: ProductModel) -> pl.Expr:
    """Another variant shares most words, but a model that learned from labels rates it low: so the shipped weights are
    asked as well. A picture that shows the other is worth a look whatever the words."""
    score, found_by = pl.col("product_score"), pl.col("found_by").fill_null("")
    differs = pl.col("differs").is_not_null() | (found_by == OTHER_COLOUR)
    of_one_model = (score >= model.similar) | pl.col("one_model")
    return (
        pl.when((score >= model.identical) & ~differs)
        .then(pl.lit(IDENTICAL))
        .when(differs & of_one_model)
        .then(pl.lit(VARIANT))
        .when((score >= model.similar) | (found_by == COPY) | (found_by == OTHER_COLOUR))
        .then(pl.lit(SIMILAR))
    )
