"""Tables that a folder keeps from act to act, of a case or of an order: read whole or refused, written whole or not."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import dataframely as dy
import polars as pl

from counterfoil.errors import UserError
from counterfoil.run.outputs import whole, write_parquet
from counterfoil.tables.contract import completed, validated

Contracts = Mapping[str, type[dy.Schema]]


def read_kept_tables(
    folder: Path, contracts: Contracts, *, needed: tuple[str, ...], of: str
) -> dict[str, pl.DataFrame]:
    """Return all tables of a folder by their names; one that is not needed is empty where there is no file.

    `of` names what they are of: a case, an order. Raises UserError for one that is missing or damaged.
    """
    return {name: _read(folder / f"{name}.parquet", contracts[name], name in needed, of) for name in contracts}


def _read(path: Path, contract: type[dy.Schema], is_needed: bool, of: str) -> pl.DataFrame:
    if not path.exists() and not is_needed:
        return _no_rows(contract)
    try:
        return validated(pl.read_parquet(path), contract)
    except (OSError, pl.exceptions.PolarsError, dy.exc.ValidationError, dy.exc.SchemaError) as cause:
        cure = "Take the folder from a copy, or make it again."
        raise UserError(f"This table of the {of} is missing or damaged.", cure=cure, file=str(path)) from cause


@cache
def _no_rows(contract: type[dy.Schema]) -> pl.DataFrame:
    return contract.create_empty()  # which takes a millisecond, and a case has a dozen tables; no frame is ever changed


def write_kept_table(path: Path, table: pl.DataFrame, contract: type[dy.Schema]) -> None:
    """Write a table whole or not at all; columns that are missing are empty."""
    kept = validated(completed(table, contract), contract)
    with whole(path) as partial:
        write_parquet(partial, kept)
