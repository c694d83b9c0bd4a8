"""Hand the outputs of a finished screening, or events of goods, to other programs in the formats that these read."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polars as pl

from counterfoil.documents.epcis_document import epcis_document
from counterfoil.documents.flat import flat
from counterfoil.documents.money_entities import entities
from counterfoil.documents.network_graph import network
from counterfoil.documents.suspect_links import suspects, uses
from counterfoil.errors import UserError
from counterfoil.intake.goods.read import read_events
from counterfoil.run.finished import run_record
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import SEAL, frames_of, staged
from counterfoil.run.record import FOLDER, RIGHTS
from counterfoil.tables.assessment import Assessment
from counterfoil.tables.contract import Sorted
from counterfoil.tables.decision import Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.offer import Offer
from counterfoil.tables.reject import Reject

ROWS = 10_000  # in memory at a time
_TABLES = {"decisions": Decision, "assessments": Assessment, "findings": Finding, "offers": Offer, "rejects": Reject}
Written = dict[str, int]  # rows, entities, edges … by the name of the file


def run_export(source: Path, out: Path, *, to: str) -> Written:
    """Write `source` into the folder `out` as csv, json, ftm, graphml (a finished screening) or epcis (a file of
    events), and return what was written.

    Raises UserError where `source` is not of that kind or damaged, or `out` holds a run.
    """
    if (out / SEAL).exists():
        raise UserError("This folder holds a run.", cure="Name another folder with -o.", file=str(out))
    if to != "epcis":
        run_record(source)
    with staged(out) as work:
        return WRITERS[to](source, work)


def _tables(source: Path, work: Path, *, ending: str) -> Written:
    written = {}
    for name, contract in _TABLES.items():
        columns = contract.column_names()
        with (work / f"{name}.{ending}").open("w", encoding="utf-8", newline="") as stream:
            written[f"{name}.{ending}"] = sum(
                _append(frame.select(columns), stream.write, ending=ending, first=at == 0)
                for at, frame in enumerate(_frames(source / f"{name}.parquet", contract.create_empty()))
            )
    return written


def _append(frame: pl.DataFrame, write: Callable[[str], int], *, ending: str, first: bool) -> int:
    write(flat(frame).write_csv(include_header=first) if ending == "csv" else frame.write_ndjson())
    return frame.height


def _frames(path: Path, empty: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield the rows of a table; one frame without rows where it has none, so that a header is written."""
    some = False
    try:
        for frame in frames_of(path, rows=ROWS):
            some = True
            yield frame
    except (OSError, ValueError) as cause:
        raise UserError("This file is missing or damaged.", cure="Screen again.", file=str(path)) from cause
    if not some:
        yield empty


def _csv(source: Path, work: Path) -> Written:
    return _tables(source, work, ending="csv")


def _json(source: Path, work: Path) -> Written:
    return _tables(source, work, ending="jsonl")


def _ftm(source: Path, work: Path) -> Written:
    made = entities(*_links(source))
    return _written(work / "entities.ftm.json", (json.dumps(one, ensure_ascii=False) + "\n" for one in made))


def _graphml(source: Path, work: Path) -> Written:
    suspect, used, rights = _links(source)
    _written(work / "network.graphml", network(suspect, used, rights))
    return {"network.graphml": suspect.height + used.height}


def _links(source: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return suspect offers, the rights that they were held against, and all rights."""
    decisions, offers, assessments = (
        _table(source / f"{name}.parquet") for name in ("decisions", "offers", "assessments")
    )
    suspect = suspects(offers, decisions)
    return suspect, uses(suspect, assessments), _table(source / FOLDER / f"{RIGHTS}.parquet")


def _table(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as cause:
        raise UserError("This file is missing or damaged.", cure="Screen again.", file=str(path)) from cause


def _epcis(source: Path, work: Path) -> Written:
    if source.is_dir():
        cure = "Give a file of events, such as EPCIS in XML or JSON."
        raise UserError("A screening holds no events of goods.", cure=cure, file=str(source))
    counted: list[int] = []
    with opened(source) as stream:
        frames = _counted(read_events(stream, file=source.name), counted)
        _written(work / "events.jsonld", epcis_document(frames, created=dt.datetime.now(dt.UTC)))
    return {"events.jsonld": sum(counted)}


def _counted(batches: Iterator[Sorted], counted: list[int]) -> Iterator[pl.DataFrame]:
    """Yield the rows kept, and note how many of each batch."""
    for batch in batches:
        counted.append(batch.kept.height)
        yield batch.kept


def _written(path: Path, pieces: Iterable[str]) -> Written:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        for piece in pieces:
            stream.write(piece)
            count += 1
    return {path.name: count}


WRITERS: dict[str, Callable[[Path, Path], Written]] = {
    "csv": _csv,
    "json": _json,
    "ftm": _ftm,
    "graphml": _graphml,
    "epcis": _epcis,
}
