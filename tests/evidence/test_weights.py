"""Does a model file say what weighs how much, and is every fault of one explained with its cure?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.evidence.weights import default_model, read_model
from counterfoil.screening.kinds import KINDS

MODEL = """
name = "mine"
version = 3
prior = -10
[groups]
price = { most = 5, least = -5 }
[kinds]
cheap = { weight = 3, group = "price" }
grey = { weight = -2, group = "price", ground = "grey market" }
"""


def test_a_model_is_read() -> None:
    model = read_model(MODEL.encode())
    assert (model.label, model.prior) == ("mine-3", -10)
    assert model.kinds.rows() == [("cheap", 3, "price", "counterfeit"), ("grey", -2, "price", "grey market")]
    assert model.groups.rows() == [("price", 5, -5)]


FAULTS = [
    ("name =", "nome =", "it lacks 'name'"),
    ("prior = -10", "", "it lacks 'prior'"),
    ("[groups]", "[group]", "it lacks 'groups'"),
    ("[kinds]", "[kind]", "it lacks 'kinds'"),
    ("weight = 3,", "", "it lacks 'weight'"),
    ("weight = 3,", "wieght = 3,", "cheap: wieght is none of weight, group, ground"),
    ("weight = 3,", "weight = 3.0,", "3.0 is no whole number"),
    ("weight = 3,", 'weight = "3",', "3 is no whole number"),
    ("weight = 3,", "weight = true,", "True is no whole number"),
    ("weight = 3,", "weight = 10_000_000_000,", "10000000000 is no whole number of at most 1000000000"),
    ("prior = -10", "prior = 0.5", "0.5 is no whole number"),
    ("version = 3", "version = 1.5", "1.5 is no whole number"),
    ("most = 5", "most = 5.7", "5.7 is no whole number"),
    ("most = 5", "most = -5", "price: its most must not be below zero, nor its least above it"),
    ("least = -5", "least = 5", "price: its most must not be below zero, nor its least above it"),
    ("most = 5, ", "", "it lacks 'most'"),
    ('3, group = "price"', '3, group = "prices"', "the groups prices have no caps"),
    ('"grey market"', '"gray market"', "grey: gray market is none of counterfeit, grey market, mark misuse"),
    ("[kinds]", "[[kinds]]", "this is no model of weights"),
    ("cheap = {", "cheap = [", "this is no model of weights"),
    ('cheap = { weight = 3, group = "price" }', "cheap = 3", "this is no model of weights"),
]


@pytest.mark.parametrize(("old", "new", "problem"), FAULTS)
def test_every_fault_is_explained(old: str, new: str, problem: str) -> None:
    assert old in MODEL
    with pytest.raises(UserError) as raised:
        read_model(MODEL.replace(old, new).encode(), file="my.toml")
    assert problem in raised.value.problem
    assert raised.value.cure.startswith("Compare it with src/counterfoil/evidence/models/")
    assert str(raised.value).startswith("my.toml: ")


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(UserError):
        read_model(data)


def test_the_default_model_weighs_just_the_kinds_of_screening() -> None:
    model = read_model(default_model())
    assert set(model.kinds["kind"]) == {kind.name for kind in KINDS}
    assert set(model.groups["group"]) == set(model.kinds["group"])
    assert model.calibration == ()
