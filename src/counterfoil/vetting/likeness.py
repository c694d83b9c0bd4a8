"""Is a name that was given somewhere that of the seller, or of somebody who owns it?

The names are compared in turn, and only as long as none is alike: most holders are written as the seller is.
"""

from collections.abc import Sequence

import polars as pl

from counterfoil.text.names import SAME, name_scores

OWN = ("name", "alias", "beneficialOwner")  # whose names a seller may use


def likeness(rows: pl.DataFrame, given: str, own: Sequence[str] = OWN) -> pl.Series:
    """Return how alike the name in `given` is to the likest of the names in `own`, from 0 to 1; null where either is
    missing. Of several names in one field, parted by semicolons, each counts."""
    best = pl.Series("likeness", [None] * rows.height, dtype=pl.Float64)
    for column in own:
        open_ones = (best < SAME).fill_null(value=True)
        names = pl.DataFrame({"given": rows[given], "own": _names(rows, column), "open": open_ones}).with_row_index(
            "at"
        )
        pairs = names.filter("open").explode("own").filter(pl.col("given").is_not_null() & pl.col("own").is_not_null())
        if pairs.is_empty():
            continue
        scored = pairs.with_columns(_scores(pairs["given"], pairs["own"]).alias("score"))
        reached = scored.group_by("at").agg(pl.col("score").max())
        found = names.join(reached, on="at", how="left", maintain_order="left")["score"]
        best = pl.DataFrame({"best": best, "found": found}).max_horizontal()
    return best.alias("likeness")


def _names(rows: pl.DataFrame, column: str) -> pl.Series:
    """Return the names of a column as lists."""
    stripped = pl.col(column).str.split(";").list.eval(pl.element().str.strip_chars())
    return rows.select(stripped)[column]


def _scores(given: pl.Series, own: pl.Series) -> pl.Series:
    same = given.str.to_lowercase() == own.str.to_lowercase()
    others = name_scores(given.set(same, None), own)
    return (
        pl.DataFrame({"same": same, "others": others}).select(pl.when("same").then(1.0).otherwise("others")).to_series()
    )
