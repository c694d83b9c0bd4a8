"""How is a number of identity shown to people? By its last four characters, as the programme asks, and never whole."""

import polars as pl

SHOWN = 4  # characters, of a number long enough that they give little away
LONG_ENOUGH = 8  # letters and digits; of a shorter one nothing is shown
HIDDEN = "••"
_LETTERS = r"[^\p{L}\p{N}]"  # what is written between the characters counts for nothing


def last_four(column: str | pl.Expr) -> pl.Expr:
    """Return "••6789" for "123-45-6789", "••" for one of fewer than eight letters and digits, null for null."""
    expr = pl.col(column) if isinstance(column, str) else column
    bare = expr.str.replace_all(_LETTERS, "")
    shown = pl.when(bare.str.len_chars() >= LONG_ENOUGH).then(bare.str.tail(SHOWN)).otherwise(pl.lit(""))
    return pl.when(expr.is_not_null()).then(pl.lit(HIDDEN) + shown)
