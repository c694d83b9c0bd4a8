"""Counts of a transparency report: what may be published of a platform and a period, a number to a row.

What is too small to be told is withheld by rule (`transparency.suppression`), and what no table tells stands here too,
and says why: a report has no empty places.
"""

from typing import Final

import dataframely as dy
import polars as pl

COUNTED, WITHHELD, NOT_COUNTED = "counted", "withheld", "not counted"
STANDINGS: Final = (COUNTED, WITHHELD, NOT_COUNTED)
COUNT, HOURS, SHARE = "count", "hours", "share"
UNITS: Final = (COUNT, HOURS, SHARE)


class TransparencyCount(dy.Schema):
    """One number: a total (`breakdown` and `part` are empty), a part of it, a median of hours, or a share."""

    section = dy.String(nullable=False, min_length=1, description="orders, notices, own-initiative …")
    article = dy.String(nullable=False, min_length=1, description="the provision that asks for it")
    measure = dy.String(nullable=False, min_length=1, description="its id, such as notices")
    title = dy.String(nullable=False, min_length=1)
    breakdown = dy.String(nullable=False, description="by what it is broken down; empty for the total")
    part = dy.String(nullable=False, description="which part; empty for the total")
    unit = dy.String(nullable=False, description="count, hours or share")
    standing = dy.String(nullable=False, description="counted, withheld, or not counted")
    count = dy.Int64(nullable=True, min=0, description="where the unit is count")
    value = dy.Float64(nullable=True, min=0, description="a median in hours, or a share between 0 and 1")
    low = dy.Float64(nullable=True, min=0, description="lower end of the 95 % interval of a share")
    high = dy.Float64(nullable=True, min=0, description="upper end")
    why = dy.String(nullable=False, description="what is counted, or why it is not")

    @dy.rule()
    def standing_is_counted_withheld_or_not_counted(cls) -> pl.Expr:
        return pl.col("standing").is_in(STANDINGS)

    @dy.rule()
    def unit_is_count_hours_or_share(cls) -> pl.Expr:
        return pl.col("unit").is_in(UNITS)

    @dy.rule()
    def standing_says_whether_a_number_is_told(cls) -> pl.Expr:
        told = (
            pl.when(pl.col("unit") == COUNT)
            .then(pl.col("count").is_not_null())
            .otherwise(pl.col("value").is_not_null())
        )
        both = pl.col("count").is_not_null() & pl.col("value").is_not_null()
        return (told == (pl.col("standing") == COUNTED)) & ~both


EXAMPLE = pl.DataFrame(
    {
        "section": ["notices"],
        "article": ["Regulation (EU) 2022/2065, art. 15(1)(b)"],
        "measure": ["notices"],
        "title": ["Notices received"],
        "breakdown": ["by what is alleged"],
        "part": ["counterfeit"],
        "unit": [COUNT],
        "standing": [COUNTED],
        "count": [41],
        "value": [None],
        "low": [None],
        "high": [None],
        "why": [""],
    },
    schema_overrides={"value": pl.Float64, "low": pl.Float64, "high": pl.Float64},
)
