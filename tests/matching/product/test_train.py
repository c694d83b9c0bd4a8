"""Do labels make a model, of the kind that their number allows, and is it read back as it was written?"""

import sys
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.matching.product.tables import goods

from counterfoil.errors import UserError
from counterfoil.matching.product import train as train_file
from counterfoil.matching.product.compare import IDENTICAL, product_matches
from counterfoil.matching.product.model import default_model
from counterfoil.matching.product.model_file import read_model, write_model
from counterfoil.matching.product.thresholds import thresholds
from counterfoil.matching.product.train import train

NOUNS = ("lamp", "drill", "kettle", "chair", "radio", "scale", "torch", "clock", "mixer", "stapler")
MAKERS = ("Torkel", "Halvorsen", "Marulla", "Benderby")
OURS = goods(
    *(
        {"title": f"{maker} {noun} {maker[:2]}{number}0{number}"}
        for maker in MAKERS
        for number, noun in enumerate(NOUNS)
    )
)
THEIRS = goods(
    *(
        {"title": f"{noun} by {maker}, {maker[:2]}-{number}0{number}"}
        for maker in MAKERS
        for number, noun in enumerate(NOUNS)
    )
)
LABELS = pl.DataFrame(
    [(str(one), str(other), one == other) for one in range(40) for other in range(40) if (one - other) % 10 in (0, 1)],
    schema=["goods_id", "item_id", "same_product"],
    orient="row",
)


def test_few_labels_make_a_regression_that_can_be_read() -> None:
    model = train(OURS, THEIRS, LABELS)
    assert model.name == "regression"
    assert not model.trees
    assert 0 < model.similar <= model.identical < 1
    found = product_matches(OURS, THEIRS, model).filter(pl.col("product_grade") == IDENTICAL)
    assert (found["goods_id"] == found["item_id"]).all()
    assert found.height >= 38


def test_many_labels_make_trees_and_the_same_ones_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_file, "FEWEST_FOR_TREES", 100)
    monkeypatch.setattr(train_file, "ROUNDS", 5)
    model = train(OURS, THEIRS, LABELS, held_out=LABELS[:100])
    assert model.name == "boosting"
    assert len(model.trees) == train_file.MODELS
    assert train(OURS, THEIRS, LABELS, held_out=LABELS[:100]) == model
    back = read_model(write_model(model))
    assert product_matches(OURS, THEIRS, back).equals(product_matches(OURS, THEIRS, model))


def test_labels_of_one_kind_are_refused() -> None:
    with pytest.raises(UserError, match="one kind"):
        train(OURS, THEIRS, LABELS.filter("same_product"))


def test_labels_of_unknown_ids_are_left_out() -> None:
    stray = pl.DataFrame({"goods_id": ["no"], "item_id": ["0"], "same_product": [True]})
    assert train(OURS, THEIRS, pl.concat([LABELS, stray])) == train(OURS, THEIRS, LABELS)


def test_a_model_is_read_back_as_it_was_written() -> None:
    assert read_model(write_model(default_model())) == default_model()


@given(st.binary(max_size=80) | st.sampled_from([b"{}", b"[]", b'{"format": 2}', b'{"format": 1}', b"[" * 100_000]))
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="no model"):
        read_model(data)


def test_the_threshold_is_where_f1_is_highest() -> None:
    log_odds, same = np.array([3.0, 2.0, 1.0, -1.0, -2.0]), np.array([1.0, 1.0, 0.0, 0.0, 0.0])
    identical, similar = thresholds(log_odds, same)
    assert identical == pytest.approx(1 / (1 + np.exp(-1.5)))
    assert similar <= identical


@pytest.mark.parametrize("fewest", [100, 10_000])
def test_a_gtin_speaks_in_a_model_whose_labels_had_none(monkeypatch: pytest.MonkeyPatch, fewest: int) -> None:
    monkeypatch.setattr(train_file, "FEWEST_FOR_TREES", fewest)
    monkeypatch.setattr(train_file, "ROUNDS", 5)
    model = train(OURS, THEIRS, LABELS, held_out=LABELS)
    same = {"gtin": "4006381333931"}
    asked = goods({"title": "Benderby mixer", **same}), goods({"title": "appliance", **same}, {"title": "appliance"})
    assert product_matches(*asked, model).select("item_id", "product_grade").rows() == [("0", IDENTICAL)]


@pytest.mark.parametrize(
    "changed", [{"identical": float("nan")}, {"similar": 0.9}, {"base": float("inf")}, {"identical": 1.0}]
)
def test_a_model_of_impossible_numbers_is_refused(changed: dict[str, float]) -> None:
    with pytest.raises(UserError, match="no model"):
        read_model(write_model(default_model()._replace(**changed)))


@pytest.mark.parametrize(
    ("changed", "problem"),
    [({"trees": ("no trees",)}, "cannot be read"), ({"columns": ("beauty",), "trees": ("x",)}, "beauty")],
)
def test_a_model_that_cannot_be_used_says_so(changed: dict[str, Any], problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        product_matches(OURS, THEIRS, default_model()._replace(**changed))


def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(UserError, match=r"counterfoil\[matching\]"):
        train(OURS, THEIRS, LABELS)
