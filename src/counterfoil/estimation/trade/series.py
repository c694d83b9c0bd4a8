"""Which years of a reporter may be held against each other? A series ends where what is counted changes.

US Customs and Border Protection counts seizures up to fiscal year 2020, and lines (one product and brand within a
seizure) from 2021 on: the figures of 2021 are no rise of those of 2020 (law.md 6.2; definition of a line: OHSS).
"""

from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError


class Break(NamedTuple):
    """From `year` on, a reporter counts `counted` where it counted something else before."""

    reporter: str
    year: int
    counted: str
    source: str


BREAKS = (Break("US", 2021, "lines", "CBP IPR seizure statistics; law.md 6.2 [V]"),)


def series_of(seizures: pl.DataFrame) -> pl.DataFrame:
    """Return sums by reporter, series and year: reporter, series (from 1), year, counted, number, value, currency.

    A new series begins where `counted` changes and where a break is known; nothing is summed across.
    """
    keys = ["reporter", "year", "counted", "currency"]
    summed = seizures.group_by(keys).agg(pl.col("number").sum(), pl.col("value").sum()).sort(keys)
    known = pl.lit(value=False)
    for one in BREAKS:
        known = known | ((pl.col("reporter") == one.reporter) & (pl.col("year") >= one.year))
    changed = pl.struct("counted", "after").rle_id().over("reporter")
    return summed.with_columns(after=known).with_columns(series=changed.cast(pl.Int64) + 1).drop("after")


def refuse_broken(seizures: pl.DataFrame) -> None:
    """Raise UserError where numbers of one reporter would be joined across a break, with the years of each series."""
    series = series_of(seizures.filter(pl.col("number").is_not_null()))
    broken = series.filter(pl.col("series").n_unique().over("reporter") > 1)
    if broken.is_empty():
        return
    reporter = broken.item(0, "reporter")
    own = (
        broken.filter(reporter=reporter).group_by("series", maintain_order=True).agg("year", pl.col("counted").first())
    )
    told = "; ".join(f"{min(years)} to {max(years)}: {counted}" for _, years, counted in own.iter_rows())
    cure = "Choose years of one series with --years, or use the values with --measure value."
    raise UserError(f"The numbers of {reporter} are of {own.height} series ({told}).", cure=cure)
