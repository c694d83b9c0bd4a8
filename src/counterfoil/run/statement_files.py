"""Write the results of a run of statements so that none is lost: batches that wait for an answer stay there."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.statements.batches import Batch
from counterfoil.run.outputs import SEAL, staged, whole, write_json, write_parquet
from counterfoil.run.statement_inputs import LEDGER
from counterfoil.tables.statement import Statement
from counterfoil.tables.used_puid import WRITTEN

BATCHES, PAPERS = "batches", "papers"
STATEMENTS = "statements.parquet"


class Results(NamedTuple):
    """What is written; all statements, those of earlier runs too, and the batches of this one."""

    statements: pl.DataFrame
    none_needed: pl.DataFrame
    rejects: pl.DataFrame
    answers: pl.DataFrame
    ledger: pl.DataFrame
    batches: Sequence[Batch]
    papers: Iterable[tuple[str, bytes]] = ()  # made one by one, while they are written


def earlier(folder: Path, *, but: pl.DataFrame) -> pl.DataFrame:
    """Return the statements that earlier runs left in a folder, but for those that are made anew."""
    try:
        known = Statement.validate(pl.read_parquet(folder / STATEMENTS), cast=True)
    except (OSError, pl.exceptions.PolarsError, ValueError):  # none, or of another version: texts can be made again
        return Statement.create_empty()
    return known.join(but.select("puid"), on="puid", how="anti", maintain_order="left")


def last_number(folder: Path, ledger: pl.DataFrame) -> int:
    """Return the highest number that a batch was given, in the ledger or the folder; 0 where there is none."""
    names = [*ledger["batch"].drop_nulls().unique(), *(path.name for path in (folder / BATCHES).glob("*.json"))]
    return max((int(name.partition("-")[0]) for name in names if name.partition("-")[0].isdecimal()), default=0)


def write_results(folder: Path, results: Results, record: dict[str, Any], *, ledger_file: Path | None) -> None:
    """Write the results; the ledger last, so that no id counts as used whose batch is not there.

    Raises UserError where the folder cannot be written, or a paper cannot be made.
    """
    with staged(folder) as work:
        for name, table in results._asdict().items():
            if isinstance(table, pl.DataFrame) and name != "ledger":
                write_parquet(work / f"{name}.parquet", table)
        results.statements.write_ndjson(work / "statements.jsonl")
        _write_batches(work / BATCHES, folder / BATCHES, results)
        _write_papers(work / PAPERS, folder / PAPERS, results.papers)
        if ledger_file is None:
            results.ledger.write_csv(work / LEDGER)
        write_json(work / SEAL, record)
    if ledger_file is not None:
        with whole(ledger_file) as partial:
            results.ledger.write_csv(partial)


def _write_batches(new: Path, old: Path, results: Results) -> None:
    """Write the batches, and keep those of earlier runs that wait for their answer."""
    new.mkdir()
    waiting = set(results.ledger.filter(pl.col("state") == WRITTEN)["batch"])
    for path in old.glob("*.json"):
        if path.name in waiting:
            shutil.copyfile(path, new / path.name)
    for batch in results.batches:
        (new / batch.name).write_bytes(batch.content)


def _write_papers(new: Path, old: Path, papers: Iterable[tuple[str, bytes]]) -> None:
    """Write the papers, beside those of earlier runs; no folder where there is none."""
    if old.is_dir():
        shutil.copytree(old, new)
    for name, content in papers:
        new.mkdir(exist_ok=True)
        (new / name).write_bytes(content)
