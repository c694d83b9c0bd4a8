"""Track what became of what was found: tables in; a page of charts, their tables as CSV, queries and run.json out."""

import datetime as dt
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from counterfoil import __version__
from counterfoil.documents.tracking_page import Head, tracking_page
from counterfoil.documents.words import counted, day_in_words
from counterfoil.errors import UserError
from counterfoil.run.gathered_tables import Gathered, gathered
from counterfoil.run.inputs import Inputs, digest_of, opened
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, whole, write_json, write_parquet, write_table
from counterfoil.run.record import versions
from counterfoil.tables.record_file import LARGEST
from counterfoil.tracking.chart import Chart
from counterfoil.tracking.cost_file import Costs, read_costs
from counterfoil.tracking.track import Settings, Tracked, track

ENDING: Final = ".html"
RECORDS, REJECTS, QUERIES = "accuracy_record.csv", "rejects.parquet", "queries.sql"
LEAD: Final = "What was found, what it is worth, how far it was carried and how long that took, on {}."
NO_ADVICE: Final = "Each chart stands with its table and its query; who has the tables can put the query again."


@dataclass(frozen=True, kw_only=True)
class TrackingRequest:
    """Files and folders of tables, the day, the page to write, the file of costs, and folders of estimates."""

    tables: tuple[Path, ...]
    day: dt.date
    out: Path
    costs: Path | None = None
    prevalence: tuple[Path, ...] = ()


class TrackingDone(NamedTuple):
    """What run.json says, the charts, the accuracy records, and the rows that could not be used."""

    record: dict[str, Any]
    tracked: Tracked
    rejects: pl.DataFrame
    folder: Path


def run_tracking(request: TrackingRequest) -> TrackingDone:
    """Write the page, and beside it a folder of its name with tables, queries and run.json; return what they hold.

    Raises UserError for input that cannot be used; the page and the folder are then as they were before.
    """
    if request.out.suffix != ENDING:
        raise UserError("The page is one of HTML.", cure="Name a file that ends in .html.", file=str(request.out))
    started, began = dt.datetime.now(dt.UTC), time.monotonic()
    tables = gathered((*request.tables, *request.prevalence))
    if not tables.tables:
        raise UserError("None of these folders holds a table.", cure="Name folders of runs and cases, or files.")
    costs = _costs_in(request.costs, tables.inputs)
    tracked = track(tables.tables, day=request.day, settings=Settings(costs))
    rejects, folder = tables.rejects(), request.out.with_suffix("")
    record: dict[str, Any] = {
        "engine_version": __version__,
        "started_at": started.replace(microsecond=0).isoformat(),
        "day": request.day.isoformat(),
        "page": request.out.name,
        "charts": {chart.name: chart.table.height for chart in tracked.charts},
        "not_shown": [chart.name for chart in tracked.charts if not chart.query],
        "counts": {"records": tracked.records.height, "rejected": rejects.height},
        "files": tables.inputs.files,
        "versions": versions(),
    }
    page = tracking_page(tracked.charts, head=_head(request.day, tables, rejects.height))
    with locked(folder), staged(folder) as work, whole(request.out) as partial:  # the page first, run.json last
        _write(work, tracked, rejects)
        partial.write_text(page, encoding="utf-8")
        record["outputs"] = {path.name: digest_of(path) for path in sorted(work.iterdir())}
        record["outputs"][request.out.name] = digest_of(partial)
        record["seconds"] = round(time.monotonic() - began, 3)
        write_json(work / SEAL, record)
    return TrackingDone(record, tracked, rejects, folder)


def _costs_in(path: Path | None, inputs: Inputs) -> Costs | None:
    if path is None:
        return None
    with opened(path) as stream:
        costs = read_costs(stream.read(LARGEST + 1), file=path.name)
    inputs.note("costs", path)
    return costs


def _head(day: dt.date, tables: Gathered, rejected: int) -> Head:
    given = ", ".join(sorted(tables.tables))
    rows = sum(int(str(file["rows"] or 0)) for file in tables.inputs.files)
    facts = [
        ("Day", day_in_words(day)),
        ("Tables", f"{counted(len(tables.tables), 'table')} of {counted(len(tables.inputs.files), 'file')}: {given}"),
        ("Rows", f"{rows:,} read, {rejected:,} set aside"),
        ("Counterfoil", __version__),
    ]
    return Head("Tracking counterfeits", LEAD.format(day_in_words(day)), tuple(facts), (NO_ADVICE,))


def _write(work: Path, tracked: Tracked, rejects: pl.DataFrame) -> None:
    for chart in tracked.charts:
        write_table(work / f"{chart.name}.csv", chart.table, for_people=True)
        if chart.edges is not None:
            write_table(work / f"{chart.name}_edges.csv", chart.edges, for_people=True)
    write_table(work / RECORDS, tracked.records, for_people=True)
    write_parquet(work / REJECTS, rejects)
    (work / QUERIES).write_text(_queries(tracked.charts), encoding="utf-8")


def _queries(charts: Iterable[Chart]) -> str:
    """Return all queries, each under the name of its chart."""
    told = [f"-- {chart.name}: {chart.title}\n{chart.query};\n" for chart in charts if chart.query]
    return "\n".join(told)
