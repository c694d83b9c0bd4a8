"""Read a text table under our own column names as any contract: the types of its columns say how text becomes values.

For tables whose columns nobody else has a word for; those with a reader of their own know what others call them.
"""

from collections.abc import Callable
from typing import Any, BinaryIO

import dataframely as dy
import polars as pl

from counterfoil.codes import money
from counterfoil.intake.convert import Conversion, day, flag, number, time, values, whole_number
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.whole import Given, Kind, read_whole
from counterfoil.tables.contract import Sorted


def read_as(
    stream: BinaryIO,
    contract: type[dy.Schema],
    *,
    file: str,
    mapping: Mapping | None = None,
    encoding: str | None = None,
) -> Sorted:
    """Return the rows as the contract wants them, with `line`, and rejects.

    Raises UserError where the file cannot be read, lacks a column that must be filled, or no row of it was kept.
    """
    return read_whole(Given(stream, file, mapping, encoding), kind_of(contract))


def kind_of(contract: type[dy.Schema]) -> Kind:
    """Return how a text table of a contract is read."""
    lists = [name for name, column in contract.columns().items() if isinstance(column, dy.List) and not column.nullable]

    def with_lists(rows: pl.DataFrame) -> pl.DataFrame:
        """An empty field of a list that must be there is an empty list."""
        own = [pl.col(name) if name in rows.columns else pl.lit(None, pl.String).alias(name) for name in lists]
        return rows.with_columns(one.fill_null("") for one in own)

    return Kind(contract, required_of(contract), conversions_of(contract), prepare=with_lists, may_be_empty=True)


def required_of(contract: type[dy.Schema]) -> tuple[str, ...]:
    """Return the columns that every row of a contract must fill; a list may be empty."""
    columns: dict[str, Any] = contract.columns()
    return tuple(name for name, column in columns.items() if not column.nullable and not isinstance(column, dy.List))


def conversions_of(contract: type[dy.Schema]) -> list[Conversion]:
    """Return how text becomes the values of a contract, for all its columns that are no text."""
    made = [_conversion(name, column) for name, column in contract.columns().items()]
    return [one for one in made if one is not None]


def _conversion(name: str, column: Any) -> Conversion | None:
    by_type: dict[type, Callable[[str], Conversion]] = {
        dy.Datetime: time,
        dy.Date: day,
        dy.Int64: whole_number,
        dy.UInt32: whole_number,
        dy.Float64: number,
        dy.Bool: flag,
        dy.List: values,
    }
    if isinstance(column, dy.Decimal):
        return Conversion(name, money.amount(pl.col(name)), "an amount")
    read = by_type.get(type(column))
    return None if read is None else read(name)
