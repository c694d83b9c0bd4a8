"""How risky is each shipment by the weights, and why?"""

from functools import cache

import polars as pl

from counterfoil.evidence.combination import assess, score_of, weigh
from counterfoil.evidence.observation import observe
from counterfoil.evidence.sums import weight_of_each
from counterfoil.evidence.weights import Model, read_model, shipped_model
from counterfoil.targeting.signs.kinds import KINDS

FINDINGS_OF = "shipment"


@cache
def default_weights() -> Model:
    """Return the weights that are used when the user names none."""
    return read_model(shipped_model("targeting-1"))


def risk_by_weights(rows: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Return for each shipment of the rows (`shipment_rows`) shipment_id, `weight` and `risk`, in their order.

    The risk is a score in [0, 1], rounded to six decimals, and no probability: its weights are set by judgement.
    """
    summed = weight_of_each(rows, KINDS, model)
    return summed.select("weight", shipment_id="subject_id", risk=score_of(pl.col("weight")))


def reasons_of(rows: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Return for each shipment of the rows with a sign its findings: shipment_id, reasons and kinds, those that speak
    for a counterfeit first, the weightiest first."""
    findings = weigh(observe(rows, KINDS, subject_kind=FINDINGS_OF), model)
    uses = rows.select("subject_id").unique(maintain_order=True)
    pairs = uses.with_columns(right_id=pl.lit(None, dtype=pl.String))
    assessed = assess(findings, pairs, model, engine_version="", inputs_digest="")
    kinds = (
        findings.sort("weight", "kind", descending=[True, False])
        .group_by("subject_id", maintain_order=True)
        .agg(kinds="kind")
    )
    told = assessed.select("subject_id", "reasons").join(kinds, on="subject_id", how="left")
    return told.rename({"subject_id": "shipment_id"})
