"""What is held against what? The worklists and the examinations of an audit, read, and its time zone."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.examinations import read_examinations
from counterfoil.run.inputs import Inputs, mapping_in, opened
from counterfoil.run.kept_tables import read_kept_tables
from counterfoil.tables.contract import LINE
from counterfoil.tables.examination import Examination
from counterfoil.tables.selection import Selection

SELECTIONS = "selections"


@dataclass(frozen=True, kw_only=True)
class AuditRequest:
    """Folders of worklists, files of examinations, and the folder for the results where they are to be written."""

    worklists: tuple[Path, ...]
    examinations: tuple[Path, ...]
    out: Path | None = None
    zone: str = ""
    mapping: Path | None = None
    encoding: str | None = None


def selections_in(request: AuditRequest, inputs: Inputs) -> pl.DataFrame:
    """Return the selections of all worklists. Raises UserError for two of one day, and where nothing was selected."""
    read: list[pl.DataFrame] = []
    for folder in request.worklists:
        rows = read_kept_tables(folder, {SELECTIONS: Selection}, needed=(SELECTIONS,), of="worklist")[SELECTIONS]
        inputs.note("worklist", folder / f"{SELECTIONS}.parquet", rows=rows.height)
        if any(rows["selected_for"].is_in(other["selected_for"].to_list()).any() for other in read):
            raise UserError(
                "Two worklists are of one day.", cure="Name the one that was worked from.", file=str(folder)
            )
        read.append(rows)
    every = pl.concat(read)
    if not every["is_selected"].any():
        cure = "Name the folder of another day."
        raise UserError("Nothing was selected.", cure=cure, file=str(request.worklists[0]))
    return every


def examinations_in(request: AuditRequest, inputs: Inputs) -> pl.DataFrame:
    """Return the examinations of all files (contract Examination); their rejects are noted."""
    mapping, read = mapping_in(request.mapping), []
    for path in request.examinations:
        with opened(path) as stream:
            found = read_examinations(stream, file=path.name, mapping=mapping, encoding=request.encoding)
        inputs.note("examinations", path, rows=found.kept.height)
        inputs.rejects.append(found.rejects)
        read.append(found.kept.drop(LINE))
    return pl.concat([Examination.create_empty(), *read])


def zone_of(name: str) -> str:
    """Return the name of a time zone. Raises UserError where there is none of that name."""
    try:
        return str(ZoneInfo(name)) if name else ""
    except (OSError, ValueError, KeyError) as cause:
        cure = "Name it as in the tz database, such as America/Los_Angeles."
        raise UserError(f"“{name}” is no time zone.", cure=cure) from cause
