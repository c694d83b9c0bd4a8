"""How many whole pieces is a quantity, whichever code its unit has?"""

import polars as pl

PIECES = ("EA", "C62", "H87", "PCE")  # UN/ECE Recommendation 20: each, one, piece; no unit means pieces as well


def whole_pieces(quantity: str = "quantity", unit: str = "quantity_unit") -> pl.Expr:
    """Return the quantity as Int64 where it is whole, not negative and in pieces, else null."""
    amount = pl.col(quantity)
    counted = pl.col(unit).fill_null(PIECES[0]).is_in(PIECES) & (amount == amount.floor()) & (amount >= 0)
    return pl.when(counted).then(amount.cast(pl.Int64, strict=False))
