"""Is a whole table found to satisfy its contract, and one that does not refused, as dataframely's own way does?"""

import dataframely as dy
import polars as pl
import pytest

from counterfoil.tables.contract import completed, validated
from tables.contracts import CONTRACTS
from tables.test_rules import BROKEN


def assert_told_alike(rows: pl.DataFrame, name: str) -> None:
    """Hold both ways against each other: the table, or what is raised."""
    told, expected = (outcome(work, rows, name) for work in (validated, dataframely_validated))
    if isinstance(told, pl.DataFrame) and isinstance(expected, pl.DataFrame):
        assert told.schema == expected.schema
        assert told.equals(expected)
    else:
        assert told == expected


def outcome(work, rows: pl.DataFrame, name: str) -> object:  # type: ignore[no-untyped-def]
    try:
        return work(rows, CONTRACTS[name][0])
    except (dy.exc.ValidationError, dy.exc.SchemaError) as refusal:
        return type(refusal), str(refusal)


def dataframely_validated(rows: pl.DataFrame, contract: type[dy.Schema]) -> pl.DataFrame:
    return contract.validate(rows, cast=True)


@pytest.mark.parametrize("name", CONTRACTS)
def test_an_example_alone_and_where_it_stands_twice(name: str) -> None:
    contract, example = CONTRACTS[name]
    typed = contract.cast(completed(example, contract))
    assert_told_alike(typed, name)
    assert_told_alike(pl.concat([typed, typed]), name)  # a key that is used twice


def test_no_rows_and_other_columns() -> None:
    contract, example = CONTRACTS[name := "seller"]
    typed = contract.cast(completed(example, contract))
    assert_told_alike(typed.clear(), name)
    assert_told_alike(typed.select(reversed(typed.columns)), name)
    assert_told_alike(typed.with_columns(another=1), name)
    assert_told_alike(typed.drop(typed.columns[-1]), name)


@pytest.mark.parametrize(("name", "column", "value"), [row[:3] for row in BROKEN])
def test_a_broken_rule(name: str, column: str, value: object) -> None:
    contract, example = CONTRACTS[name]
    broken = example.drop(column, strict=False).with_columns(pl.Series(column, [value] * example.height, strict=False))
    kind = contract.cast(completed(example, contract)).schema[column]
    assert_told_alike(completed(broken.with_columns(pl.col(column).cast(kind, strict=False)), contract), name)
