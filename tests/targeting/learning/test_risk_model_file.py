"""How is a risk model kept? The same bytes for the same model, and no bytes raise anything but a UserError."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal, assert_series_equal
from tests.targeting.learning.examinations_drawn import drawn

from counterfoil.errors import UserError
from counterfoil.targeting.learning.examined import in_order
from counterfoil.targeting.learning.model_file import read_risk_model, to_bytes
from counterfoil.targeting.learning.risk_model import RiskModel, by_regression, by_trees, risk_of, why

ROWS = in_order(drawn(700, parties=200))
MODELS = {"regression": by_regression(ROWS), "trees": by_trees(ROWS, seed=1)}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(params=list(MODELS))
def model(request: pytest.FixtureRequest) -> RiskModel:
    return MODELS[request.param]


def test_what_was_written_is_read(model: RiskModel) -> None:
    data = to_bytes(model)
    read = read_risk_model(data, file="model.json")
    assert read == model
    assert to_bytes(read) == data
    asked = drawn(50, seed=4, parties=300)
    assert_series_equal(risk_of(read, asked), risk_of(model, asked))
    assert_frame_equal(why(read, asked), why(model, asked))


def test_the_same_examinations_give_the_same_bytes() -> None:
    assert to_bytes(by_trees(ROWS, seed=1)) == to_bytes(MODELS["trees"])
    assert to_bytes(by_trees(ROWS, seed=2)) != to_bytes(MODELS["trees"])


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"name": "other"},
        {"base": None},
        {"people": {"added": [0.0], "share": [0.5]}},
        {"pasts": {"past finds of nobody": {"column": "nobody", "variance": 1.0, "effects": {}}}},
        {"columns": {"categories": {}, "numbers": []}},
        {"trees": [["tree"]], "regression": None, "name": "lightgbm-1"},
        {"trees": [], "regression": None, "name": "lightgbm-1"},
    ],
)
def test_a_changed_model_is_refused(changed: dict[str, Any]) -> None:
    fields = json.loads(to_bytes(MODELS["regression"])) | changed
    with pytest.raises(UserError, match=r"model\.json: This is no risk model"):
        read_risk_model(json.dumps(fields).encode(), file="model.json")


@given(st.binary(max_size=40) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(UserError):
        read_risk_model(data, file="model.json")


@given(st.sampled_from(sorted(json.loads(to_bytes(MODELS["regression"])))), JSON)
def test_any_changed_field_is_read_or_refused(field: str, value: object) -> None:
    fields = json.loads(to_bytes(MODELS["regression"])) | {field: value}
    try:
        risks = risk_of(read_risk_model(json.dumps(fields).encode(), file="model.json"), ROWS)
    except UserError:  # of the file, or of a past that is no longer in it
        return
    assert risks.is_between(0.0, 1.0).all()
