"""Run the screening plan in this process, on files, with memory that does not grow with the offers."""

import datetime as dt
import time
from collections.abc import Mapping
from typing import Any

import polars as pl

from counterfoil import __version__
from counterfoil.run.inputs import digest_of, digest_of_table
from counterfoil.run.outputs import SEAL, staged, write_json
from counterfoil.run.plan import SCREENING
from counterfoil.run.record import versions
from counterfoil.run.request import ScreenRequest
from counterfoil.run.screening_report import write_report
from counterfoil.run.screening_steps import Run, Telling, compare_offers, read_in, screen_staged
from counterfoil.run.shadow import SHADOW, shadow_record
from counterfoil.tables.decision import DECISIONS

WORKING = {"intake": read_in, "population": compare_offers, "screening": screen_staged}
OUTPUTS = ("decisions", "assessments", "findings", "population", "rejects", "offers")


def run_screening(request: ScreenRequest, *, tell: Telling) -> dict[str, Any]:
    """Screen a file of offers into `request.out` and return what run.json says of it.

    Writes decisions, assessments, findings, population, offers and rejects (Parquet), report.html and, last, run.json.
    Raises UserError for input that cannot be used; nothing is then left behind.
    """
    started, clock = dt.datetime.now(dt.UTC), time.perf_counter()
    with staged(request.out) as work:
        run = Run(request, work, tell)
        record: dict[str, Any] = {}
        for step in SCREENING:
            if step.name in WORKING:
                WORKING[step.name](run, step)
                continue
            record = _record(run, started=started, seconds=time.perf_counter() - clock)
            write_report(run, record)
            tell(step, record["counts"]["offers_kept"], record["counts"]["offers_kept"])
        run.staged_offers.unlink()
        record["seconds"] = round(time.perf_counter() - clock, 3)
        write_json(work / SEAL, record)
    if run.shadow is None:  # an earlier run's would now stand beside decisions that it was not held against
        (request.out / SHADOW).unlink(missing_ok=True)
    return record


def _record(run: Run, *, started: dt.datetime, seconds: float) -> dict[str, Any]:
    references = run.ready()
    return {
        "engine_version": __version__,
        "model": references.model.label,
        "policy": references.policy.label,
        "started_at": started.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "counts": _counts(run),
        "files": run.inputs.files,
        "inputs_digest": references.inputs_digest,
        "population_digest": digest_of_table(references.population),
        "replay": run.kept,
        "versions": versions(),
        "outputs": {f"{name}.parquet": digest_of(run.work / f"{name}.parquet") for name in OUTPUTS},
        **shadow_record(run.work, run.shadow),
    }


def _counts(run: Run) -> Mapping[str, int]:
    """Count, and hold the law: rows in = rows kept + rows rejected."""
    decided = pl.scan_parquet(run.work / "decisions.parquet").group_by("decision").len().collect()
    by_decision = dict(decided.iter_rows())
    kept, rejected = sum(by_decision.values()), run.offers_rejected
    assert kept + rejected == run.offers_read, f"{run.offers_read} offers read, {kept} kept, {rejected} rejected"
    counts = {"offers_read": run.offers_read, "offers_kept": kept, "rejected": rejected}
    return counts | {decision: int(by_decision.get(decision, 0)) for decision in DECISIONS}
