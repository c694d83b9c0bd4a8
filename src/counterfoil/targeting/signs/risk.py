"""How risky is each shipment by the weights, and why?"""

from functools import cache

import polars as pl

from counterfoil.evidence.combination import assess, score_of, weigh
from counterfoil.evidence.observation import observe
from counterfoil.evidence.sums import weight_of_each
from counterfoil.evidence.weights import Model, read_model, shipped_model
from counterfoil.targeting.signs.kinds import KINDS

FINDINGS_OF = "shipment"
# Told by files of today that do not say since when: of a shipment of the past they know what was found in it.
UNDATED = (
    "identical_offending_goods",
    "goods_to_examine",
    "seller_of_a_terminated_operator",
    "consignor_listed",
    "consignor_perhaps_listed",
)


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


def with_undated(risks: pl.DataFrame, rows: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Return shipment_id and risk, raised by the weights of the UNDATED signs, of which no model can learn.

    `risks` are those of a learned model. The weights add to its log-odds; a risk of 0 or 1 stays.
    """
    kinds = [kind for kind in KINDS if kind.name in UNDATED]
    seen = weight_of_each(rows, kinds, model).select(shipment_id="subject_id", more=pl.col("weight") - model.prior)
    odds = pl.col("risk") * (pl.col("more") / 1000).exp()
    joined = risks.join(seen, on="shipment_id", how="left", maintain_order="left")
    raised = pl.when(pl.col("more").fill_null(0) == 0).then("risk").otherwise(odds / (odds + 1 - pl.col("risk")))
    return joined.select("shipment_id", risk=raised)


def reasons_of(rows: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Return for each shipment of the rows shipment_id, reasons and kinds of signs that speak for a counterfeit, the
    weightiest first. What speaks against it is left out: who reads it at the dock looks less closely."""
    findings = weigh(observe(rows, KINDS, subject_kind=FINDINGS_OF), model).filter(pl.col("weight") > 0)
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
