"""What follows from the two grades of a match? Only one product from one source is identical offending goods.

Source: DHS, Combating Trafficking in Counterfeit and Pirated Goods (2020): facilities are asked to destroy or abandon
"identical offending goods"; goods of the same product from elsewhere may be genuine, and are at most looked at.
"""

import polars as pl

from counterfoil.tables.match import PRODUCT_GRADES, SOURCE_GRADES, VERDICTS

IDENTICAL, VARIANT, SIMILAR = PRODUCT_GRADES
SAME, POSSIBLE, NONE, CONTRADICTED = SOURCE_GRADES
OFFENDING, EXAMINE, GENUINE_STOCK, NO_ACTION = VERDICTS

BY_GRADES = {  # of goods confirmed to be counterfeit
    (IDENTICAL, SAME): OFFENDING,
    (IDENTICAL, POSSIBLE): EXAMINE,
    (IDENTICAL, NONE): EXAMINE,
    (IDENTICAL, CONTRADICTED): GENUINE_STOCK,
    (VARIANT, SAME): EXAMINE,  # another colour or size out of the fakes' own shipment: never called identical
    (VARIANT, POSSIBLE): NO_ACTION,
    (VARIANT, NONE): NO_ACTION,
    (VARIANT, CONTRADICTED): GENUINE_STOCK,
    (SIMILAR, SAME): EXAMINE,
    (SIMILAR, POSSIBLE): NO_ACTION,
    (SIMILAR, NONE): NO_ACTION,
    (SIMILAR, CONTRADICTED): NO_ACTION,
}


def verdict(status: pl.Expr) -> pl.Expr:
    """Return the verdict on rows with product_grade and source_grade, held against goods of this `status`.

    Goods that are only suspected, or whose status nobody told, are never offending: what matches them is examined.
    What matches genuine goods in product and source is genuine stock, and all else about genuine goods is no action.
    """
    by_grades: pl.Expr = pl.lit(NO_ACTION)
    for (product, source), outcome in BY_GRADES.items():
        both = (pl.col("product_grade") == product) & (pl.col("source_grade") == source)
        by_grades = pl.when(both).then(pl.lit(outcome)).otherwise(by_grades)
    is_same = (pl.col("product_grade") == IDENTICAL) & (pl.col("source_grade") == SAME)
    return (
        pl.when((status == "genuine") & is_same)
        .then(pl.lit(GENUINE_STOCK))
        .when(status == "genuine")
        .then(pl.lit(NO_ACTION))
        .when((status != "confirmed counterfeit").fill_null(value=True) & (by_grades == OFFENDING))
        .then(pl.lit(EXAMINE))
        .otherwise(by_grades)
    )
