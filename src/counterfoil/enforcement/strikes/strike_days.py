"""What would a policy have done, day by day, over a history of violations? Nothing here looks ahead of its day."""

import numpy as np
import polars as pl

from counterfoil.enforcement.strikes.strike_kernel import NO_STEP, Numbers, steps_taken
from counterfoil.enforcement.strikes.strike_policy import EVERY_OTHER, FOREVER, Compiled, StrikePolicy, compiled
from counterfoil.tables.violation import OVERTURNED

ORDER = ("party", "found_on", "id")
TAKEN = ("step", "strikes", "holding", "prevented")
FELL = (pl.col("outcome") == OVERTURNED).fill_null(False)


def replayed(violations: pl.DataFrame, policy: StrikePolicy) -> pl.DataFrame:
    """Return the violations (columns of Violation), sorted by party and day, with what the policy would have done.

    Added: `party`; `holds`, whether it stands with hindsight; `step`, the number of the step among `policy.used` that
    is taken on that day, null for none; `strikes` then and `holding` of them with hindsight, in thousandths;
    `prevented`, whether it was put up while the party would have been closed.
    """
    rows = of_parties(violations)
    taken = pl.DataFrame(_taken(rows, compiled(policy)), schema=dict.fromkeys(TAKEN, pl.Int64))
    step = pl.when(pl.col("step") != NO_STEP).then("step").alias("step")
    return rows.hstack(taken).with_columns(step, pl.col("prevented").cast(pl.Boolean))


def of_parties(violations: pl.DataFrame) -> pl.DataFrame:
    """Return the violations in the order in which they are counted, with `party` and `holds`.

    Where no party is known, the account stands for itself. What is known to be genuine does not hold, whatever was
    decided; else what was overturned does not.
    """
    party = pl.coalesce("party_id", "account_id").alias("party")
    holds = (~(FELL | pl.col("is_genuine").fill_null(False))).alias("holds")
    return violations.with_columns(party, holds).sort(ORDER)


def weight_of(policy: Compiled) -> pl.Expr:
    """Return what a violation weighs by its kind, in thousandths."""
    other = policy.weights.get(EVERY_OTHER, 0)
    return pl.col("kind").replace_strict(policy.weights, default=other, return_dtype=pl.Int64)


def _taken(rows: pl.DataFrame, policy: Compiled) -> Numbers:
    first = rows.select((pl.col("party") != pl.col("party").shift()).fill_null(True)).to_series()
    starts = np.append(np.flatnonzero(first.to_numpy()), rows.height).astype(np.int64)
    violations = rows.select(  # in the order of the kernel's columns
        _day("found_on"),
        _day("offered_on").fill_null(-FOREVER),
        weight_of(policy).alias("weight"),
        pl.when(FELL).then(_day("outcome_on")).fill_null(FOREVER).alias("fallen"),
        pl.col("holds").cast(pl.Int64),
    ).to_numpy()
    steps = np.array([policy.at, policy.closes], np.int64).T
    memory = (policy.window, policy.half_life, policy.warn_first)
    return steps_taken(starts, np.ascontiguousarray(violations), np.ascontiguousarray(steps), memory)


def _day(column: str) -> pl.Expr:
    return pl.col(column).to_physical().cast(pl.Int64)
