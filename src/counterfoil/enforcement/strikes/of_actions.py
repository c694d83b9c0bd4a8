"""Which violations do enforcement actions stand for? One to each offer that was acted on and ground."""

import polars as pl

from counterfoil.enforcement.states.action_states import UNDONE
from counterfoil.enforcement.strikes.strike_policy import StrikePolicy
from counterfoil.tables.contract import completed
from counterfoil.tables.violation import OVERTURNED, Violation


def violations_of(actions: pl.DataFrame, parties: pl.DataFrame, policy: StrikePolicy) -> pl.DataFrame:
    """Return violations (columns of Violation) from actions (columns of Action) of the kinds that are strikes.

    An action counts from the day on which it was put in force; one that was undone is overturned from that day.
    `parties` (case_id, party_id) says whose case it is; without it the account stands for itself.
    """
    undone = pl.col("state") == UNDONE
    rows = (
        actions.filter(
            pl.col("kind").is_in(policy.strikes),
            pl.col("in_force_since").is_not_null(),
            pl.col("account_id").is_not_null(),
        )
        .sort(undone, "in_force_since", "id")  # one that stands, where there is one
        .unique(["account_id", "subject_kind", "subject_id", "ground"], keep="first", maintain_order=True)
        .join(parties.unique("case_id"), on="case_id", how="left")
        .select(
            "id",
            "party_id",
            "account_id",
            pl.col("subject_id").alias("offer_id"),
            pl.col("ground").alias("kind"),
            pl.min_horizontal("content_on", pl.col("in_force_since").dt.date()).alias("offered_on"),
            pl.col("in_force_since").dt.date().alias("found_on"),
            pl.col("kind").alias("answer"),
            pl.when(undone).then(pl.lit(OVERTURNED)).alias("outcome"),
            pl.when(undone).then(pl.col("ended_at").dt.date()).alias("outcome_on"),
        )
    )
    return Violation.validate(completed(rows, Violation), cast=True)
