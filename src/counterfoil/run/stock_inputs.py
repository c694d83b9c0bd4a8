"""Read inventories, events and a case into staged tables of counts and entries, batch by batch."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.goods.read import read_events, read_inventory
from counterfoil.intake.mapping import NO_MAPPING, Mapping
from counterfoil.intake.reader import Wanted
from counterfoil.intake.source import opened as detected
from counterfoil.run.case_files import read_case
from counterfoil.run.disposition_files import disposed_in
from counterfoil.run.inputs import Inputs, opened
from counterfoil.run.outputs import TableWriter
from counterfoil.stock.of_case import of_case
from counterfoil.stock.of_events import of_events
from counterfoil.stock.of_inventory import COUNT, NTH, of_inventory
from counterfoil.tables.contract import LINE
from counterfoil.tables.reject import Reject
from counterfoil.tables.stock_entry import StockEntry

COUNTS, CHANGES, REJECTS = "counts.parquet", "changes.parquet", "rejects.parquet"
NAMES = {"name": pl.String, "gln": pl.String}
EVENTS = ("epcis_json", "epcis_xml")


@dataclass
class Staged:
    """What was read: rows, of them rejects, and the names of facilities by their GLN."""

    rows: int = 0
    rejected: int = 0
    counts: int = 0
    changes: int = 0
    wrong: set[str] = field(default_factory=set)
    names: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=NAMES))


@dataclass(frozen=True, kw_only=True)
class StockFiles:
    """What a ledger is made from: inventories and events, cases, and when rows without a time were counted."""

    files: tuple[Path, ...]
    cases: tuple[Path, ...] = ()
    counted_on: dt.datetime | None = None
    mapping: Mapping | None = None


def stage(given: StockFiles, inputs: Inputs, work: Path) -> Staged:
    """Write counts (COUNT), changes (StockEntry) and rejects of all files and cases into `work`; return what was read.

    Raises UserError for a file that is named twice, that cannot be read, or of which nothing could be used.
    """
    if len({path.resolve() for path in given.files}) < len(given.files):
        raise UserError("A file is named twice.", cure="Name each inventory once.")
    read = Staged()
    names = [path.name for path in given.files]
    with ExitStack() as stack:
        counts = stack.enter_context(TableWriter(work / COUNTS, pl.DataFrame(schema=COUNT)))
        changes = stack.enter_context(TableWriter(work / CHANGES, StockEntry.create_empty()))
        rejects = stack.enter_context(TableWriter(work / REJECTS, Reject.create_empty()))
        for path in given.files:
            file = path.name if names.count(path.name) == 1 else str(path)
            own = read.counts + read.changes
            for rows, entries, aside in _parts(path, file, given, read):
                counts.append(rows)
                changes.append(entries)
                rejects.append(aside)
                read.counts, read.changes = counts.rows, changes.rows
                read.rejected = rejects.rows
            inputs.note("stock", path, rows=read.counts + read.changes - own)
            _refuse_nothing(path, read, own, given)
        for folder in given.cases:
            changes.append(_of_case(folder))
            read.changes = changes.rows
    return read


Part = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]


def _parts(path: Path, file: str, given: StockFiles, read: Staged) -> Iterator[Part]:
    if _holds_events(path):
        yield from _of_events(path, file, read)
        return
    moment = pl.lit(given.counted_on, pl.Datetime("us", "UTC"))
    last, many = -1, 0  # rows of the last line, which may go on in the next batch
    with opened(path) as stream:
        for batch in read_inventory(stream, file=file, mapping=given.mapping):
            read.rows += batch.kept.height + batch.rejects.height
            nth = pl.int_range(1, pl.len() + 1).over(LINE) + pl.when(pl.col(LINE) == last).then(many).otherwise(0)
            rows = batch.kept.with_columns(nth.alias(NTH))
            if rows.height:
                last, many = rows.item(-1, LINE), rows.item(-1, NTH)
            told = of_inventory(rows, file=file, counted_at=moment)
            read.names = pl.concat([read.names, told.names]).unique()
            yield told.counts, told.entries, pl.concat([batch.rejects, told.rejects])


def _of_events(path: Path, file: str, read: Staged) -> Iterator[Part]:
    with opened(path) as stream:
        for batch in read_events(stream, file=file):
            read.rows += batch.kept.height + batch.rejects.height
            declared = batch.kept.filter(pl.col("errorDeclarationTime").is_not_null())["eventID"].drop_nulls()
            read.wrong.update(declared.to_list())
            entries, rejects = of_events(batch.kept, file=file)
            yield pl.DataFrame(schema=COUNT), entries, pl.concat([batch.rejects, rejects])


def _of_case(folder: Path) -> pl.DataFrame:
    case = read_case(folder)
    now = disposed_in(case)
    tables = case.tables
    return of_case(case.id, tables["facility_notices"], now.lines, tables["hold_answers"], now.dispositions)


def _holds_events(path: Path) -> bool:
    """Return whether the file is EPCIS; everything else is read as an inventory."""
    with opened(path) as stream:
        found, _, _ = detected(stream, Wanted(path.name, (), (), NO_MAPPING, None), product_feeds=False)
    return found.name in EVENTS


def _refuse_nothing(path: Path, read: Staged, before: int, given: StockFiles) -> None:
    if read.counts + read.changes > before or _holds_events(path):
        return
    problem = "No row of this inventory can be used in a ledger."
    untimed = " If it does not say when it was counted, give --counted-on DAY." if given.counted_on is None else ""
    cure = f"The ledger takes whole pieces with a facility and a GTIN, number or SSCC.{untimed}"
    raise UserError(problem, cure=cure, file=str(path))


def with_glns(rows: pl.LazyFrame, names: pl.DataFrame) -> pl.LazyFrame:
    """Return rows with the GLN of a facility in place of its name, where the files tell one for it and no other."""
    one = names.filter(pl.len().over("name") == 1)
    joined = rows.join(one.lazy(), left_on="facility", right_on="name", how="left")
    return joined.with_columns(facility=pl.coalesce("gln", "facility")).drop("gln")
