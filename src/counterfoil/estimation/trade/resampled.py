"""How much do the indexes and the ceiling hang on which seizures happened to be made? Resampling of the records.

B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979), 1-26. Records are drawn
with replacement within each reporter and year, so that shares between reporters stay as they are. What this does not
cover: how reporters choose what to look at, the fixed point, and how the annex is read.
"""

from collections.abc import Callable

import numpy as np
import polars as pl

from counterfoil.estimation.trade.gtric import Numbers

LOW, HIGH = 0.025, 0.975
FEWEST_RECORDS = 2  # by reporter and year: one record has nothing to be drawn instead of it


def can_be_resampled(seizures: pl.DataFrame) -> bool:
    """Return whether the rows are records: whether any pair of one reporter in one year has several."""
    most = seizures.group_by("reporter", "year", "provenance", "product").len()["len"].max()
    return isinstance(most, int) and most >= FEWEST_RECORDS


def resampled(
    seizures: pl.DataFrame, work_out: Callable[[pl.DataFrame], Numbers], *, times: int, seed: int
) -> tuple[Numbers, Numbers]:
    """Return the 2.5 % and 97.5 % quantiles of each number that `work_out` gives, over `times` draws of the records.

    A number that is not known in a draw (nan) is left out of its quantiles.
    """
    chance = np.random.default_rng(seed)
    ordered = seizures.sort(seizures.columns)  # so that the order of the file does not matter
    groups = [rows["row"].to_numpy() for rows in _numbered(ordered).partition_by("reporter", "year")]
    drawn = []
    for _ in range(times):
        rows = np.concatenate([chance.choice(group, len(group)) for group in groups])
        drawn.append(work_out(ordered[rows]))
    return _quantiles(np.vstack(drawn))


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select("reporter", "year").with_row_index("row")


def _quantiles(drawn: Numbers) -> tuple[Numbers, Numbers]:
    known = ~np.isnan(drawn).all(axis=0)
    low, high = (np.full(drawn.shape[1], np.nan) for _ in range(2))
    low[known], high[known] = np.nanquantile(drawn[:, known], [LOW, HIGH], axis=0)
    return low, high
