"""Are few rows, which are looked at once with all rules together, sorted as many are, rule by rule?"""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.tables import contract as contracts
from counterfoil.tables.contract import Sorted, sort_rows
from tables.contracts import CONTRACTS
from tables.test_rules import BROKEN


def full_way(rows: pl.DataFrame, name: str) -> Sorted:
    """Sort rows rule by rule."""
    few, contracts.FEW = contracts.FEW, -1
    try:
        return sort_rows(rows, CONTRACTS[name][0], file="f")
    finally:
        contracts.FEW = few


def assert_sorted_alike(rows: pl.DataFrame, name: str) -> None:
    """Hold both ways against each other: rows, order, types."""
    told, expected = sort_rows(rows, CONTRACTS[name][0], file="f"), full_way(rows, name)
    for one, other in zip(told, expected, strict=True):
        assert one.schema == other.schema
        assert one.equals(other)


def lined(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(line=pl.int_range(2, rows.height + 2, dtype=pl.Int64))


@pytest.mark.parametrize("name", CONTRACTS)
def test_example_rows_are_kept_alike_alone_and_where_one_stands_twice(name: str) -> None:
    contract, example = CONTRACTS[name]
    typed = contract.cast(contracts.completed(example, contract))
    assert_sorted_alike(lined(typed), name)
    assert_sorted_alike(lined(pl.concat([typed, typed])), name)
    assert_sorted_alike(lined(typed.clear()), name)


@pytest.mark.parametrize(("name", "column", "value"), [row[:3] for row in BROKEN])
def test_each_broken_rule_is_told_alike(name: str, column: str, value: object) -> None:
    _, example = CONTRACTS[name]
    broken = example.drop(column, strict=False).with_columns(pl.Series(column, [value] * example.height, strict=False))
    assert_sorted_alike(lined(pl.concat([example, broken], how="diagonal_relaxed")), name)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(CONTRACTS)))
def test_rows_drawn_in_the_types_of_any_contract_are_sorted_alike(data: st.DataObject, name: str) -> None:
    contract, example = CONTRACTS[name]
    typed = contract.cast(contracts.completed(example, contract))
    columns = data.draw(st.lists(st.sampled_from(typed.columns), max_size=3, unique=True))
    height = data.draw(st.integers(1, 3))
    drawn = {
        column: data.draw(st.lists(values_of(typed.schema[column]), min_size=height, max_size=height))
        for column in columns
    }
    rows = pl.concat([typed[:1]] * height).with_columns(
        pl.Series(column, values, dtype=typed.schema[column], strict=False) for column, values in drawn.items()
    )
    assert_sorted_alike(lined(rows), name)


def values_of(kind: pl.DataType) -> st.SearchStrategy[object]:
    """Draw a value of a type, or none: most break some rule."""
    if isinstance(kind, pl.List):
        return st.none() | st.lists(values_of(kind.inner), max_size=2)  # type: ignore[arg-type]  # a type, by Polars
    if kind == pl.String:
        return st.none() | st.sampled_from(["", " ", "USD", "usd", "a\x00b", "1"]) | st.text(max_size=5)
    if kind.is_integer() or kind.is_float() or kind.is_decimal():
        return st.none() | st.integers(-2, 60)
    return st.none() | st.booleans() if kind == pl.Boolean else st.none()
