"""Read from the folder of a finished screening what a policy needs to decide again, and nothing more."""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.evidence.policy import Policy
from counterfoil.evidence.policy_backtest import CONDITION_COLUMNS, Past
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import Model, read_model
from counterfoil.run.finished import run_record
from counterfoil.run.inputs import opened
from counterfoil.run.record import FOLDER, MODEL, POLICY

AUTHORISED = "authorised_seller"  # the kind of finding that says the owner authorised the seller


class Settings(NamedTuple):
    """The policy that decided a finished screening, and the model that weighed it."""

    policy: Policy
    model: Model


def past_in(folder: Path) -> Past:
    """Return the tables of a finished screening. Raises UserError where there is none, or one was damaged."""
    run_record(folder)
    return Past(
        assessments=_columns(folder, "assessments", CONDITION_COLUMNS),
        decisions=_columns(folder, "decisions", ("subject_id", "right_id", "decision", "rule")),
        offers=_columns(folder, "offers", ("id", "external_seller_id")),
        authorised=_columns(folder, "findings", ("subject_id", "right_id"), pl.col("kind") == AUTHORISED),
    )


def settings_in(folder: Path) -> Settings:
    """Return the policy and the model that a finished screening kept. Raises UserError as `past_in`."""
    run_record(folder)
    policy, model = folder / FOLDER / POLICY, folder / FOLDER / MODEL
    return Settings(read_policy(_bytes(policy), file=str(policy)), read_model(_bytes(model), file=str(model)))


def policy_in(path: Path) -> Policy:
    """Return the policy in a file. Raises UserError that names every fault."""
    return read_policy(_bytes(path), file=path.name)


def _bytes(path: Path) -> bytes:
    with opened(path) as stream:
        return stream.read()


def _columns(folder: Path, name: str, columns: tuple[str, ...], wanted: pl.Expr | None = None) -> pl.DataFrame:
    path = folder / f"{name}.parquet"
    try:
        rows = pl.scan_parquet(path)
        return (rows if wanted is None else rows.filter(wanted)).select(columns).collect()
    except (OSError, pl.exceptions.PolarsError) as cause:
        raise UserError("This file is missing or damaged.", cure="Screen again.", file=str(path)) from cause
