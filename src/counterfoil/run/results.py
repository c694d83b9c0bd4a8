"""Join the parts of a screening to the tables that users get, and gather on the way what is said of the run."""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil import __version__
from counterfoil.documents.report_gathered import Gathered
from counterfoil.documents.report_tables import ReportParts
from counterfoil.documents.screening_report import screening_report
from counterfoil.run.inputs import digest_of
from counterfoil.run.outputs import FILES, SEAL, TableWriter, frames_of, write_json
from counterfoil.run.pictures.kept import known_rejects, picture_record, write_pictures
from counterfoil.run.pictures.needed import pictures_shown
from counterfoil.run.plan import Step
from counterfoil.run.record import FOLDER, versions, write_kept
from counterfoil.run.running import INTAKE, POPULATION, Run
from counterfoil.run.screening_steps import BATCH, OFFERS, REJECTS, RESULTS, STAGED, repeated_in
from counterfoil.run.shadow import SHADOW, moves_between, shadow_record
from counterfoil.screening.population.repeated import PLACE
from counterfoil.tables.contract import LINE
from counterfoil.tables.decision import Decision
from counterfoil.tables.reject import Reject, shorten

REPEATED = "id must not be used twice; an earlier line has it"
OUTPUTS = ("decisions", "assessments", "findings", "population", "rejects", "offers")


def write_results(run: Run, step: Step, *, started: dt.datetime) -> None:
    """Write tables, report and run.json from the finished parts."""
    run.tell(step, 0, run.unique())
    gathered = Gathered()
    with run.state.making(step.name) as (unit, _):
        work = unit / FILES
        work.mkdir()
        kept = write_kept(run.kept_tables(), work / FOLDER)
        shutil.copyfile(work / FOLDER / POPULATION, work / POPULATION)
        _join_offers(run, work, gathered)
        moves = _join_results(run, step, work, gathered)
        outputs = {
            f"{name}.parquet": kept.get(f"{name}.parquet") or digest_of(work / f"{name}.parquet") for name in OUTPUTS
        }
        outputs |= write_pictures(run, work)
        record = _record(run, gathered, started=started)
        record |= {"replay": kept, "versions": versions(), "outputs": outputs}
        record |= shadow_record(work / SHADOW, run.shadow, moves)
        (work / "report.html").write_text(_report(run, work, gathered, record), encoding="utf-8")
        record["seconds"] = round(run.state.seconds(), 3)
        write_json(work / SEAL, record)


def _join_offers(run: Run, work: Path, gathered: Gathered) -> None:
    """Write the offers that were screened, and the rejects of all files: the offers' own, its repeated ids, and those
    of the tables read whole."""
    is_repeated = repeated_in(run)
    units = [run.state.path(unit) for unit in run.state.parts(INTAKE)]
    with (
        TableWriter(work / OFFERS, STAGED.clear()) as offers,
        TableWriter(work / REJECTS, Reject.create_empty()) as rejects,
    ):
        for frame in _frames(units, REJECTS):
            rejects.append(frame)
        for frame in _frames(units, OFFERS):
            repeated = is_repeated.gather(frame[PLACE])
            offers.append(frame.filter(~repeated))
            rejects.append(_as_rejects(frame.filter(repeated), run.request.offers.name))
        for frame in (*run.inputs.rejects, *known_rejects(run)):
            rejects.append(frame)
    for frame in frames_of(work / REJECTS, rows=BATCH):
        gathered.add_rejects(frame)


def _frames(units: list[Path], name: str) -> Iterator[pl.DataFrame]:
    for unit in units:
        yield from frames_of(unit / name, rows=BATCH)


def _as_rejects(repeated: pl.DataFrame, file: str) -> pl.DataFrame:
    return Reject.cast(
        repeated.select(
            file=pl.lit(file), line=LINE, field=pl.lit("id"), value=shorten(pl.col("id")), rule=pl.lit(REPEATED)
        )
    )


def _join_results(run: Run, step: Step, work: Path, gathered: Gathered) -> list[pl.DataFrame]:
    """Write what the screening found, and return how the decisions of the shadow, if there is one, differ."""
    schemas = RESULTS if run.shadow is None else RESULTS | {Path(SHADOW).stem: Decision}
    moves, done = [], 0
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(TableWriter(work / f"{name}.parquet", table.create_empty()))
            for name, table in schemas.items()
        }
        for unit in run.state.parts("screening"):
            tables = {name: pl.read_parquet(run.state.path(unit) / f"{name}.parquet") for name in schemas}
            for name, writer in writers.items():
                writer.append(tables[name])
            decisions = tables["decisions"]
            suspect = decisions.filter(pl.col("decision") != "clear")["subject_id"].implode()
            of_suspects = pl.col("subject_id").is_in(suspect)
            gathered.add(decisions, *(tables[name].filter(of_suspects) for name in ("assessments", "findings")))
            if run.shadow is not None:
                moves.append(moves_between(decisions, tables[Path(SHADOW).stem]))
            done += decisions.height
            run.tell(step, done, run.unique())
    return moves


def _report(run: Run, work: Path, gathered: Gathered, record: dict[str, Any]) -> str:
    shown = gathered.worst["subject_id"].to_list() if gathered.worst.width else []
    offers = pl.scan_parquet(work / OFFERS).filter(pl.col("id").is_in(shown)).collect(engine="streaming")
    references = run.ready()
    return screening_report(
        ReportParts(
            gathered,
            offers=offers,
            rights=references.marks.rights,
            run=record,  # type: ignore[arg-type]  # run.json holds more than the report asks for
            model=references.model,
            pictures=pictures_shown(run, work, gathered.signs_on_worst() if shown else gathered.findings),
        )
    )


def _record(run: Run, gathered: Gathered, *, started: dt.datetime) -> dict[str, Any]:
    references = run.ready()
    offers = {
        "role": "offers",
        "name": run.request.offers.name,
        "sha256": run.inputs.prints[run.request.offers].sha256,
        "rows": run.kept(),
    }
    return {
        "engine_version": __version__,
        "model": references.model.label,
        "policy": references.policy.label,
        "started_at": started.isoformat(timespec="seconds"),
        "seconds": round(run.state.seconds(), 3),
        "counts": _counts(run, gathered),
        **picture_record(run),
        "files": [offers, *run.inputs.files],
        "inputs_digest": references.inputs_digest,
        "population_digest": run.digests["population"],
    }


def _counts(run: Run, gathered: Gathered) -> dict[str, int]:
    """Count, and hold the law: rows in = rows kept + rows rejected."""
    read, by_decision = run.offers_read(), gathered.by_decision()
    kept, rejected = sum(by_decision.values()), read - run.unique()
    assert kept + rejected == read, f"{read} offers read, {kept} kept, {rejected} rejected"
    return {"offers_read": read, "offers_kept": kept, "rejected": rejected} | by_decision
