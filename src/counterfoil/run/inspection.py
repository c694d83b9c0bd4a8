"""Say what a file is, and write the mapping drafted for it, or its rows under our names."""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.inspection.inspect import Asked, Inspection, inspect
from counterfoil.intake.table_kinds import sorted_batches
from counterfoil.run.inputs import mapping_in, opened
from counterfoil.run.outputs import checked_ending, write_table
from counterfoil.tables.contract import LINE


class InspectRequest(NamedTuple):
    """The file, what the user says of it, and what is to be written."""

    file: Path
    table: str | None = None
    mapping: Path | None = None
    encoding: str | None = None
    draft: Path | None = None
    out: Path | None = None


def run_inspection(request: InspectRequest) -> Inspection:
    """Return what the file is; write the drafted mapping, and the rows, where they are asked for.

    Raises UserError where the file cannot be read, no mapping is needed or it exists, and where no rows can be written.
    """
    if request.out is not None:
        checked_ending(request.out)
    asked = Asked(request.file.name, request.table, mapping_in(request.mapping), request.encoding)
    found = inspect(lambda: opened(request.file), asked)
    if request.draft is not None:
        _write_draft(found, request.draft)
    if request.out is not None:
        _write_rows(found, asked, request)
    return found


def _write_draft(found: Inspection, path: Path) -> None:
    if not found.draft:
        raise UserError("No mapping is needed: every column has our name.", cure="Leave out --draft-mapping.")
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(found.draft)
    except FileExistsError:
        cure = "Remove it, or name another file."
        raise UserError(
            "There is a file already, and it may hold your corrections.", cure=cure, file=str(path)
        ) from None
    except OSError as cause:
        raise UserError("The mapping cannot be written here.", cure="Name another file.", file=str(path)) from cause


def _write_rows(found: Inspection, asked: Asked, request: InspectRequest) -> None:
    if found.draft:
        cure = (
            f"First: counterfoil inspect {request.file} --draft-mapping mapping.toml. Then give --mapping mapping.toml."
        )
        raise UserError("Its columns have other names than ours.", cure=cure, file=asked.file)
    if found.kind.with_mapping:
        raise UserError(f"Nothing is gained by writing {found.kind.name}.", cure=f"Run: {found.kind.command}")
    with opened(request.file) as stream:
        given = found.kind.read(stream, file=asked.file, mapping=asked.mapping, encoding=asked.encoding)
        kept = pl.concat([batch.kept for batch in sorted_batches(given)])
    assert request.out is not None
    write_table(request.out, kept.drop(LINE))
