"""Read events, scans and sales into one staged table of readings, batch by batch."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.intake.goods.read import read_events
from counterfoil.intake.header_names import plain
from counterfoil.intake.mapping import NO_MAPPING
from counterfoil.intake.reader import GOODS, Wanted
from counterfoil.intake.serial_files import read_scans, read_sold
from counterfoil.intake.source import opened as detected
from counterfoil.run.inputs import Inputs, opened
from counterfoil.run.outputs import TableWriter
from counterfoil.serials.readings import READING, of_events, of_scans, wrong_events
from counterfoil.tables.contract import LINE, Sorted
from counterfoil.tables.reject import Reject

READINGS, REJECTS = "readings.parquet", "rejects.parquet"
_OF_EVENTS = {plain(name) for name in ("type", "eventTime")}


class Part(NamedTuple):
    """What one batch gives: readings (READING), ids of events that it takes back, and how many rows it had."""

    readings: pl.DataFrame
    wrong: pl.Series
    batch: Sorted


@dataclass
class Read:
    """What was read: rows, rejects among them, readings of single things, and ids of events taken back."""

    rows: int = 0
    rejected: int = 0
    readings: int = 0
    wrong: set[str] = field(default_factory=set)


def stage(events: Sequence[Path], sales: Path | None, inputs: Inputs, work: Path) -> Read:
    """Write the readings of all files, and their rejects, into `work`; return what was read.

    Raises UserError for a file that cannot be read, or of which nothing could be used.
    """
    read = Read()
    with ExitStack() as stack:
        readings = stack.enter_context(TableWriter(work / READINGS, pl.DataFrame(schema=READING)))
        rejects = stack.enter_context(TableWriter(work / REJECTS, Reject.create_empty()))
        for frame in inputs.rejects:
            rejects.append(frame)
        for role, path in [*(("events", path) for path in events), *([("sales", sales)] if sales else [])]:
            kept = 0
            for part in _parts(path, sold=role == "sales"):
                readings.append(part.readings)
                rejects.append(part.batch.rejects)
                kept += part.batch.kept.height
                read.rows += part.batch.kept.height + part.batch.rejects.height
                read.rejected += part.batch.rejects.height
                read.wrong.update(part.wrong.to_list())
            inputs.note(role, path, rows=kept)
        read.readings = readings.rows
    return read


def _parts(path: Path, *, sold: bool) -> Iterator[Part]:
    none = pl.Series([], dtype=pl.String)
    if not sold and _holds_events(path):
        with opened(path) as stream:
            for batch in read_events(stream, file=path.name):
                yield Part(of_events(batch.kept.drop(LINE)), wrong_events(batch.kept), batch)
        return
    with opened(path) as stream:
        for batch in (read_sold if sold else read_scans)(stream, file=path.name):
            yield Part(of_scans(batch.kept), none, batch)


def _holds_events(path: Path) -> bool:
    """Return whether the file tells events: it is EPCIS, or a table with the columns of events. Else it tells scans."""
    wanted = Wanted(path.name, (), (), NO_MAPPING, None)
    with opened(path) as stream:
        found, whole, encoding = detected(stream, wanted, product_feeds=False)
        if found.names is None:
            return found.holds == GOODS
        return {plain(name) for name in found.names(whole, wanted._replace(encoding=encoding))} >= _OF_EVENTS
