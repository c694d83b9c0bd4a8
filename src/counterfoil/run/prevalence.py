"""Estimate how much is counterfeit: samples, a frame and reviews in; estimates, what is needed and run.json out."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from counterfoil import __version__
from counterfoil.estimation.prevalence.capture_recapture import Recaptured, capture_recapture
from counterfoil.estimation.prevalence.estimate import USUAL
from counterfoil.estimation.prevalence.sample_size import more_samples
from counterfoil.estimation.prevalence.settings import Prevalence, Settings
from counterfoil.intake.by_contract import read_as
from counterfoil.run.inputs import Inputs, digest_of
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet, write_table
from counterfoil.run.prevalence_inputs import samples_in
from counterfoil.run.prevalence_rows import Asked, estimated
from counterfoil.run.record import versions
from counterfoil.tables.capture import Capture
from counterfoil.tables.frame_stratum import FrameStratum
from counterfoil.tables.reject import Reject
from counterfoil.tables.unit_review import UnitReview

ESTIMATES, NEEDED, RECAPTURED, REJECTS = "estimates", "needed.csv", "recaptured.csv", "rejects.parquet"


@dataclass(frozen=True, kw_only=True)
class PrevalenceRequest:
    """What was examined, and what else is known. `by`: a column of the sampled units; `wanted_width`: of the interval
    of the share of units; `zone` of the facilities, by which examinations fall on days."""

    samples: tuple[Path, ...]
    out: Path
    frame: Path | None = None
    reviews: Path | None = None
    notices: Path | None = None
    by: str | None = None
    wanted_width: float | None = None
    currency: str | None = None
    zone: str = ""
    settings: Settings = USUAL


class PrevalenceDone(NamedTuple):
    """`estimates` (contract PrevalenceEstimate); `needed`, one row to a stratum; `recaptured`, the cross-check."""

    estimates: pl.DataFrame
    needed: pl.DataFrame | None
    recaptured: Recaptured | None
    rejects: pl.DataFrame
    record: dict[str, Any]


def run_prevalence(request: PrevalenceRequest) -> PrevalenceDone:
    """Return the estimates, and write them with run.json to `request.out`.

    Raises UserError for input that cannot be used or tells nothing, and nothing is then left behind.
    """
    samples = samples_in(request.samples, zone=request.zone)
    inputs = samples.inputs
    frame = _table("frame", request.frame, FrameStratum, inputs)
    asked = Asked(
        frame=frame,
        reviews=_table("reviews", request.reviews, UnitReview, inputs),
        by=request.by,
        currency=request.currency,
        settings=request.settings,
    )
    captures = _table("notices", request.notices, Capture, inputs)
    found = estimated(samples.units, asked)
    recaptured = None if captures is None else capture_recapture(captures)
    needed = None if request.wanted_width is None else _needed(found.of_units, frame, request)
    rejects = pl.concat([Reject.create_empty(), *inputs.rejects])
    with locked(request.out), staged(request.out) as work:
        write_parquet(work / f"{ESTIMATES}.parquet", found.rows)
        write_table(work / f"{ESTIMATES}.csv", found.rows, for_people=True)
        write_table(work / f"{ESTIMATES}.json", found.rows)
        if needed is not None:
            write_table(work / NEEDED, needed, for_people=True)
        if recaptured is not None:
            write_table(work / RECAPTURED, recaptured.rows, for_people=True)
        write_parquet(work / REJECTS, rejects)
        record = _record(request, samples.notes, recaptured, inputs, rejected=rejects.height)
        record["outputs"] = {path.name: digest_of(path) for path in sorted(work.iterdir())}
        write_json(work / SEAL, record)
    return PrevalenceDone(found.rows, needed, recaptured, rejects, record)


def _table(role: str, path: Path | None, contract: type[dy.Schema], inputs: Inputs) -> pl.DataFrame | None:
    if path is None:
        return None
    return inputs.table(role, path, partial(read_as, contract=contract), contract.create_empty())


def _needed(of_units: dict[str, Prevalence], frame: pl.DataFrame | None, request: PrevalenceRequest) -> pl.DataFrame:
    assert request.wanted_width is not None
    costs: dict[str, float] = {}
    if frame is not None:
        priced = frame.filter(pl.col("cost").is_not_null())
        costs = {row["stratum"] or "": row["cost"] for row in priced.iter_rows(named=True)}
    parts = [
        more_samples(found, half_width=request.wanted_width / 2, costs=costs, level=request.settings.level).select(
            pl.lit(kind).alias("kind"), pl.all()
        )
        for kind, found in of_units.items()
    ]
    return pl.concat(parts)


def _record(
    request: PrevalenceRequest, notes: list[str], recaptured: Recaptured | None, inputs: Inputs, *, rejected: int
) -> dict[str, Any]:
    settings = request.settings
    cross = None
    if recaptured is not None:
        cross = {"seen": recaptured.seen, "sources": dict(recaptured.sources), "notes": list(recaptured.notes)}
    return {
        "engine_version": __version__,
        "started_at": dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat(),
        "method": "Horvitz-Thompson and Hajek, linearised variance, effective numbers: docs/estimation.md",
        "level": settings.level,
        "interval": settings.interval,
        "reviewer_error": settings.error,
        "by": request.by,
        "currency": request.currency,
        "wanted_width": request.wanted_width,
        "notes": notes,
        "capture_recapture": cross,
        "counts": {"rejected": rejected},
        "files": inputs.files,
        "versions": versions(),
    }
