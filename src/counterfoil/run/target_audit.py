"""Hold examinations against the worklist that asked for them: files in; classes, measures, a page and run.json out."""

import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

from counterfoil import __version__
from counterfoil.calibration.intervals import DECIMALS, wilson
from counterfoil.documents.audit_page import AuditParts, audit_page
from counterfoil.errors import UserError
from counterfoil.intake.examinations import read_examinations
from counterfoil.run.inputs import Inputs, digest_of, mapping_in, opened
from counterfoil.run.kept_tables import read_kept_tables
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet
from counterfoil.run.record import versions
from counterfoil.run.worklist_sheets import digests_of
from counterfoil.tables.audit_measure import AuditMeasure
from counterfoil.tables.audited_examination import STANDINGS, UNSELECTED
from counterfoil.tables.audited_selection import AS_DRAWN, OPENED, OUTCOMES
from counterfoil.tables.contract import LINE
from counterfoil.tables.examination import Examination
from counterfoil.tables.reject import Reject
from counterfoil.tables.selection import Selection
from counterfoil.targeting.audit import Audited
from counterfoil.targeting.audit_counts import counts
from counterfoil.targeting.audit_days import audit_days
from counterfoil.targeting.unopened import reach, skew

SELECTIONS, PAGE = "selections", "audit.html"
TABLES = ("selected", "examined", "measures", "rejects")


@dataclass(frozen=True, kw_only=True)
class AuditRequest:
    """Folders of worklists, files of examinations, and the folder for the results where they are to be written."""

    worklists: tuple[Path, ...]
    examinations: tuple[Path, ...]
    out: Path | None = None
    zone: str = ""
    mapping: Path | None = None
    encoding: str | None = None


class AuditDone(NamedTuple):
    """What run.json says, and the tables: selected, examined, measures and rejects."""

    record: dict[str, Any]
    tables: dict[str, pl.DataFrame]


def run_target_audit(request: AuditRequest) -> AuditDone:
    """Return how the examinations stand to the worklist, and write it to `request.out` where that is given.

    Raises UserError for input that cannot be used, and nothing is then left behind.
    """
    started, began = dt.datetime.now(dt.UTC), time.monotonic()
    inputs = Inputs()
    selections = _selections(request, inputs)
    told = _examinations(request, inputs)
    audited = audit_days(selections, told, zone=_zone(request.zone))
    tables = {
        "selected": audited.selected,
        "examined": audited.examined,
        "measures": _measured(counts(audited)),
        "rejects": pl.concat([Reject.create_empty(), *inputs.rejects]),
    }
    record: dict[str, Any] = {
        "engine_version": __version__,
        "started_at": started.replace(microsecond=0).isoformat(),
        "days": [str(day) for day in selections["selected_for"].unique().sort()],
        "zone": request.zone,
        "worklists": [
            {"day": str(day), "facility": facility, "sha256": sha256}
            for (day,), rows in selections.sort("selected_for").group_by("selected_for", maintain_order=True)
            for facility, sha256 in digests_of(rows).items()
        ],
        **_counted(audited, tables["rejects"]),
        "files": inputs.files,
        "versions": versions(),
    }
    if request.out is not None:
        with locked(request.out), staged(request.out) as work:
            for name in TABLES:
                write_parquet(work / f"{name}.parquet", tables[name])
            (work / PAGE).write_text(audit_page(AuditParts(**tables, run=record)), encoding="utf-8")
            record["outputs"] = {path.name: digest_of(path) for path in sorted(work.iterdir())}
            record["seconds"] = round(time.monotonic() - began, 3)
            write_json(work / SEAL, record)
    record.setdefault("seconds", round(time.monotonic() - began, 3))
    return AuditDone(record, tables)


def _selections(request: AuditRequest, inputs: Inputs) -> pl.DataFrame:
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


def _examinations(request: AuditRequest, inputs: Inputs) -> pl.DataFrame:
    mapping, read = mapping_in(request.mapping), []
    for path in request.examinations:
        with opened(path) as stream:
            found = read_examinations(stream, file=path.name, mapping=mapping, encoding=request.encoding)
        inputs.note("examinations", path, rows=found.kept.height)
        inputs.rejects.append(found.rejects)
        read.append(found.kept.drop(LINE))
    return pl.concat([Examination.create_empty(), *read])


def _zone(name: str) -> str:
    """Return the name of a time zone. Raises UserError where there is none of that name."""
    try:
        return str(ZoneInfo(name)) if name else ""
    except (OSError, ValueError, KeyError) as cause:
        cure = "Name it as in the tz database, such as America/Los_Angeles."
        raise UserError(f"“{name}” is no time zone.", cure=cure) from cause


def _measured(counted: pl.DataFrame) -> pl.DataFrame:
    """Return the counts with the share opened and its 95 % interval; empty where nothing was selected."""
    share = pl.when(pl.col("selected") > 0).then(pl.col("opened") / pl.col("selected"))
    low, high = wilson(share, pl.col("selected"))
    measures = counted.with_columns(share=share.round(DECIMALS), low=low.round(DECIMALS), high=high.round(DECIMALS))
    return AuditMeasure.validate(measures.select(AuditMeasure.column_names()), cast=True)


def _counted(audited: Audited, rejects: pl.DataFrame) -> dict[str, Any]:
    outcomes = dict(audited.selected.group_by("outcome").len().iter_rows())
    standings = dict(audited.examined.group_by("standing").len().iter_rows())
    compared, known = skew(audited.selected), reach(audited.selected)
    unselected = sum(standings.get(name, 0) for name in UNSELECTED)
    return {
        "counts": {
            "selected": audited.selected.height,
            "outcomes": {name: outcomes.get(name, 0) for name in OUTCOMES},
            "examinations": audited.examined.height,
            "standings": {name: standings.get(name, 0) for name in STANDINGS},
            "mandatory_not_opened": audited.selected.filter(~pl.col("outcome").is_in(OPENED), how="mandatory").height,
            "contradicted": int(audited.selected["is_contradicted"].sum()),
            "deviations": audited.selected.height - outcomes.get(AS_DRAWN, 0) + unselected,
            "rejected": rejects.height,
        },
        "skew": {**compared._asdict(), "is_told": compared.is_told},
        "reach": known._asdict(),
    }
