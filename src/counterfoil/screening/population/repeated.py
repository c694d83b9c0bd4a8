"""Which offers use an id that an earlier offer of the file has used?

Rows with equal ids must meet, all others need not: the offers may be looked at in parts, cut by their ids.
"""

import polars as pl

BY = ("id",)  # rows with equal values here must meet
PLACE = "place"  # an offer's number in its file: a feed written on one line has one line number for all its offers


def keys_of(offers: pl.DataFrame) -> pl.DataFrame:
    """Return `id` and `place` of the offers."""
    return offers.select("id", PLACE)


def repeated_places(keys: pl.DataFrame) -> pl.Series:
    """Return the place of every offer whose id an earlier offer has used, in their order."""
    first = keys.with_columns(first=pl.col(PLACE).min().over("id"))
    return first.filter(pl.col(PLACE) > pl.col("first"))[PLACE].sort()
