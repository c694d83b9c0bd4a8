"""The working steps of a screening: read the offers in, compare them with each other, screen them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from counterfoil.evidence.policy import Policy
from counterfoil.intake.offers import read_offers
from counterfoil.run.inputs import Inputs, mapping_in, opened
from counterfoil.run.outputs import TableWriter, frames_of
from counterfoil.run.plan import Step
from counterfoil.run.population import compare
from counterfoil.run.record import FOLDER, write_kept
from counterfoil.run.request import ScreenRequest, kept_for, references_for
from counterfoil.run.shadow import shadow_policy, shadowing
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.population.repeated import repeated_rows
from counterfoil.screening.references import References
from counterfoil.screening.screen import screen
from counterfoil.tables.assessment import Assessment
from counterfoil.tables.contract import LINE
from counterfoil.tables.decision import Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.offer import Offer
from counterfoil.tables.reject import Reject, shorten

BATCH = 10_000  # offers screened at a time
Telling = Callable[[Step, int, int | None], None]  # step, offers done, offers in all where known

SPILL = "spill"  # folder of the comparison's working files; gone before the run is done
PLACE = "place"  # an offer's number in its file
REPEATED = "id must not be used twice; an earlier line has it"
STAGED = Offer.create_empty().with_columns(
    pl.lit(0, dtype=pl.Int64).alias(LINE),
    pl.lit(0, dtype=pl.Int64).alias(PLACE),
    brand_key=pl.lit(""),
    goods_type=pl.lit(""),
)
RESULTS = {"findings": Finding, "assessments": Assessment, "decisions": Decision}


@dataclass
class Run:
    """What the steps of one run hand on to each other; `work` is the folder that the results are made in."""

    request: ScreenRequest
    work: Path
    tell: Telling
    inputs: Inputs = field(default_factory=Inputs)
    references: References | None = None
    shadow: Policy | None = None
    kept: dict[str, str] = field(default_factory=dict)  # SHA-256 of each file kept for replay
    repeated: pl.DataFrame = field(default_factory=lambda: STAGED.select("id", PLACE, LINE))
    offers_read: int = 0
    offers_rejected: int = 0

    @property
    def staged_offers(self) -> Path:
        """The offers as they were read, under a name that the finished run does not keep."""
        return self.work / "staged-offers.parquet"

    @property
    def staged_rejects(self) -> Path:
        """The offers file's own rejects, while the others are still to come."""
        return self.work / "staged-rejects.parquet"

    def ready(self) -> References:
        """Return the references; they are made in the step that compares the offers."""
        assert self.references is not None
        return self.references


def read_in(run: Run, step: Step) -> None:
    """Read the offers batch by batch into a staged file; set the rows that cannot be used aside."""
    kept = 0
    mapping = mapping_in(run.request.mapping)
    path = run.request.offers
    with (
        opened(path) as stream,
        TableWriter(run.staged_offers, STAGED.clear()) as offers,
        TableWriter(run.staged_rejects, Reject.create_empty()) as rejects,
    ):
        for batch in read_offers(stream, file=path.name, mapping=mapping, encoding=run.request.encoding):
            placed = prepared(batch.kept).with_columns(pl.int_range(kept, kept + pl.len(), dtype=pl.Int64).alias(PLACE))
            offers.append(placed.select(STAGED.columns))
            rejects.append(batch.rejects)
            kept += batch.kept.height
            run.offers_rejected += batch.rejects.height
            run.offers_read = kept + run.offers_rejected
            run.tell(step, run.offers_read, None)
    run.inputs.note("offers", path, rows=kept)


def compare_offers(run: Run, step: Step) -> None:
    """Look across all offers: ids used twice, and what offers share. Then make the references ready."""
    offers = pl.scan_parquet(run.staged_offers)
    run.repeated = repeated_rows(offers)
    run.offers_rejected += run.repeated.height
    first = offers.join(run.repeated.lazy(), on=PLACE, how="anti")
    population = compare(_first_of_each_id(run), run.work / SPILL, total=run.offers_read - run.offers_rejected)
    population.write_parquet(run.work / "population.parquet")
    kept = kept_for(run.request, run.inputs, offers=first, population={"population": population})
    run.references, run.kept = references_for(run.request, kept), write_kept(kept, run.work / FOLDER)
    run.shadow = shadow_policy(run.request.shadow_policy, run.inputs)
    _write_rejects(run)
    run.tell(step, run.offers_read, run.offers_read)


def _first_of_each_id(run: Run) -> Iterator[pl.DataFrame]:
    """Yield the staged offers batch by batch, those whose id an earlier offer has used left out."""
    for frame in frames_of(run.staged_offers, rows=BATCH):
        yield frame.join(run.repeated, on=PLACE, how="anti", maintain_order="left")


def _write_rejects(run: Run) -> None:
    """Write the rejects of all files: the offers' own, its repeated ids, and those of the tables read whole."""
    repeated = run.repeated.select(
        file=pl.lit(run.request.offers.name),
        line=LINE,
        field=pl.lit("id"),
        value=shorten(pl.col("id")),
        rule=pl.lit(REPEATED),
    )
    with TableWriter(run.work / "rejects.parquet", Reject.create_empty()) as rejects:
        for frame in frames_of(run.staged_rejects, rows=BATCH):
            rejects.append(frame)
        rejects.append(Reject.cast(repeated))
        for frame in run.inputs.rejects:
            rejects.append(frame)
    run.staged_rejects.unlink()


def screen_staged(run: Run, step: Step) -> None:
    """Screen the staged offers batch by batch and append what comes of them."""
    total, done = run.offers_read - run.offers_rejected, 0
    with ExitStack() as stack:
        offers = stack.enter_context(TableWriter(run.work / "offers.parquet", STAGED.clear()))
        writers = {
            name: stack.enter_context(TableWriter(run.work / f"{name}.parquet", table.create_empty()))
            for name, table in RESULTS.items()
        }
        follow = stack.enter_context(shadowing(run.shadow, run.ready().model, run.work))
        for batch in _first_of_each_id(run):
            result = screen(batch, run.ready())
            for name, writer in writers.items():
                writer.append(RESULTS[name].cast(getattr(result, name)))
            follow(result.assessments, batch)
            offers.append(batch)
            done += batch.height
            run.tell(step, done, total)
