"""How is a risk model kept? As JSON that a person can read; trees in LightGBM's own text form. Nothing in it is run."""

import json
import math
from typing import Any

from counterfoil.errors import UserError
from counterfoil.targeting.learning.columns import Columns
from counterfoil.targeting.learning.past import Past
from counterfoil.targeting.learning.people import Spread
from counterfoil.targeting.learning.regression import QUANTILES, Regression
from counterfoil.targeting.learning.risk_model import REGRESSION, TREES, RiskModel
from counterfoil.targeting.learning.trees import are_trees

FORMAT = 1
LARGEST = 200_000_000  # bytes


def to_bytes(model: RiskModel) -> bytes:
    """Return the model's file, the same bytes for the same model; `read_risk_model` gives the model back.

    It holds the values of the categories it learned from, those of parties among them: keep it as you keep the
    examinations.
    """
    fields = {
        **model._asdict(),
        "columns": model.columns._asdict(),
        "pasts": {name: past._asdict() for name, past in model.pasts.items()},
        "people": model.people._asdict(),
        "regression": model.regression._asdict() if model.regression else None,
        "trees": [text.split("\n") for text in model.trees],
    }
    return (json.dumps({"format": FORMAT, **fields}, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def read_risk_model(data: bytes, *, file: str) -> RiskModel:
    """Return the model that the bytes of `file` hold. Raises UserError where they hold none."""
    try:
        if len(data) > LARGEST:
            raise ValueError
        model = _model(json.loads(data))
        _refuse_unsound(model)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise UserError(
            "This is no risk model, or it was changed.", cure="Learn it anew from the examinations.", file=file
        ) from fault
    return model


def _model(fields: dict[str, Any]) -> RiskModel:
    if fields["format"] != FORMAT:
        raise ValueError
    columns, people, regression = fields["columns"], fields["people"], fields["regression"]
    return RiskModel(
        name=str(fields["name"]),
        labels=int(fields["labels"]),
        finds=int(fields["finds"]),
        calibrated=bool(fields["calibrated"]),
        columns=Columns(
            {str(name): tuple(map(str, values)) for name, values in columns["categories"].items()},
            tuple(map(str, columns["numbers"])),
        ),
        pasts={str(name): _past(past) for name, past in fields["pasts"].items()},
        base=_finite(fields["base"]),
        people=Spread(_numbers(people["added"]), _numbers(people["share"])),
        regression=None if regression is None else _regression(regression),
        trees=tuple("\n".join(lines) for lines in fields["trees"]),
    )


def _refuse_unsound(model: RiskModel) -> None:
    """Raise ValueError where the parts do not fit each other, so that asking the model raises nothing."""
    if (model.name, model.regression is None) not in ((REGRESSION, False), (TREES, True)):
        raise ValueError
    if len(model.people.added) != len(model.people.share) or not math.isclose(sum(model.people.share), 1.0):
        raise ValueError
    if not set(model.pasts) <= set(model.columns.numbers):
        raise ValueError
    if model.regression is None:
        if not are_trees(model.trees, columns=len(model.columns.names)):
            raise ValueError
        return
    told, effects = model.regression, model.regression.effects
    if {name: len(values) for name, values in model.columns.categories.items()} != {
        name: len(values) for name, values in effects.items()
    }:
        raise ValueError
    if not set(told.knots) == set(told.slopes) == set(model.columns.numbers):
        raise ValueError
    if any(len(knots) not in (0, len(QUANTILES)) or list(knots) != sorted(knots) for knots in told.knots.values()):
        raise ValueError


def _past(fields: dict[str, Any]) -> Past:
    effects = {str(party): _finite(effect) for party, effect in fields["effects"].items()}
    return Past(str(fields["column"]), _finite(fields["variance"]), effects)


def _regression(fields: dict[str, Any]) -> Regression:
    return Regression(
        {str(name): _numbers(effects) for name, effects in fields["effects"].items()},
        {str(name): _numbers(knots) for name, knots in fields["knots"].items()},
        {str(name): _finite(slope) for name, slope in fields["slopes"].items()},
    )


def _numbers(values: list[Any]) -> tuple[float, ...]:
    return tuple(map(_finite, values))


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError
    return number
