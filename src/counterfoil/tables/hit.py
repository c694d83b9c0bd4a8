"""Hits: goods in a facility's stock that are, or may be, what a signature looks for. One item of the stock to a row.

What a facility sends back that does not share its stock: it holds every column of `facility_line` that the facility
can fill, so that the lines of a notice are made of it. Of all other stock it says nothing, not even how much there is.
"""

import dataframely as dy
import polars as pl

from counterfoil.tables.match import PRODUCT_GRADES, SOURCE_GRADES, VERDICTS

FOUND_IN = ("stock", "receipt", "return")
TOLD = VERDICTS[:2]  # identical offending goods, examine


class Hit(dy.Schema):
    """One item, under the gravest of its verdicts."""

    goods_id = dy.String(nullable=False, min_length=1, description="of the goods that it was held against")
    verdict = dy.String(nullable=False, description="identical offending goods or examine")
    facility = dy.String(nullable=True, description="as the facility's own file names it")
    product_grade = dy.String(nullable=False, description="as in `match`")
    source_grade = dy.String(nullable=False, description="as in `match`")
    units = dy.Int64(nullable=True, min=0, description="pieces, as the facility's own file told; empty: not counted")
    item_id = dy.String(nullable=False, min_length=1, description="FILE:LINE, by which the facility finds it again")
    location = dy.String(nullable=True, description="where in the facility: bay, pallet")
    sscc = dy.String(nullable=True)
    gtin = dy.String(nullable=True)
    sku = dy.String(nullable=True)
    lot = dy.String(nullable=True)
    title = dy.String(nullable=True)
    external_seller_id = dy.String(nullable=True, description="whose goods they are")
    is_commingled = dy.Bool(nullable=False, description="goods of the same product from another source lie with them")
    why = dy.String(nullable=False, description="in sentences for the facility and whose goods they are")
    found_in = dy.String(nullable=False, description="stock, receipt or return")

    @dy.rule()
    def product_grade_is_one_of_three(cls) -> pl.Expr:
        return pl.col("product_grade").is_in(PRODUCT_GRADES)

    @dy.rule()
    def source_grade_is_one_of_four(cls) -> pl.Expr:
        return pl.col("source_grade").is_in(SOURCE_GRADES)

    @dy.rule()
    def verdict_is_identical_offending_goods_or_examine(cls) -> pl.Expr:
        return pl.col("verdict").is_in(TOLD)

    @dy.rule()
    def verdict_is_identical_offending_goods_only_for_one_product_and_one_source(cls) -> pl.Expr:
        both = (pl.col("product_grade") == PRODUCT_GRADES[0]) & (pl.col("source_grade") == SOURCE_GRADES[0])
        return both | (pl.col("verdict") != VERDICTS[0])

    @dy.rule()
    def found_in_is_stock_receipt_or_return(cls) -> pl.Expr:
        return pl.col("found_in").is_in(FOUND_IN)


EXAMPLE = pl.DataFrame(
    {
        "goods_id": ["g-01"],
        "verdict": ["identical offending goods"],
        "facility": ["Reno"],
        "product_grade": ["identical"],
        "source_grade": ["same"],
        "units": [388],
        "item_id": ["inventory.csv:4"],
        "sscc": ["095290010004120038"],
        "gtin": ["9521011001028"],
        "lot": ["0821"],
        "external_seller_id": ["s-29"],
        "is_commingled": [True],
        "why": ["The goods bear the lot number 0821, as goods found to be counterfeit do."],
        "found_in": ["stock"],
    }
)
