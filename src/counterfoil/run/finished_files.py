"""Are the tables of a finished screening still those that it wrote? Held against the digests in its run.json."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counterfoil.errors import UserError
from counterfoil.run.finished import run_record
from counterfoil.run.inputs import digest_of


def whole_run(folder: Path, tables: Sequence[str]) -> dict[str, Any]:
    """Return what run.json says, where every one of the named tables (Parquet) has the digest that it tells.

    Raises UserError where no finished run lies there, or a table is missing or was changed.
    """
    record = run_record(folder)
    outputs = record.get("outputs")
    for name in (f"{table}.parquet" for table in tables):
        path = folder / name
        told = outputs.get(name) if isinstance(outputs, dict) else None
        if told is None or not path.is_file():
            raise UserError("This table of the run is missing.", cure="Screen again.", file=str(path))
        if digest_of(path) != told:
            cure = "Bring the folder as it was made, or screen again."
            raise UserError("This table is not the one that the run wrote.", cure=cure, file=str(path))
    return record
