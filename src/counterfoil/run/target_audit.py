"""Hold examinations against the worklist that asked for them: files in; classes, measures, a page and run.json out."""

import datetime as dt
import time
from typing import Any, NamedTuple

import polars as pl

from counterfoil import __version__
from counterfoil.documents.audit_page import AuditParts, audit_page
from counterfoil.intervals.weighted import DECIMALS, wilson
from counterfoil.run.inputs import Inputs, digest_of
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet
from counterfoil.run.record import versions
from counterfoil.run.target_audit_inputs import AuditRequest, examinations_in, selections_in, zone_of
from counterfoil.run.worklist_sheets import digests_of
from counterfoil.tables.audit_measure import AuditMeasure
from counterfoil.tables.audited_examination import STANDINGS, UNSELECTED
from counterfoil.tables.audited_selection import AS_DRAWN, OPENED, OUTCOMES
from counterfoil.tables.reject import Reject
from counterfoil.targeting.audit import Audited
from counterfoil.targeting.audit_counts import counts
from counterfoil.targeting.audit_days import audit_days
from counterfoil.targeting.unopened import reach, skew

PAGE = "audit.html"
TABLES = ("selected", "examined", "measures", "rejects")


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
    selections = selections_in(request, inputs)
    told = examinations_in(request, inputs)
    audited = audit_days(selections, told, zone=zone_of(request.zone))
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
