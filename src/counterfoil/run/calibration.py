"""Calibrate the model of a finished screening: its folder and labels in, the next version of the model out."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from counterfoil.calibration.calibrate import Calibration, Screening, calibrate
from counterfoil.calibration.model_file import model_file
from counterfoil.errors import UserError
from counterfoil.evidence.policy import default_policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.intake.labels import read_labels
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import whole
from counterfoil.run.past import settings_in

COLUMNS = {
    "offers": ["id"],
    "findings": ["subject_id", "right_id", "kind"],
    "assessments": ["subject_id", "right_id", "weight"],
}


@dataclass(frozen=True, kw_only=True)
class CalibrationRequest:
    """The folder of a finished screening, the labels of its offers, the model to write, and the seed of the folds."""

    screening: Path
    labels: Path
    out: Path
    seed: int = 0


def run_calibration(request: CalibrationRequest) -> tuple[Calibration, pl.DataFrame]:
    """Write the refitted model and return what was found, and the labels that were set aside (contract Reject).

    Raises UserError for input that cannot be used, and where the model's file is already there.
    """
    _refuse_existing(request.out)
    model = settings_in(request.screening).model
    with opened(request.labels) as stream:
        labels = read_labels(stream, file=request.labels.name)
    tables = {name: _table(request.screening / f"{name}.parquet", columns) for name, columns in COLUMNS.items()}
    policy = read_policy(default_policy())
    found = calibrate(labels.kept, Screening(**tables), model, policy=policy, seed=request.seed)
    _write_new(request.out, model_file(found))
    return found, labels.rejects


def _table(path: Path, columns: list[str]) -> pl.DataFrame:
    try:
        return pl.scan_parquet(path).select(columns).collect()
    except (OSError, pl.exceptions.PolarsError) as cause:
        raise UserError("This file is missing or damaged.", cure="Screen again.", file=str(path)) from cause


def _refuse_existing(out: Path) -> None:
    if out.exists():
        problem = "This file is already there, and a model is never overwritten: findings cite it."
        raise UserError(problem, cure="Name another file with -o.", file=str(out))


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet, whole or not at all."""
    with whole(path) as partial:
        partial.write_bytes(content)
        _refuse_existing(path)  # fitting takes a while: somebody may have written it in the meantime
