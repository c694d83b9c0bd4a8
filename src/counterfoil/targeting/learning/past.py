"""What is known of a party from its own past? What was found above what was to be expected, as of the day before.

Parties are many and each was examined seldom: as categories of trees they are learned by heart. So each is told by one
number, the effect that its earlier examinations give it (one step of Newton's method toward a normal effect); of a row
that is learned from as of the days before its own, which keeps its own result out of it (“ordered” statistics: L.
Prokhorenkova et al., "CatBoost: unbiased boosting with categorical features", NeurIPS 31 (2018)). How far parties
differ at all is estimated from pairs of examinations of one party; where they do not, their past says nothing.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.targeting.learning.columns import Numbers

ROWS_OF_A_PARTY = 5  # with fewer examinations to a value on average, a category is one of parties


class Past(NamedTuple):
    """Of which column, how far its parties differ (variance of their effects), and the effect of each."""

    column: str
    variance: float
    effects: dict[str, float]


class Surplus(NamedTuple):
    """Of each row what was found above what was to be expected, and how much that says; NaN where nothing."""

    above: Numbers
    information: Numbers


def is_of_parties(column: pl.Series) -> bool:
    """Return whether the category has so many values that each was examined seldom."""
    known = column.drop_nulls()
    return known.len() < ROWS_OF_A_PARTY * known.n_unique()


def past_of(parties: pl.Series, day: pl.Series, surplus: Surplus) -> tuple[Past, Numbers]:
    """Return what all rows teach of each party, and of each row what its party's earlier days did; NaN where none."""
    told = {"party": parties.cast(pl.String), "day": day, "above": surplus.above, "information": surplus.information}
    rows = pl.DataFrame(told, nan_to_null=True)
    known = rows.drop_nulls()
    sums = known.group_by("party").agg(pl.sum("above", "information")).sort("party")
    variance = _variance(known)
    effects = dict(zip(sums["party"], _effects(sums, variance).tolist(), strict=True))
    return Past(parties.name, variance, effects), _effects(_before(rows, known), variance)


def effects_of(parties: pl.Series, past: Past) -> Numbers:
    """Return the effect of each row's party; NaN of one that was never examined."""
    known = pl.DataFrame(
        {"party": list(past.effects), "effect": list(past.effects.values())},
        schema={"party": pl.String, "effect": pl.Float64},
    )
    asked = pl.DataFrame({"party": parties.cast(pl.String)})
    return asked.join(known, on="party", how="left", maintain_order="left")["effect"].to_numpy()


def _variance(known: pl.DataFrame) -> float:
    """Return the variance of the parties' effects by moments: from the products of two rows' surpluses."""
    sums = known.group_by("party").agg(
        pairs=pl.sum("above") ** 2 - (pl.col("above") ** 2).sum(),
        information=pl.sum("information") ** 2 - (pl.col("information") ** 2).sum(),
    )
    pairs, information = sums.sort("party").select(pl.sum("pairs", "information")).row(0)
    return max(0.0, pairs / information) if information > 0 else 0.0


def _before(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of each row's party over the days before the row's own; null where there is none."""
    days = known.group_by("party", "day").agg(pl.sum("above", "information"))
    sums = pl.col("above", "information").cum_sum().over("party", order_by="day")
    before = days.sort("party", "day").with_columns(sums).with_columns(pl.col("day") + pl.duration(days=1))
    asked = rows.select("party", "day").with_row_index("row")
    told = asked.drop_nulls().sort("day").join_asof(before.sort("day"), on="day", by="party", check_sortedness=False)
    return asked.select("row").join(told, on="row", how="left", maintain_order="left")


def _effects(sums: pl.DataFrame, variance: float) -> Numbers:
    shrunk = pl.col("above") * variance / (1 + pl.col("information") * variance)
    return sums.select(shrunk).to_series().to_numpy()
