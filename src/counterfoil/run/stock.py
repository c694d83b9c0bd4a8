"""Keep a ledger of stock: inventories, events and cases in; entries, balances and checks out. Counts change nothing."""

import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import polars as pl

from counterfoil import __version__
from counterfoil.errors import UserError
from counterfoil.run.inputs import Inputs, digest_of
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet
from counterfoil.run.record import versions
from counterfoil.run.stock_inputs import CHANGES, COUNTS, REJECTS, Staged, StockFiles, stage, with_glns
from counterfoil.stock.balances import BY, balances
from counterfoil.stock.checks import Checked, check, corrections
from counterfoil.stock.opening import counted_already, openings, snapshots
from counterfoil.tables.reject import Reject
from counterfoil.tables.stock_entry import StockEntry

ENTRIES, BALANCES, CHECKS = "entries.parquet", "balances.parquet", "checks.parquet"
IN_THE_COUNT = "the change is not later than the first count of its facility, and in that count already"
WRONG_EVENT = "the event was declared wrong"


@dataclass(frozen=True, kw_only=True)
class LedgerRequest:
    """What a ledger is made from, and the folder for it; `is_partial`: counts do not list all that lies there."""

    given: StockFiles
    out: Path
    is_partial: bool = False


class Checks(NamedTuple):
    """Where counts differ (contract StockCheck), how many goods agree, and how many corrections were entered."""

    wrong: pl.DataFrame
    agreeing: int
    corrected: int


def run_ledger(request: LedgerRequest) -> dict[str, Any]:
    """Make the ledger anew in `request.out` and return what run.json says of it.

    Writes entries, balances, checks and rejects (Parquet) and, last, run.json. Raises UserError for input that cannot
    be used; nothing is then left behind.
    """
    started, clock = dt.datetime.now(dt.UTC), time.monotonic()
    with locked(request.out), staged(request.out) as work:
        inputs = Inputs()
        read = stage(request.given, inputs, work)
        counts = with_glns(pl.scan_parquet(work / COUNTS), read.names)
        moments = snapshots(counts)
        aside = _entries(work, counts, moments, read)
        entries = pl.scan_parquet(work / ENTRIES)
        found = check(entries, counts, moments.filter(~pl.col("is_first")), is_partial=request.is_partial)
        write_parquet(work / CHECKS, found.wrong)
        balances(entries).sort(*BY).sink_parquet(work / BALANCES, compression="zstd")
        _end(work)
        record: dict[str, Any] = {
            "engine_version": __version__,
            "started_at": started.replace(microsecond=0).isoformat(),
            "counts": {
                "rows": read.rows,
                "rejected": read.rejected + aside,
                "entries": _height(work / ENTRIES),
                "balances": _height(work / BALANCES),
                "facilities_opened": moments.filter("is_first").height,
                "later_counts": moments.filter(~pl.col("is_first")).height,
                "goods_agreeing": found.agreeing,
                "goods_not_agreeing": found.wrong.height,
            },
            "is_partial": request.is_partial,
            "files": inputs.files,
            "versions": versions(),
            "outputs": {name: digest_of(work / name) for name in (ENTRIES, BALANCES, CHECKS, REJECTS)},
            "seconds": round(time.monotonic() - clock, 3),
        }
        write_json(work / SEAL, record)
    return record


def run_check(folder: Path, given: StockFiles, *, is_partial: bool, correct: str | None) -> Checks:
    """Hold inventories against the ledger in a folder and return where they differ; with `correct`, the reason, enter
    what differs as count corrections. Raises UserError for no ledger, and for files that cannot be used or that tell
    changes, which a ledger is made anew from."""
    ledger_in(folder)
    with locked(folder), staged(folder) as work:
        inputs = Inputs()
        read = stage(given, inputs, work)
        if read.changes:
            cure = "Make the ledger anew with them: counterfoil stock ledger."
            raise UserError("A check takes counts; these files tell changes.", cure=cure)
        entries = pl.scan_parquet(folder / ENTRIES)
        counts = with_glns(pl.scan_parquet(work / COUNTS), read.names)
        found = check(entries, counts, snapshots(counts), is_partial=is_partial)
        corrected = _corrected(folder, work, found, correct) if correct else 0
        for name in (COUNTS, CHANGES, REJECTS):
            (work / name).unlink()
    return Checks(found.wrong, found.agreeing, corrected)


def ledger_in(folder: Path) -> dict[str, Any]:
    """Return what run.json says of the ledger in a folder. Raises UserError where there is none."""
    try:
        told: dict[str, Any] = msgspec.json.decode((folder / SEAL).read_bytes())
        pl.scan_parquet(folder / ENTRIES).collect_schema()
    except (OSError, msgspec.MsgspecError, pl.exceptions.PolarsError) as cause:
        cure = "Make one with: counterfoil stock ledger."
        raise UserError("There is no ledger in this folder.", cure=cure, file=str(folder)) from cause
    return told


def run_balance(folder: Path, *, by: tuple[str, ...], at: dt.datetime | None) -> pl.DataFrame:
    """Return the balances of a ledger at a moment, by columns of GOODS. Raises UserError as `ledger_in`."""
    ledger_in(folder)
    return balances(pl.scan_parquet(folder / ENTRIES), by=by, at=at).sort(*by).collect(engine="streaming")


def _entries(work: Path, counts: pl.LazyFrame, moments: pl.DataFrame, read: Staged) -> int:
    """Write the entries of the ledger; return how many changes were set aside, with their reason, in the rejects."""
    changes = with_glns(pl.scan_parquet(work / CHANGES), read.names)
    wrong = pl.col("reference").is_in(pl.Series(sorted(read.wrong), dtype=pl.String).implode())
    judged = counted_already(changes, moments).with_columns(is_wrong=wrong.fill_null(value=False))
    fits = ~pl.col("is_counted") & ~pl.col("is_wrong")
    kept = judged.filter(fits).unique("id", keep="first").select(StockEntry.column_names())
    pl.concat([openings(counts, moments), kept]).sort("at", "id").sink_parquet(work / ENTRIES, compression="zstd")
    aside = judged.filter(~fits).select(
        file=pl.col("source").str.extract(r"^(.*):\d+(?:/\d+)?$").fill_null(pl.col("source")),
        line=pl.col("source").str.extract(r":(\d+)(?:/\d+)?$").cast(pl.Int64),
        field=pl.lit("at"),
        value=pl.col("at").dt.to_string("%Y-%m-%dT%H:%M:%SZ"),
        rule=pl.when("is_wrong").then(pl.lit(WRONG_EVENT)).otherwise(pl.lit(IN_THE_COUNT)),
    )
    told = Reject.cast(aside.collect(engine="streaming"))
    if told.height:
        write_parquet(work / REJECTS, pl.concat([pl.read_parquet(work / REJECTS), told]))
    return told.height


def _corrected(folder: Path, work: Path, found: Checked, why: str) -> int:
    """Write the ledger with what differs as entries, and what follows from it; return how many there are."""
    new = corrections(found.wrong, why=why)
    if new.is_empty():
        return 0
    old = pl.scan_parquet(folder / ENTRIES)
    pl.concat([old, new.lazy()]).sort("at", "id").sink_parquet(work / ENTRIES, compression="zstd")
    balances(pl.scan_parquet(work / ENTRIES)).sort(*BY).sink_parquet(work / BALANCES, compression="zstd")
    told = ledger_in(folder)
    told["counts"] |= {"entries": _height(work / ENTRIES), "balances": _height(work / BALANCES)}
    told["outputs"] |= {name: digest_of(work / name) for name in (ENTRIES, BALANCES)}
    told["corrected"] = [*told.get("corrected", []), {"why": why, "entries": new.height}]
    write_json(work / SEAL, told)
    return new.height


def _height(path: Path) -> int:
    return int(pl.scan_parquet(path).select(pl.len()).collect().item())


def _end(work: Path) -> None:
    for name in (COUNTS, CHANGES):
        (work / name).unlink()
