"""Bring in a screening that `counterfoil screen` made elsewhere: suspect offers and evidence kept, clear ones counted.

Batch by batch, each in its own transaction with how far it came, so that what was killed goes on where it stopped. The
same run is brought in once: it is known by the digest of its run.json, which holds the digests of its tables.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from django.db import transaction
from django.utils import timezone

from counterfoil.run.finished_files import whole_run
from counterfoil.run.outputs import SEAL
from counterfoil.tables.decision import DECISIONS
from counterfoil_desk.audit.actions import record
from counterfoil_desk.records.registers import contents_of
from counterfoil_desk.service.keeping import ANSWERED, CLEAR, Origin, Suspect, count, keep_suspects
from counterfoil_desk.service.models import ImportedRun
from counterfoil_desk.service.proofs import with_proofs
from counterfoil_desk.service.run_tables import ASSESSMENT, FINDING, TABLES, Part, parts_of
from counterfoil_desk.service.telling import tell_imported

Json = dict[str, Any]
Told = Callable[[int, int], None]


def _to_nobody(_done: int, _of: int) -> None:
    """Nobody asked how far it came."""


class Brought(NamedTuple):
    """What came of bringing a run in; `is_new` is False where it had been brought in whole before."""

    run: ImportedRun
    counts: dict[str, int]
    is_new: bool


def import_run(folder: Path, *, organisation: int, by: str, tell: Told = _to_nobody) -> Brought:
    """Bring in the finished run in `folder`; `tell` hears how many decisions of how many are done.

    Acts for the organisation that the caller set. Raises UserError for a folder without a finished run, or one whose
    tables are not those that it wrote.
    """
    told = whole_run(folder, TABLES)
    sha256 = hashlib.sha256((folder / SEAL).read_bytes()).hexdigest()
    counts = {name: int(told["counts"].get(name, 0)) for name in DECISIONS}
    with transaction.atomic():
        run, _ = ImportedRun.objects.get_or_create(
            organisation_id=organisation,
            sha256=sha256,
            defaults={
                "started_at": dt.datetime.fromisoformat(told["started_at"]),
                "engine_version": told["engine_version"],
                "counts": counts,
            },
        )
    if run.finished_at is not None:
        return Brought(run, counts, is_new=False)
    origin = Origin("run", run.started_at, _rests_on(told, sha256), run.pk)
    for part in parts_of(folder, after=run.done):
        _bring(part, run, origin, by)
        tell(part.done, sum(counts.values()))
    return _finish(run, counts, by=by)


def _bring(part: Part, run: ImportedRun, origin: Origin, by: str) -> None:
    """Keep one batch, unless somebody who brings in the same run at the same time has done so."""
    suspects, proven = with_proofs(suspects_of(part), origin)
    cleared = part.decisions.filter(pl.col("decision") == CLEAR)["subject_id"].to_list()
    with transaction.atomic():
        locked = ImportedRun.objects.select_for_update().get(pk=run.pk)
        if locked.done >= part.done:
            return
        if suspects:  # their part of the log; the whole run has an entry at its end
            told: Json = {"offers": len(suspects), **proven}
            entry = record(actor=by, act="suspect offers imported", subject=("run", str(run.public_id)), told=told)
            origin = origin._replace(entry=entry)
        keep_suspects(suspects, origin, organisation=run.organisation_id, cleared=cleared)
        counted = Counter(part.decisions["decision"].to_list())
        count(counted, run.started_at.date(), organisation=run.organisation_id)
        locked.done = part.done
        locked.save(update_fields=["done"])


def _finish(run: ImportedRun, counts: dict[str, int], *, by: str) -> Brought:
    with transaction.atomic():
        locked = ImportedRun.objects.select_for_update().get(pk=run.pk)
        is_new = locked.finished_at is None
        if is_new:
            locked.finished_at = timezone.now()
            locked.save(update_fields=["finished_at"])
            told: Json = {"sha256": run.sha256, "decisions": counts, "engine_version": run.engine_version}
            record(actor=by, act="run imported", subject=("run", str(run.public_id)), told=told)
            tell_imported(str(run.public_id), counts, organisation=run.organisation_id)
    return Brought(locked, counts, is_new=is_new)


def suspects_of(part: Part) -> list[Suspect]:
    """Return the suspect offers of a batch with their decisions, findings and assessments."""
    decisions = part.decisions.filter(pl.col("decision") != CLEAR)
    answers = decisions.select(pl.col("subject_id").alias("id"), *ANSWERED).to_dicts()
    findings, assessments = _by_offer(part.findings, FINDING), _by_offer(part.assessments, ASSESSMENT)
    return [
        Suspect(offer, answer, {"findings": findings.get(key, []), "assessments": assessments.get(key, [])})
        for key, offer, answer in zip(decisions["subject_id"], contents_of(part.offers), answers, strict=True)
    ]


def _by_offer(rows: pl.DataFrame, columns: Sequence[str]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    if rows.height:
        for subject, row in zip(rows["subject_id"], rows.select(columns).to_dicts(), strict=True):
            found.setdefault(subject, []).append({name: value for name, value in row.items() if value is not None})
    return found


def _rests_on(told: Json, sha256: str) -> Json:
    files = told.get("files", [])
    return {
        "run": sha256,
        "digests": {str(file["role"]): str(file["sha256"]) for file in files if file.get("sha256")},
        "engine_version": told["engine_version"],
        "inputs_digest": told.get("inputs_digest"),
    }
