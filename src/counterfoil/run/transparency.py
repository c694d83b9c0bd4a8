"""Make a transparency report, and check one: tables in; page, paper, CSV and JSON out, with what they were made of.

What may be published lies in the folder `public`; rejects and run.json, which tell of the tables, stay inside.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from counterfoil import __version__
from counterfoil.run.gathered_tables import Gathered, gathered
from counterfoil.run.inputs import digest_of, opened
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet
from counterfoil.run.record import versions
from counterfoil.run.sealed_record import Sort, sealed_record
from counterfoil.run.transparency_files import PUBLIC, REPORT, write_public
from counterfoil.tables.transparency_count import COUNT
from counterfoil.transparency.measure import Asked
from counterfoil.transparency.report import USUAL_LIMIT, Report, digest_of_content, read_report, report

REJECTS: Final = "rejects.parquet"
SORT: Final = Sort("transparency report", "transparency", folders=(PUBLIC,))


@dataclass(frozen=True, kw_only=True)
class TransparencyRequest:
    """The tables, what is asked of them, below which number counts are withheld, and the folder for results."""

    tables: tuple[Path, ...]
    asked: Asked
    out: Path
    limit: int = USUAL_LIMIT
    font_folders: tuple[Path, ...] = ()


class Difference(NamedTuple):
    """Where an exported report is not what it should be: which number, or which file, and in what."""

    where: str
    says: str


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
        "withheld_below": request.limit,
        "report_digest": made.digest(),
        "files": found.inputs.files,
        "versions": versions(),
        "outputs": outputs,
    }


def run_recompute(folder: Path, tables: Iterable[Path]) -> list[Difference]:
    """Return where the report in a folder is not what its own digest says, or what the tables give.

    `folder` is what a report was written to, or the folder `public` of it alone. Without tables, only whether numbers
    and files are those that were exported. Raises UserError where there is no report.
    """
    path = folder / REPORT if (folder / REPORT).exists() else folder / PUBLIC / REPORT
    with opened(path) as stream:
        exported, stated = read_report(stream.read(), file=str(path))
    found = [] if digest_of_content(exported.content()) == stated else [Difference(REPORT, "Its digest is another.")]
    found += _changed_files(folder)
    given = tuple(tables)
    if given:
        again = report(gathered(given).tables, exported.asked, limit=exported.limit)
        found += _differences(exported, again)
    return found


def _changed_files(folder: Path) -> Iterable[Difference]:
    """Yield the files that are not those of run.json; none where only the folder `public` is there."""
    if not (folder / SEAL).exists():
        return
    for name, digest in sealed_record(folder, SORT)["outputs"].items():
        if not (folder / name).is_file():
            yield Difference(name, "The file is missing.")
        elif digest_of(folder / name) != digest:
            yield Difference(name, "The file was changed since it was written.")


def _differences(exported: Report, again: Report) -> Iterable[Difference]:
    keys = ("measure", "breakdown", "part", "unit")
    told, counted = (
        {tuple(row[key] for key in keys): row for row in one.counts.to_dicts()} for one in (exported, again)
    )
    for key in dict.fromkeys((*told, *counted)):
        old, new = told.get(key), counted.get(key)
        is_part_of_none = (old is None or new is None) and key[1] and _standings(told, key) != _standings(counted, key)
        if old != new and not is_part_of_none:
            where = ", ".join(part for part in key[:3] if part)
            yield Difference(where, f"exported {_number(old)}, the tables give {_number(new)}")


def _standings(rows: dict[tuple[str, ...], dict[str, Any]], key: tuple[str, ...]) -> str | None:
    """Return how the total of a part's measure stands."""
    total = rows.get((key[0], "", "", COUNT))
    return None if total is None else str(total["standing"])


def _number(row: dict[str, Any] | None) -> str:
    if row is None:
        return "nothing"
    number = row["count"] if row["value"] is None else row["value"]
    return str(row["standing"]) if number is None else f"{number:,}"
