"""The step that looks at the pictures of the offers, a thousand offers to a part: what an interruption can cost."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from counterfoil.run.mark_index_files import kept_scanner
from counterfoil.run.outputs import write_parquet
from counterfoil.run.pictures.bank import NO_KNOWN_PICTURES, Known, known_in
from counterfoil.run.pictures.kept import FILES, KNOWN, REJECTS
from counterfoil.run.pictures.looker import Lookers
from counterfoil.run.pictures.seen import Eyes, tables_of
from counterfoil.run.pictures.sources import opened_source
from counterfoil.run.plan import Step
from counterfoil.run.running import INTAKE, Run
from counterfoil.run.screening_steps import first_of_each_id
from counterfoil.run.state import END
from counterfoil.screening import kernel_uses
from counterfoil.screening.marks import Marks, build_marks
from counterfoil.screening.mentions import mentions
from counterfoil.screening.pictures.given import CONTRACTS
from counterfoil.tables.reject import Reject
from counterfoil.tables.right import is_screened

OFFERS = 1_000  # of a part
BANK = "bank"


def look(run: Run, step: Step) -> None:
    """Look at the pictures of all offers, part by part."""
    assert run.request.images is not None
    source = opened_source(run.request.images)
    with Lookers() as lookers:
        known = _known(run, step, lookers)
        eyes, marks = Eyes(source, known, lookers), build_marks(run.given.rights.filter(is_screened()), kept_scanner)
        finished = set(run.state.parts(step.name))
        done = sum(run.state.facts(unit)["offers"] for unit in finished)
        run.tell(step, done, run.unique())
        for unit, offers in _parts(run, step):
            if unit in finished:
                continue
            with run.state.making(unit) as (work, facts):
                facts |= {"offers": offers.height, BANK: known.digest} | _seen(offers, eyes, marks, work)
            done += offers.height
            run.tell(step, done, run.unique())
    with run.state.making(f"{step.name}/{END}") as (_, facts):
        facts["files"] = source.count


def _parts(run: Run, step: Step) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the offers of each part with its name: the number of the part of the intake, and its own in that."""
    offers_in = first_of_each_id(run)
    for number, unit in enumerate(run.state.parts(INTAKE)):
        own = 0
        for frame in offers_in(run.state.path(unit)):
            for piece in frame.iter_slices(OFFERS):
                yield f"{step.name}/{number:05}-{own:05}", piece
                own += 1


def _known(run: Run, step: Step, lookers: Lookers) -> Known:
    """Return the known pictures; parts that were held against others are made again."""
    path, table = run.request.known_pictures, run.given.known_pictures
    nothing = Known(NO_KNOWN_PICTURES, None, Reject.create_empty(), "", {})
    known = nothing if path is None else known_in(table, lookers, path=path)
    if any(run.state.facts(unit)[BANK] != known.digest for unit in run.state.parts(step.name)):
        run.state.remove_parts(step.name)
    shutil.rmtree(run.state.path(KNOWN), ignore_errors=True)  # of the run that was interrupted
    with run.state.making(KNOWN) as (work, facts):
        write_parquet(work / REJECTS, known.rejects)
        facts["used"] = known.table.height
    return known


def _seen(offers: pl.DataFrame, eyes: Eyes, marks: Marks, work: Path) -> dict[str, object]:
    """Write what the pictures of some offers show, and return how many were looked at, missing and refused."""
    shown = eyes.source.of(offers)
    naming = mentions(offers, marks).places[kernel_uses.OFFER]
    reading = set(offers["id"]) - set(offers["id"].gather(np.unique(naming)))
    to_read = set(shown.filter(pl.col("offer_id").is_in(list(reading)))["image_id"])
    seen = eyes.see(shown["image_id"], reading=to_read)
    rows = tables_of(shown, seen, reading=reading)
    for name, contract in CONTRACTS.items():
        empty = contract.create_empty()
        filled = [{column: row.get(column) for column in empty.columns} for row in rows[name]]
        write_parquet(work / FILES[name], contract.cast(pl.DataFrame(filled, schema=empty.schema)))
    refused = Counter(str(row["refused"]) for row in rows["pictures"] if row["refused"] is not None)
    return {
        "pictures": shown.height,
        "without": offers.height - shown["offer_id"].n_unique(),
        "refused": dict(refused),
        "known": len({(row["offer_id"], row["image_id"]) for row in rows["matches"]}),
        "read": sum(seen[one].words is not None for one in to_read),
    }
