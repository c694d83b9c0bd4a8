"""What would a policy decide on labelled offers, by the weights that did not see their labels?"""

import polars as pl

from counterfoil.evidence.combination import score_of
from counterfoil.evidence.policy import Policy, decide
from counterfoil.tables.decision import DECISIONS


def confusion(predicted: pl.DataFrame, policy: Policy, *, calibrated: bool) -> pl.DataFrame:
    """Return counts of labels: a row per `label`, a column per decision, mildest first.

    `predicted` has case, label, weight, ground and probability; a policy may ask for the probability only where the
    model is `calibrated` to give it.
    """
    probability = pl.col("probability") if calibrated else pl.lit(None, dtype=pl.Float64)
    no_reasons = pl.lit([], dtype=pl.List(pl.String))
    assessed = predicted.select(
        "right_id",
        "ground",
        "weight",
        subject_id="case",
        score=score_of(pl.col("weight")),
        probability=probability,
        reasons=no_reasons,
        party_reasons=no_reasons,
    )
    decided = decide(assessed, predicted.select(id="case"), policy, prior_score=0.0)
    judged = predicted.select("label", subject_id="case").join(decided, on="subject_id")
    counts = [(pl.col("decision") == decision).sum().alias(decision) for decision in DECISIONS]
    return judged.group_by("label").agg(counts).sort("label")
