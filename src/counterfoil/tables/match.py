"""Matches: an item that is, or may be, the goods that are looked for. Product and source are graded apart.

A match is no decision: people, and those whose goods they are, decide what is done with the goods.
"""

import dataframely as dy
import polars as pl

PRODUCT_GRADES = ("identical", "other variant of the model", "similar")
SOURCE_GRADES = ("same", "possible", "none", "contradicted")
VERDICTS = ("identical offending goods", "examine", "genuine stock", "no action")


class Match(dy.Schema):
    """One item held against one of the goods that are looked for."""

    goods_id = dy.String(nullable=False, min_length=1)
    item_id = dy.String(nullable=False, min_length=1, description="the item's own id, or FILE:LINE")
    product_grade = dy.String(nullable=False, description="identical, other variant of the model, or similar")
    product_score = dy.Float64(nullable=False, min=0, max=1)
    source_grade = dy.String(nullable=False, description="same, possible, none or contradicted")
    source_score = dy.Float64(
        nullable=False, min=0, max=1, description="no probability: its weights are set by judgement"
    )
    verdict = dy.String(nullable=False, description="identical offending goods, examine, genuine stock or no action")
    reasons = dy.List(
        dy.String(), nullable=False, description="for reviewer and court: the source's, then the product's"
    )
    party_reasons = dy.List(dy.String(), nullable=False, description="for those whose goods they are: facts, no method")

    @dy.rule()
    def product_grade_is_one_of_three(cls) -> pl.Expr:
        return pl.col("product_grade").is_in(PRODUCT_GRADES)

    @dy.rule()
    def source_grade_is_one_of_four(cls) -> pl.Expr:
        return pl.col("source_grade").is_in(SOURCE_GRADES)

    @dy.rule()
    def verdict_is_one_of_four(cls) -> pl.Expr:
        return pl.col("verdict").is_in(VERDICTS)

    @dy.rule()
    def verdict_is_identical_offending_goods_only_for_one_product_and_one_source(cls) -> pl.Expr:
        both = (pl.col("product_grade") == PRODUCT_GRADES[0]) & (pl.col("source_grade") == SOURCE_GRADES[0])
        return both | (pl.col("verdict") != VERDICTS[0])


EXAMPLE = pl.DataFrame(
    {
        "goods_id": ["g-01"],
        "item_id": ["inventory.csv:4"],
        "product_grade": ["identical"],
        "product_score": [1.0],
        "source_grade": ["same"],
        "source_score": [0.924142],
        "verdict": ["identical offending goods"],
        "reasons": [["They bear the lot number 0821, as the goods g-01 do, which were found to be counterfeit."]],
        "party_reasons": [["The goods bear the lot number 0821, as goods found to be counterfeit do."]],
    }
)
