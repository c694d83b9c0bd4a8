"""How many strikes has each party on a day, which step of a policy do they reach, and when do they count less?"""

import datetime as dt

import polars as pl

from counterfoil.enforcement.strikes.strike_days import FELL, of_parties, weight_of
from counterfoil.enforcement.strikes.strike_policy import HALVINGS, StrikePolicy, compiled


def counted(violations: pl.DataFrame, policy: StrikePolicy, *, day: dt.date) -> pl.DataFrame:
    """Return the strikes of each party on a day, the most first.

    Columns: party, accounts (their ids), violations (found until then), taken_back (of them, overturned by then),
    forgotten (older than the policy remembers), strikes (in thousandths), action (of the step that they reach, null
    for none), missing (thousandths up to the next step, null for none) and less_on (the next day on which one counts
    less or is forgotten).
    """
    numbers = compiled(policy)
    known = of_parties(violations).filter(pl.col("found_on") <= day)
    age = (pl.lit(day) - pl.col("found_on")).dt.total_days()
    taken_back = FELL & (pl.col("outcome_on") <= day)
    within = age < numbers.window
    halvings = age // numbers.half_life if numbers.half_life else pl.lit(0)
    weight = weight_of(numbers)
    strike = (
        pl.when(within & ~taken_back)
        .then(weight // (pl.lit(2) ** halvings.clip(0, HALVINGS)).cast(pl.Int64))
        .otherwise(0)
    )
    period = (
        pl.min_horizontal((halvings + 1) * numbers.half_life, numbers.window)
        if numbers.half_life
        else pl.lit(numbers.window)
    )
    less_on = pl.when(strike > 0).then(pl.col("found_on") + pl.duration(days=period))
    found = known.group_by("party").agg(
        pl.col("account_id").unique().sort().alias("accounts"),
        pl.len().alias("violations"),
        taken_back.sum().alias("taken_back"),
        (~within & ~taken_back).sum().alias("forgotten"),
        strike.sum().alias("strikes"),
        less_on.min().alias("less_on"),
    )
    return _with_steps(found, policy, numbers.at).sort("strikes", "party", descending=[True, False])


def _with_steps(found: pl.DataFrame, policy: StrikePolicy, at: list[int]) -> pl.DataFrame:
    action, missing = pl.lit(None, dtype=pl.String), pl.lit(None, dtype=pl.Int64)
    for step, least in zip(policy.used, at, strict=True):
        action = pl.when(pl.col("strikes") >= least).then(pl.lit(step.action)).otherwise(action)
    for least in reversed(at):
        missing = pl.when(pl.col("strikes") < least).then(least - pl.col("strikes")).otherwise(missing)
    return found.with_columns(action.alias("action"), missing.alias("missing"))
