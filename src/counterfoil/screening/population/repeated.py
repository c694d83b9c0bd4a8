"""Which offers use an id that an earlier offer of the file has used?"""

import polars as pl


def repeated_rows(offers: pl.LazyFrame) -> pl.DataFrame:
    """Return `id`, `place` and `line` of every offer whose id an earlier offer of the file has used.

    `place` is the offer's number in the file: a feed written on one line has one line number for all its offers.
    """
    first = offers.select("id", "place", "line").with_columns(first_place=pl.col("place").min().over("id"))
    return first.filter(pl.col("place") > pl.col("first_place")).select("id", "place", "line").sort("place").collect()
