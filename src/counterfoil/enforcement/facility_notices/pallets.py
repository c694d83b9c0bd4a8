"""Does one pallet stand in several notices? Then its units would be counted, and disposed of, more than once.

A pallet is known by its SSCC, and what lies on it by product and lot: a mixed pallet may stand on several lines.
"""

import polars as pl

PALLET = ["sscc", "gtin", "lot"]


def told_twice(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the pallets that lines (contract FacilityLine) of several notices tell: PALLET, `notices`, and `units`,
    how many are counted more than once; what is to be left alone is not counted."""
    told = lines.filter(pl.col("sscc").is_not_null(), pl.col("asked") != "leave")
    of_notice = told.group_by([*PALLET, "notice_id"]).agg(pl.col("units").fill_null(0).sum())
    grouped = of_notice.group_by(PALLET).agg(
        notices=pl.col("notice_id").sort(), units=pl.col("units").sum() - pl.col("units").max()
    )
    return grouped.filter(pl.col("notices").list.len() > 1).sort(PALLET)
