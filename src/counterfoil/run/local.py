"""Run the screening plan in this process, on files, with memory that does not grow with the offers."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from counterfoil import __version__
from counterfoil.documents.report_tables import ReportTables
from counterfoil.documents.screening_report import screening_report
from counterfoil.intake.offers import read_offers
from counterfoil.run.inputs import Inputs, digest_of, digest_of_table, mapping_in, opened
from counterfoil.run.outputs import SEAL, TableWriter, frames_of, staged, write_json
from counterfoil.run.plan import SCREENING, Step
from counterfoil.run.request import ScreenRequest, references_for
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.population import gtin_uses, repeated_rows
from counterfoil.screening.references import References
from counterfoil.screening.screen import screen
from counterfoil.tables.assessment import Assessment
from counterfoil.tables.contract import LINE
from counterfoil.tables.decision import DECISIONS, Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.offer import Offer
from counterfoil.tables.reject import Reject

BATCH = 10_000  # offers screened at a time
Telling = Callable[[Step, int, int | None], None]  # step, offers done, offers in all where known

REPEATED = "id must not be used twice; an earlier line has it"
STAGED = Offer.create_empty().with_columns(
    pl.lit(0, dtype=pl.Int64).alias(LINE), brand_key=pl.lit(""), goods_type=pl.lit("")
)


@dataclass
class _Run:
    """What the steps of one run hand on to each other."""

    request: ScreenRequest
    work: Path
    tell: Telling
    inputs: Inputs = field(default_factory=Inputs)
    references: References | None = None
    repeated: pl.DataFrame = field(default_factory=lambda: STAGED.select("id", LINE))
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def staged_offers(self) -> Path:
        return self.work / "staged-offers.parquet"


def run_screening(request: ScreenRequest, *, tell: Telling) -> dict[str, object]:
    """Screen a file of offers into `request.out` and return what run.json says of it.

    Writes decisions, assessments, findings, offers and rejects (Parquet), report.html and, last, run.json. Raises
    UserError for input that cannot be used; nothing is then left behind.
    """
    started, clock = dt.datetime.now(dt.UTC), time.perf_counter()
    with staged(request.out) as work:
        run = _Run(request, work, tell)
        steps = {"intake": _intake, "population": _population, "screening": _screening, "report": _report}
        for step in SCREENING:
            if step.name == "report":
                run.counts = _counts(run)
                record = _record(run, started=started, seconds=time.perf_counter() - clock)
                _report(run, step, record)
            else:
                steps[step.name](run, step)  # type: ignore[operator]
        run.staged_offers.unlink()
        record["seconds"] = round(time.perf_counter() - clock, 3)
        write_json(work / SEAL, record)
    return record


def _intake(run: _Run, step: Step) -> None:
    """Read the offers batch by batch into a staged file; set the rows that cannot be used aside."""
    read = kept = 0
    mapping = mapping_in(run.request.mapping)
    path = run.request.offers
    with opened(path) as stream, TableWriter(run.staged_offers, STAGED.clear()) as writer:
        for batch in read_offers(stream, file=path.name, mapping=mapping, encoding=run.request.encoding):
            writer.append(prepared(batch.kept).select(STAGED.columns))
            run.inputs.rejects.append(batch.rejects)
            kept += batch.kept.height
            read += batch.kept.height + batch.rejects.height
            run.tell(step, read, None)
    run.inputs.note("offers", path, rows=kept)
    run.counts = {"offers_read": read, "staged": kept}


def _population(run: _Run, step: Step) -> None:
    """Look across all offers: codes on several products, ids used twice. Then make the references ready."""
    offers = pl.scan_parquet(run.staged_offers)
    run.repeated = repeated_rows(offers)
    first = offers.join(run.repeated.lazy(), on=["id", LINE], how="anti")
    uses = gtin_uses(first)
    run.references = references_for(run.request, run.inputs, gtin_uses=uses)
    run.inputs.rejects.append(_rejected_repeats(run))
    run.tell(step, run.counts["staged"], run.counts["staged"])


def _rejected_repeats(run: _Run) -> pl.DataFrame:
    return Reject.cast(
        run.repeated.sort(LINE).select(
            file=pl.lit(run.request.offers.name),
            line=LINE,
            field=pl.lit("id"),
            value=pl.col("id").str.slice(0, 120),
            rule=pl.lit(REPEATED),
        )
    )


def _screening(run: _Run, step: Step) -> None:
    """Screen the staged offers batch by batch and append what comes of them."""
    assert run.references is not None
    total, done = run.counts["staged"] - run.repeated.height, 0
    empties = {"findings": Finding, "assessments": Assessment, "decisions": Decision}
    writers = {name: TableWriter(run.work / f"{name}.parquet", table.create_empty()) for name, table in empties.items()}
    with TableWriter(run.work / "offers.parquet", STAGED.clear()) as offers_writer:
        for frame in frames_of(run.staged_offers, rows=BATCH):
            batch = frame.join(run.repeated, on=["id", LINE], how="anti", maintain_order="left")
            result = screen(batch, run.references)
            for name, writer in writers.items():
                writer.append(empties[name].cast(getattr(result, name)))
            offers_writer.append(batch)
            done += batch.height
            run.tell(step, done, total)
    for writer in writers.values():
        writer.__exit__(None, None, None)
    pl.concat([Reject.create_empty(), *run.inputs.rejects]).write_parquet(run.work / "rejects.parquet")


def _counts(run: _Run) -> dict[str, int]:
    """Count, and hold the law: rows in = rows kept + rows rejected."""
    decided = pl.scan_parquet(run.work / "decisions.parquet").group_by("decision").len().collect()
    by_decision = dict(decided.iter_rows())
    kept, read = sum(by_decision.values()), run.counts["offers_read"]
    rejected = pl.read_parquet(run.work / "rejects.parquet").filter(pl.col("file") == run.request.offers.name).height
    assert kept + rejected == read, f"{read} offers read, {kept} kept, {rejected} rejected"
    counts = {"offers_read": read, "offers_kept": kept, "rejected": rejected}
    return counts | {decision: int(by_decision.get(decision, 0)) for decision in DECISIONS}


def _record(run: _Run, *, started: dt.datetime, seconds: float) -> dict[str, object]:
    assert run.references is not None
    names = ("decisions", "assessments", "findings", "rejects", "offers")
    return {
        "engine_version": __version__,
        "model": run.references.model.label,
        "policy": run.references.policy.label,
        "started_at": started.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "counts": run.counts,
        "files": run.inputs.files,
        "inputs_digest": run.references.inputs_digest,
        "gtin_uses_digest": digest_of_table(run.references.gtin_uses),
        "outputs": {f"{name}.parquet": digest_of(run.work / f"{name}.parquet") for name in names},
    }


def _report(run: _Run, step: Step, record: dict[str, object]) -> None:
    """Write the report from the decisions and the findings on the offers that are not clear."""
    assert run.references is not None
    decisions = pl.read_parquet(run.work / "decisions.parquet")
    suspect = decisions.lazy().filter(pl.col("decision") != "clear").select("subject_id")
    tables = {
        name: pl.scan_parquet(run.work / f"{name}.parquet").join(
            suspect, left_on=key, right_on="subject_id", how="semi"
        )
        for name, key in (("findings", "subject_id"), ("assessments", "subject_id"), ("offers", "id"))
    }
    html = screening_report(
        ReportTables(
            decisions=decisions,
            assessments=tables["assessments"].collect(),
            findings=tables["findings"].collect(),
            rejects=pl.read_parquet(run.work / "rejects.parquet"),
            offers=tables["offers"].collect(),
            rights=run.references.marks.rights,
            run=record,  # type: ignore[arg-type]
        )
    )
    (run.work / "report.html").write_text(html, encoding="utf-8")
    run.tell(step, decisions.height, decisions.height)
