"""Which model ranks the day, and how risky is each shipment by it? A learned one, or without history the weights."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import polars.selectors as cs

from counterfoil.evidence.weights import Model
from counterfoil.run.targeting_history import History
from counterfoil.targeting.signs.features import features_of, in_words, is_told
from counterfoil.targeting.signs.risk import reasons_of, risk_by_weights, with_undated

if TYPE_CHECKING:
    from counterfoil.targeting.learning.risk_model import RiskModel

LEARNED_REASONS = 3


@dataclass(frozen=True)
class Ranking:
    """`risks`: shipment_id and risk. `learned` is None where the weights rank."""

    risks: pl.DataFrame
    weights: Model
    learned: "RiskModel | None"

    @property
    def model(self) -> str:
        return self.weights.label if self.learned is None else self.learned.name

    def reasons(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return shipment_id, reasons (sentences, the weightiest first) and kinds of signs, of the rows' shipments."""
        told = reasons_of(rows, self.weights)
        if self.learned is None:
            return told
        more = _learned_reasons(self.learned, features_of(rows))
        joined = told.join(more, on="shipment_id", how="left", maintain_order="left")
        both = pl.concat_list("reasons", pl.col("learned").fill_null([]))
        return joined.with_columns(reasons=both).drop("learned")


def ranked(rows: pl.DataFrame, open_ids: pl.DataFrame, history: History, *, weights: Model, seed: int) -> Ranking:
    """Return how the shipments `open_ids` (shipment_id) of the rows (`shipment_rows`) rank.

    The rows hold those that were examined before, too: a model learns from them where there are enough.
    """
    own = rows.join(open_ids, on="shipment_id", how="semi", maintain_order="left")
    model = _learned(rows, history, seed=seed)
    if model is None:
        return Ranking(risk_by_weights(own, weights).select("shipment_id", "risk"), weights, None)
    from counterfoil.targeting.learning.risk_model import risk_of

    asked = features_of(own)
    risks = asked.select("shipment_id").with_columns(risk_of(model, asked.drop("shipment_id")).alias("risk"))
    return Ranking(with_undated(risks, own, weights), weights, model)


def _learned(rows: pl.DataFrame, history: History, *, seed: int) -> "RiskModel | None":
    """Return what was learned of the examinations, None where they are too few."""
    learnt = history.learnt()
    if learnt.is_empty():
        return None
    from counterfoil.targeting.learning.risk_model import fit

    past = rows.join(learnt.select("shipment_id"), on="shipment_id", how="semi", maintain_order="left")
    return fit(features_of(past).join(learnt, on="shipment_id").drop("shipment_id"), seed=seed)


def _learned_reasons(model: "RiskModel", asked: pl.DataFrame) -> pl.DataFrame:
    """Return shipment_id and `learned`: what moved the model most, in words."""
    from counterfoil.targeting.learning.risk_model import why

    numbers = asked.select(cs.numeric()).with_row_index("row").unpivot(index="row", variable_name="feature")
    parts = (
        why(model, asked.drop("shipment_id"), most=asked.width)
        .join(numbers, on=["row", "feature"], how="left", maintain_order="left")
        .filter(is_told(pl.col("feature"), pl.col("value")))
        .group_by("row", maintain_order=True)
        .head(LEARNED_REASONS)
    )
    named = {feature: in_words(feature) for feature in parts["feature"].unique()}
    sentence = pl.format(
        "Learned from {} examinations: {} speaks for a find.",
        pl.lit(f"{model.labels:,}"),
        pl.col("feature").replace_strict(named, return_dtype=pl.String),
    )
    told = parts.with_columns(sentence=sentence).group_by("row", maintain_order=True).agg(learned="sentence")
    ids = asked.select("shipment_id").with_row_index("row")
    return ids.join(told, on="row", how="left", maintain_order="left").drop("row")
