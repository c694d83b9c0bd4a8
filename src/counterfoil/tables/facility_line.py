"""Lines of facility notices: goods of one kind, lot and owner in one place, what is asked of them, and how many.

`hold` is asked only of identical offending goods: the same product from the same source. The same product from another
source, or goods of which that is not known, are to be examined; genuine stock is named so that it is left alone.
"""

import dataframely as dy
import polars as pl

ASKED = ("hold", "examine", "leave")


class FacilityLine(dy.Schema):
    """One line; `notice_id` and `line` name it wherever it is answered, held or disposed of."""

    notice_id = dy.String(nullable=False, min_length=1)
    line = dy.Int64(nullable=False, min=1)
    asked = dy.String(nullable=False, description="hold, examine or leave")
    product_grade = dy.String(nullable=False, description="as in `match`")
    source_grade = dy.String(nullable=False, description="as in `match`")
    units = dy.Int64(nullable=True, min=0, description="that were found there; empty: nobody counted them")
    measured = dy.String(nullable=True, description="how much, of goods that are not counted in pieces: 1.5 KGM")
    item_id = dy.String(nullable=False, min_length=1, description="the item of the match")
    location = dy.String(nullable=True, description="where in the facility: bay, pallet")
    sscc = dy.String(nullable=True)
    gtin = dy.String(nullable=True)
    sku = dy.String(nullable=True, description="the facility's or owner's own number")
    lot = dy.String(nullable=True)
    title = dy.String(nullable=True)
    external_seller_id = dy.String(nullable=True, description="whose goods they are")
    is_commingled = dy.Bool(nullable=False, description="goods of the same product from another source lie with them")
    why = dy.String(nullable=False, description="in a sentence for the facility and whose goods they are")
    answer_by = dy.Date(nullable=True, description="set by the sender; lines that were found later have a later day")
    found_in = dy.String(nullable=False, description="stock, receipt or return")

    @dy.rule()
    def asked_is_hold_examine_or_leave(cls) -> pl.Expr:
        return pl.col("asked").is_in(ASKED)

    @dy.rule()
    def asked_is_hold_only_of_one_product_and_one_source(cls) -> pl.Expr:
        both = (pl.col("product_grade") == "identical") & (pl.col("source_grade") == "same")
        return both | (pl.col("asked") != "hold")

    @dy.rule()
    def found_in_is_stock_receipt_or_return(cls) -> pl.Expr:
        return pl.col("found_in").is_in(["stock", "receipt", "return"])


EXAMPLE = pl.DataFrame(
    {
        "notice_id": ["fn-5b1f0c2d9a3e-1"],
        "line": [1],
        "asked": ["hold"],
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
