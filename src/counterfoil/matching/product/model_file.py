"""How is a model of the same product kept? As JSON that a person can read; trees in LightGBM's own text form."""

import json
import math
from typing import Any

from counterfoil.errors import UserError
from counterfoil.matching.product.model import Measure, ProductModel

FORMAT = 1
LARGEST = 200_000_000  # bytes
_NUMBERS = ("identical", "similar", "base")


def write_model(model: ProductModel) -> bytes:
    """Return the model's file; `read_model` gives the same model back."""
    fields = {**model._asdict(), "measures": [one._asdict() for one in model.measures]}
    trees = [text.split("\n") for text in model.trees]
    return (json.dumps({"format": FORMAT, **fields, "trees": trees}, ensure_ascii=False, indent=1) + "\n").encode()


def read_model(data: bytes) -> ProductModel:
    """Return the model that a file holds. Raises UserError where it is none."""
    try:
        if len(data) > LARGEST:
            raise ValueError
        return _model(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise UserError(
            "This is no model of the same product.", cure="Give a file that `counterfoil match --labels` wrote."
        ) from fault


def _model(fields: dict[str, Any]) -> ProductModel:
    if fields.pop("format") != FORMAT:
        raise ValueError
    numbers = {name: float(fields[name]) for name in _NUMBERS}
    if not (0 < numbers["similar"] <= numbers["identical"] < 1 and math.isfinite(numbers["base"])):
        raise ValueError
    measures = [Measure(str(one["name"]), float(one["weight"]), float(one["centre"])) for one in fields["measures"]]
    if not all(math.isfinite(one.weight) and math.isfinite(one.centre) for one in measures):
        raise ValueError
    return ProductModel(
        name=str(fields["name"]),
        **numbers,
        measures=tuple(measures),
        columns=tuple(map(str, fields["columns"])),
        trees=tuple("\n".join(lines) for lines in fields["trees"]),
    )
