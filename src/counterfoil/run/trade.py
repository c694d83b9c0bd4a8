"""Estimate the size of counterfeit trade: statistics of seizures and imports in; indexes, ceiling and run.json out."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil import __version__
from counterfoil.errors import UserError
from counterfoil.estimation.trade.estimate import Settings, TradeEstimate, trade
from counterfoil.estimation.trade.series import series_of
from counterfoil.intake.trade import read_trade_imports, read_trade_seizures
from counterfoil.run.inputs import Inputs, digest_of
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet, write_table
from counterfoil.run.record import versions
from counterfoil.tables.reject import Reject
from counterfoil.tables.trade_import import TradeImport
from counterfoil.tables.trade_seizure import TradeSeizure

REJECTS = "rejects.parquet"


@dataclass(frozen=True, kw_only=True)
class TradeRequest:
    """The two tables, the years that are asked of (none: all that both tell of), how, and the folder for results."""

    seizures: Path
    imports: Path
    out: Path
    years: tuple[int, int] | None
    settings: Settings


def run_trade(request: TradeRequest) -> tuple[TradeEstimate, dict[str, Any]]:
    """Work out the estimate; return it with what run.json says.

    Writes indexes, pairs, ceilings and series as CSV, rejects as Parquet and, last, run.json. Raises UserError for
    input that cannot be used, and nothing is then left behind.
    """
    with locked(request.out), staged(request.out) as work:
        inputs = Inputs()
        seizures = inputs.table("seizures", request.seizures, read_trade_seizures, TradeSeizure.create_empty())
        imports = inputs.table("imports", request.imports, read_trade_imports, TradeImport.create_empty())
        asked = _within(seizures, request.years)
        found = trade(asked, _within(imports, request.years), request.settings)
        tables = {
            "indexes": found.indexes,
            "pairs": found.pairs,
            "ceilings": found.ceilings,
            "series": series_of(asked),
        }
        for name, table in tables.items():
            write_table(work / f"{name}.csv", table)
        rejects = pl.concat([Reject.create_empty(), *inputs.rejects])
        write_parquet(work / REJECTS, rejects)
        record = _record(request, found, inputs, rejects.height, work, tables)
        write_json(work / SEAL, record)
        return found, record


def _within(rows: pl.DataFrame, years: tuple[int, int] | None) -> pl.DataFrame:
    if years is None:
        return rows
    kept = rows.filter(pl.col("year").is_between(*years))
    if kept.is_empty():
        known = rows["year"].unique().sort().to_list()
        raise UserError(
            f"Nothing is told of {years[0]} to {years[1]}.", cure=f"The years told of are {known[0]} to {known[-1]}."
        )
    return kept


def _record(
    request: TradeRequest, found: TradeEstimate, inputs: Inputs, rejected: int, work: Path, tables: Iterable[str]
) -> dict[str, Any]:
    settings = request.settings
    return {
        "engine_version": __version__,
        "started_at": dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat(),
        "method": "GTRIC, OECD/EUIPO 2016, Annex A; steps 1 to 3 as read, the rest unverified",
        "weight": settings.reading.weight,
        "ddof": settings.reading.ddof,
        "floor": settings.floor,
        "measure": settings.measure,
        "fixed_points": list(settings.fixed_points),
        "resampled": settings.times,
        "seed": settings.seed,
        "years": list(found.years),
        "currency": found.currency,
        "notes": list(found.notes),
        "counts": {"rejected": rejected},
        "files": inputs.files,
        "versions": versions(),
        "outputs": {name: digest_of(work / name) for name in (*(f"{one}.csv" for one in tables), REJECTS)},
    }
