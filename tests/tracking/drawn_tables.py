"""Small tables of any contract: what a test does not say is as in the contract's example."""

import importlib
from typing import Any

import polars as pl

from counterfoil.tables.table_names import CONTRACTS


def drawn(name: str, *rows: dict[str, Any], source: str = "") -> pl.LazyFrame:
    """Return a gathered table with a row for each dict; `source` and `row` as `gathered` gives them."""
    contract, example = CONTRACTS[name], importlib.import_module(f"counterfoil.tables.{name}").EXAMPLE
    types = contract.create_empty().schema
    default = dict.fromkeys(types) | example.row(0, named=True)
    table = (
        pl.DataFrame([default | row for row in rows], schema=types, strict=False) if rows else contract.create_empty()
    )
    return table.with_columns(
        pl.lit(source or f"{name}.parquet").alias("source"), pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row")
    ).lazy()
