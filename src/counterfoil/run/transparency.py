"""Make a transparency report: tables in; page, paper, CSV and JSON out, with what they were made of.

What may be published lies in the folder `public`; rejects and run.json, which tell of the tables, stay inside.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from counterfoil import __version__
from counterfoil.run.gathered_tables import Gathered, gathered
from counterfoil.run.inputs import digest_of
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet
from counterfoil.run.record import versions
from counterfoil.run.transparency_files import PUBLIC, write_public
from counterfoil.transparency.measure import Asked
from counterfoil.transparency.report import USUAL_LIMIT, Report, report

REJECTS: Final = "rejects.parquet"


@dataclass(frozen=True, kw_only=True)
class TransparencyRequest:
    """The tables, what is asked of them, below which number counts are withheld, and the folder for results."""

    tables: tuple[Path, ...]
    asked: Asked
    out: Path
    limit: int = USUAL_LIMIT
    font_folders: tuple[Path, ...] = ()


def run_transparency(request: TransparencyRequest) -> tuple[Report, dict[str, Any]]:
    """Make the report; return it with what run.json says. Raises UserError for input that cannot be used, and nothing
    is then left behind."""
    with locked(request.out), staged(request.out) as work:
        found = gathered(request.tables)
        made = report(found.tables, request.asked, limit=request.limit)
        public = work / PUBLIC
        public.mkdir()
        files = write_public(made, public, font_folders=request.font_folders)
        rejects = found.rejects()
        write_parquet(work / REJECTS, rejects)
        record = _record(request, made, found, {f"{PUBLIC}/{name}": digest_of(public / name) for name in files})
        record["outputs"][REJECTS] = digest_of(work / REJECTS)
        record["counts"] = {"rejected": rejects.height}
        write_json(work / SEAL, record)
        return made, record


def _record(request: TransparencyRequest, made: Report, found: Gathered, outputs: dict[str, str]) -> dict[str, Any]:
    return {
        "engine_version": __version__,
        "started_at": dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat(),
        "platform": request.asked.platform,
        "from": request.asked.first.isoformat(),
        "until": request.asked.last.isoformat(),
        "asked_until": request.asked.until and request.asked.until.isoformat(),
        "withheld_below": request.limit,
        "report_digest": made.digest(),
        "files": found.inputs.files,
        "versions": versions(),
        "outputs": outputs,
    }
