"""The file of costs: what is read, what is refused, and that no bytes raise anything but a UserError."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.tracking.cost_file import Costs, read_costs

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_example_is_read_as_it_is_written() -> None:
    costs = read_costs((EXAMPLES / "costs.toml").read_bytes(), file="costs.toml")
    assert costs.currency == "USD"
    assert costs.rates["reviewer"] == Decimal("42.00")
    assert costs.minutes["sent of notice"] == Decimal(10)
    assert costs.fees["issued of order"] == Decimal("405.00")


def test_a_currency_alone_is_a_file_of_costs() -> None:
    assert read_costs(b'currency = "EUR"', file="c") == Costs(currency="EUR")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "This is no file of costs"),
        (b'currency = "XXQ"', "It names no currency."),
        (b'currency = "USD"\n[fee]\n', "This is no file of costs"),
        (b'currency = "USD"\n[rates]\nreviewer = -1\n', "rates.reviewer is not between 0 and 1,000,000."),
        (b'currency = "USD"\n[rates]\nreviewer = nan\n', "rates.reviewer is not between"),
        (b'currency = "USD"\n[minutes]\nsent = "soon"\n', "This is no file of costs"),
        (b"\xff", "This is no TOML"),
    ],
)
def test_what_is_no_cost_is_refused_with_its_cure(content: bytes, problem: str) -> None:
    with pytest.raises(UserError, match=problem.replace("(", r"\(")) as refused:
        read_costs(content, file="costs.toml")
    assert refused.value.cure


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    try:
        costs = read_costs(b'currency = "USD"\n' + content, file="costs.toml")
    except UserError:
        return
    assert all(one >= 0 for told in (costs.rates, costs.minutes, costs.fees) for one in told.values())
