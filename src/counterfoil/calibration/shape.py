"""What may a refit change, and how far? A model of weights as arrays, and arrays as a model again.

Weights keep their side: a kind that speaks for a counterfeit never comes to speak against it, and the other way
round. No single kind may weigh more than its group's cap, and one that no label shows keeps its weight.
"""

import dataclasses
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.calibration.cases import CASE, Cases
from counterfoil.evidence.weights import Model

Numbers = npt.NDArray[np.float64]
THOUSANDTHS = 1000  # of a nat, in which models are written


class Shape(NamedTuple):
    """By kind: start, lower and upper weight; `of_group` (kinds x groups, 0 or 1); by group: least and most; nats."""

    start: Numbers
    lower: Numbers
    upper: Numbers
    of_group: Numbers
    least: Numbers
    most: Numbers
    prior: float


class Sample(NamedTuple):
    """Rows of a regression: `seen` (cases x kinds, 0 or 1), `infringes` (0 or 1) and `sample_weight`."""

    seen: Numbers
    infringes: Numbers
    sample_weight: Numbers


def shape_of(model: Model) -> Shape:
    """Return the bounds that a refit of the model keeps."""
    capped = model.kinds.join(model.groups, on="group", how="left", maintain_order="left")
    start, least, most = (capped[name].to_numpy() / THOUSANDTHS for name in ("weight", "least", "most"))
    inside = np.clip(start, least, most)
    return Shape(
        start=inside,
        lower=np.where(start < 0, least, 0.0),
        upper=np.where(start > 0, most, 0.0),
        of_group=(model.kinds["group"].to_numpy()[:, None] == model.groups["group"].to_numpy()[None, :]).astype(float),
        least=model.groups["least"].to_numpy() / THOUSANDTHS,
        most=model.groups["most"].to_numpy() / THOUSANDTHS,
        prior=model.prior / THOUSANDTHS,
    )


def sample_of(cases: Cases, model: Model) -> Sample:
    """Return the cases as arrays, kinds in the order of the model; kinds that it does not name are left out."""
    columns = model.kinds.select("kind").with_row_index("column")
    rows = cases.rows.select(CASE).with_row_index("row")
    places = cases.kinds.join(rows, on=CASE).join(columns, on="kind")
    seen = np.zeros((cases.rows.height, model.kinds.height))
    seen[places["row"].to_numpy(), places["column"].to_numpy()] = 1.0
    return Sample(seen, cases.rows["infringes"].to_numpy().astype(float), cases.rows["sample_weight"].to_numpy())


def refitted(model: Model, weights: Numbers, prior: float) -> Model:
    """Return the next version of the model with weights and prior given in nats, written in whole thousandths."""
    whole = pl.Series(np.rint(weights * THOUSANDTHS).astype(np.int64))
    kept = np.rint(shape_of(model).start * THOUSANDTHS) == whole.to_numpy()
    kinds = model.kinds.with_columns(weight=pl.when(pl.Series(kept)).then("weight").otherwise(whole))
    return dataclasses.replace(
        model, version=model.version + 1, prior=round(prior * THOUSANDTHS), kinds=kinds, calibration=()
    )
