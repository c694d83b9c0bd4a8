"""Had the strike policy been this one: whom would it have hit, when, what would it have prevented, who wrongly?

A party is hit when its accounts would have been closed, for a time or for good. It is hit wrongly when the strikes
that still hold with hindsight would not have reached the step. What happened after the platform itself closed a party
is not in a history: how much a milder policy would have let through cannot be seen in it, and is said.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.strikes.strike_days import replayed
from counterfoil.enforcement.strikes.strike_policy import FOREVER, THOUSANDTHS, StrikePolicy

CLOSING = ("suspend", "terminate")


class Replay(NamedTuple):
    """What one policy would have done.

    `rows`: see `replayed`. `hits`: a row to a step taken (day, party, account_id, action, until, strikes, holding, at,
    wrongly). `parties`: a row to a party hit (party, on, action, wrongly, actual_on, days_earlier). `prevented`: units
    and value of the violations prevented that hold, by currency.
    """

    policy: StrikePolicy
    rows: pl.DataFrame
    hits: pl.DataFrame
    parties: pl.DataFrame
    prevented: pl.DataFrame

    @property
    def held_prevented(self) -> int:
        """The violations prevented that hold with hindsight."""
        return self.rows.filter("prevented", "holds").height

    @property
    def unseen(self) -> int:
        """The parties that the platform closed and the policy would not have: what they would have done is unknown."""
        closed = _closed_by_platform(self.rows)
        return closed.join(self.parties, on="party", how="anti").height


def replay(violations: pl.DataFrame, policy: StrikePolicy) -> Replay:
    """Return what a policy would have done over a history (columns of Violation)."""
    rows = replayed(violations, policy)
    hits = _hits(rows, policy)
    prevented = (
        rows.filter("prevented", "holds")
        .group_by("currency")
        .agg(pl.col("units").sum(), pl.col("value").sum())
        .sort("currency")
    )
    return Replay(policy, rows, hits, _parties(hits, rows), prevented)


def _hits(rows: pl.DataFrame, policy: StrikePolicy) -> pl.DataFrame:
    """Return the steps taken, each with whether what holds of its strikes would not have reached it."""
    number = pl.col("step").cast(pl.Int64)
    steps = pl.DataFrame(
        {
            "step": range(len(policy.used)),
            "action": [step.action for step in policy.used],
            "closes": [step.closes_for for step in policy.used],
            "at": [int(step.at * THOUSANDTHS) for step in policy.used],
        },
        schema={"step": pl.Int64, "action": pl.String, "closes": pl.Int64, "at": pl.Int64},
    )
    ends = pl.when(pl.col("closes").is_between(1, FOREVER, closed="left")).then(
        pl.col("found_on") + pl.duration(days="closes")
    )
    return (
        rows.filter(pl.col("step").is_not_null())
        .with_columns(number)
        .join(steps, on="step")
        .select(
            pl.col("found_on").alias("day"),
            "party",
            "account_id",
            "action",
            ends.alias("until"),
            "strikes",
            "holding",
            "at",
            (pl.col("holding") < pl.col("at")).alias("wrongly"),
        )
        .sort("day", "party")
    )


def _parties(hits: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the parties that are closed: since when, how, whether ever wrongly, and how many days earlier."""
    first = (
        hits.filter(pl.col("action").is_in(CLOSING))
        .group_by("party")
        .agg(
            pl.col("day").first().alias("on"),
            pl.when((pl.col("action") == CLOSING[1]).any())
            .then(pl.lit(CLOSING[1]))
            .otherwise(pl.lit(CLOSING[0]))
            .alias("action"),
            pl.col("wrongly").any(),
        )
    )
    earlier = (pl.col("actual_on") - pl.col("on")).dt.total_days().alias("days_earlier")
    return first.join(_closed_by_platform(rows), on="party", how="left").with_columns(earlier).sort("on", "party")


def _closed_by_platform(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the parties that the platform itself closed (party, actual_on, the first time)."""
    closed = rows.filter(pl.col("answer").is_in(CLOSING))
    return closed.group_by("party").agg(pl.col("found_on").min().alias("actual_on"))
