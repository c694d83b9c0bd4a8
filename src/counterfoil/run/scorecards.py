"""Make a scorecard: tables in; measures, their evidence, their trends, the page and run.json out.

The evidence is written first, in a stream, and every number is then counted from that file: what `--recompute` counts
again is what was counted here.
"""

import datetime as dt
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil import __version__
from counterfoil.documents.scorecard_page import ScorecardParts, scorecard_page
from counterfoil.run.gathered_tables import Gathered, gathered
from counterfoil.run.inputs import digest_of
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, told_of_disk, write_json, write_parquet, write_table
from counterfoil.run.record import versions
from counterfoil.run.scorecard_folder import ANSWERS, EVIDENCE, MEASURES_CSV, MEASURES_FILE, PAGE, REJECTS, TRENDS
from counterfoil.run.scorecard_inputs import PracticesFile, ScorecardRequest, answers_in, limits_in, practices_in
from counterfoil.run.scorecard_parts import parts_of
from counterfoil.run.scorecard_seal import SIGNATURE, sealed
from counterfoil.scorecards.card import Asked, Card, Wanted, counted, evidence_of, wanted_of
from counterfoil.scorecards.trend import LATEST
from counterfoil.tables.scorecard_evidence import ScorecardEvidence
from counterfoil.tables.scorecard_measure import STANDINGS

SORTED = 2_000_000  # rows of evidence up to which it is put in order, so that the same tables give the same bytes
GROUP = 500_000  # rows of a row group beyond that


class ScorecardDone(NamedTuple):
    """What run.json says, the tables, and what the page was made of."""

    record: dict[str, Any]
    card: Card
    parts: ScorecardParts


def run_scorecard(request: ScorecardRequest) -> ScorecardDone:
    """Make a scorecard in `request.out` and return it.

    Raises UserError for input that cannot be used, and nothing is then left behind.
    """
    started, began = dt.datetime.now(dt.UTC), time.monotonic()
    asked = request.asked
    with locked(request.out):
        done = _made(request, asked, started, began)
        _clear(request.out, done.record)
    return done


def _made(request: ScorecardRequest, asked: Asked, started: dt.datetime, began: float) -> ScorecardDone:
    with staged(request.out) as work:
        tables = gathered(request.tables)
        files = practices_in(request.practices, tables.inputs)
        answers = answers_in(request.answers, asked, tables.inputs)
        limits = limits_in(request.ladder, asked.edition, tables.inputs)
        wanted = wanted_of([one.practices for one in files], tables.tables, asked.edition)
        card = _counted(wanted, tables, asked, work)
        _write(work, card, tables, files, answers)
        record = _record(request, tables, files, card, started)
        record["signed"] = request.key is not None
        record["limits"] = {name: limit._asdict() for name, limit in limits.items()}
        record["outputs"] = {path.name: digest_of(path) for path in sorted(work.iterdir())}
        parts = parts_of(card, record, [one.practices for one in files], answers)
        (work / PAGE).write_text(scorecard_page(parts), encoding="utf-8")
        record["outputs"][PAGE] = digest_of(work / PAGE)
        record["seconds"] = round(time.monotonic() - began, 3)
        write_json(work / SEAL, record)
        if request.key is not None:
            sealed(work, request.key)
    return ScorecardDone(record, card._replace(evidence=pl.scan_parquet(request.out / EVIDENCE)), parts)


def _clear(folder: Path, record: dict[str, Any]) -> None:
    """Take away what an earlier scorecard left that this one has no file for: more practices, or a signature."""
    stale = [path for path in folder.glob("practices-*.toml") if path.name not in record["outputs"]]
    with told_of_disk(folder):
        for path in stale:
            path.unlink()
        if not record["signed"]:
            (folder / SIGNATURE).unlink(missing_ok=True)


def _counted(wanted: Sequence[Wanted], tables: Gathered, asked: Asked, work: Path) -> Card:
    path = work / EVIDENCE
    evidence_of(wanted, tables.tables, asked).sink_parquet(path, compression="zstd", row_group_size=GROUP)
    evidence = pl.scan_parquet(path)
    if evidence.select(pl.len()).collect().item() <= SORTED:
        write_parquet(path, evidence.collect().sort(ScorecardEvidence.column_names(), nulls_last=True))
    return counted(wanted, pl.scan_parquet(path), asked)


def _write(work: Path, card: Card, tables: Gathered, files: Sequence[PracticesFile], answers: pl.DataFrame) -> None:
    write_parquet(work / MEASURES_FILE, card.measures)
    write_table(work / MEASURES_CSV, card.measures, for_people=True)
    write_table(work / TRENDS, card.trends, for_people=True)
    write_parquet(work / REJECTS, tables.rejects())
    write_parquet(work / ANSWERS, answers)
    for place, one in enumerate(files, start=1):
        (work / ("practices.toml" if place == 1 else f"practices-{place}.toml")).write_bytes(one.content)


def _record(
    request: ScorecardRequest, tables: Gathered, files: Sequence[PracticesFile], card: Card, started: dt.datetime
) -> dict[str, Any]:
    standings = dict(card.trends.unique("measure").group_by("standing").len().iter_rows())
    return {
        "engine_version": __version__,
        "started_at": started.replace(microsecond=0).isoformat(),
        "platform": request.platform.strip(),
        "edition": request.edition,
        "periods": request.kind,
        "from": request.first.isoformat(),
        "until": request.last.isoformat(),
        "day": request.day.isoformat(),
        "trend_periods": LATEST,
        "practices": [{"id": one.practices.id, "title": one.practices.title, "file": one.name} for one in files],
        "counts": {
            "measures": {name: standings.get(name, 0) for name in STANDINGS},
            "evidence": card.evidence.select(pl.len()).collect().item(),
            "rejected": tables.rejects().height,
        },
        "files": tables.inputs.files,
        "versions": versions(),
    }
