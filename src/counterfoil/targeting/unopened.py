"""Does what was skipped differ from what was opened, and what do the results still say of the day?

Compared within each day and facility, among the drawn and the mandatory apart: how often is a skipped shipment riskier
than an opened one? The test is van Elteren's, of ranks within strata, with ties (P. van Elteren, "On the combination
of independent two-sample tests of Wilcoxon", Bulletin of the International Statistical Institute 37 (1960), 351-361).
What was not opened has no result, and no correction makes one: the bounds say how far the share of counterfeit ones
could be off (C. F. Manski, "Nonparametric bounds on treatment effects", American Economic Review 80 (1990), 319-323).
"""

from typing import NamedTuple

import polars as pl
from scipy.stats import norm

from counterfoil.tables.audited_selection import OPENED
from counterfoil.tables.examination import COUNTERFEIT

STRATA = ["selected_for", "facility", "how"]
FEWEST = 5  # skipped, and opened, in strata that have both: with fewer the ranks tell nothing
SURE = 0.05  # two-sided
_DECIDED = ("counterfeit", "other finding", "nothing found")


class Skew(NamedTuple):
    """`riskier`: share of the pairs of a skipped and an opened one in which the skipped is riskier (ties a half);
    `p_value` that a difference as large comes by chance. Both are empty where there are too few to compare."""

    opened: int
    skipped: int
    riskier: float | None
    p_value: float | None

    @property
    def is_told(self) -> bool:
        """Return whether the skipped differ from the opened by more than chance would have it."""
        return self.p_value is not None and self.p_value < SURE


class Reach(NamedTuple):
    """`share`: of all shipments for which the selected stand, those for which an opened one with a result stands;
    `lowest` and `highest`: the share of counterfeit ones if all others of the selected are none, or all are."""

    share: float
    lowest: float
    highest: float


def skew(selected: pl.DataFrame) -> Skew:
    """Return how the risk of what was skipped differs from that of what was opened (contract AuditedSelection)."""
    rows = selected.with_columns(is_skipped=~pl.col("outcome").is_in(OPENED))
    counts = int((~rows["is_skipped"]).sum()), int(rows["is_skipped"].sum())
    strata = _strata(rows)
    both = strata.filter((pl.col("m") > 0) & (pl.col("n") > 0))
    if both.is_empty() or min(both["m"].sum(), both["n"].sum()) < FEWEST:
        return Skew(*counts, None, None)
    pairs = both.select(wins=pl.col("u").sum(), pairs=(pl.col("m") * pl.col("n")).sum()).row(0)
    moved, spread = both.select(
        (pl.col("weight") * (pl.col("u") - pl.col("m") * pl.col("n") / 2)).sum().alias("moved"),
        (pl.col("weight") ** 2 * pl.col("variance")).sum().sqrt().alias("spread"),
    ).row(0)
    p_value = 1.0 if spread == 0 else float(2 * norm.sf(abs(moved) / spread))
    return Skew(*counts, pairs[0] / pairs[1], p_value)


def _strata(rows: pl.DataFrame) -> pl.DataFrame:
    """Return for each stratum m skipped, n opened, Mann and Whitney's u of the skipped, its variance, its weight."""
    total, m = pl.len().cast(pl.Float64), pl.col("is_skipped").sum().cast(pl.Float64)
    ranked = rows.with_columns(
        rank=pl.col("risk").rank("average").over(STRATA), ties=pl.len().over([*STRATA, "risk"]).cast(pl.Float64)
    )
    sums = ranked.group_by(STRATA, maintain_order=True).agg(
        m=m,
        n=total - m,
        u=pl.col("rank").filter("is_skipped").sum() - m * (m + 1) / 2,
        tied=(pl.col("ties") ** 2 - 1).sum(),  # of each member of a tie of t: t^2 - 1, together t^3 - t
        total=total,
    )
    spread = (pl.col("total") + 1) - pl.col("tied") / (pl.col("total") * (pl.col("total") - 1))
    return sums.with_columns(variance=pl.col("m") * pl.col("n") / 12 * spread, weight=1 / (pl.col("total") + 1))


def reach(selected: pl.DataFrame) -> Reach:
    """Return how much of the day the results stand for, each selected shipment weighted by 1 / probability."""
    weight = 1 / pl.col("probability")
    is_known = pl.col("result").is_in(_DECIDED).fill_null(value=False)
    found = (pl.col("result") == COUNTERFEIT).fill_null(value=False)
    share, lowest, highest = selected.select(
        ((weight * is_known).sum() / weight.sum()).alias("share"),
        ((weight * found).sum() / weight.sum()).alias("lowest"),
        ((weight * (found | ~is_known)).sum() / weight.sum()).alias("highest"),
    ).row(0)
    return Reach(share, lowest, highest)
