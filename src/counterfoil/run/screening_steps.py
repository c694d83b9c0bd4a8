"""The working steps of a screening: read the offers in, compare them with each other, screen them.

Each step leaves its units in the state and takes up where an interrupted one stopped. A part of the screening holds
the offers of the part of the intake with its number.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

import numpy as np
import polars as pl

from counterfoil.intake.offers import read_offers
from counterfoil.run.inputs import mapping_in, opened
from counterfoil.run.memory import pieces
from counterfoil.run.order_blocking import screened
from counterfoil.run.outputs import TableWriter, frames_of, write_parquet
from counterfoil.run.pictures.kept import dealers_in, pictures_of_part, with_picture_keys
from counterfoil.run.plan import Step
from counterfoil.run.population import buckets_at_once, compare, write_keys
from counterfoil.run.running import INTAKE, POPULATION, Run
from counterfoil.run.shadow import shadowing
from counterfoil.run.spill import read_buckets, write_buckets
from counterfoil.run.state import END, part
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.population.repeated import BY, PLACE, keys_of, repeated_places
from counterfoil.tables.assessment import Assessment
from counterfoil.tables.contract import LINE
from counterfoil.tables.decision import Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.offer import Offer
from counterfoil.tables.reject import Reject

BATCH = 10_000  # offers taken from a file at a time
BATCHES = 5  # of the reader in a part: what an interruption can cost

IDS = "ids.arrow"
OFFERS, REJECTS, PLACES = "offers.parquet", "rejects.parquet", "places.parquet"
STAGED = Offer.create_empty().with_columns(
    pl.lit(0, dtype=pl.Int64).alias(LINE),
    pl.lit(0, dtype=pl.Int64).alias(PLACE),
    brand_key=pl.lit(""),
    goods_type=pl.lit(""),
)
RESULTS = {"findings": Finding, "assessments": Assessment, "decisions": Decision}


def read_in(run: Run, step: Step) -> None:
    """Read the offers batch by batch into parts; set the rows that cannot be used aside."""
    finished = [run.state.facts(unit) for unit in run.state.parts(step.name)]
    counts = {name: sum(facts[name] for facts in finished) for name in ("kept", "rejected")}
    path, request = run.request.offers, run.request
    run.tell(step, sum(counts.values()), None)
    with opened(path) as stream:
        batches = read_offers(stream, file=path.name, mapping=mapping_in(request.mapping), encoding=request.encoding)
        for number, group in groupby(enumerate(batches), key=lambda batch: batch[0] // BATCHES):
            if number < len(finished):  # what is finished is only read over
                continue
            with (
                run.state.making(part(step.name, number)) as (work, facts),
                TableWriter(work / OFFERS, STAGED.clear()) as offers,
                TableWriter(work / REJECTS, Reject.create_empty()) as rejects,
            ):
                ids = [keys_of(STAGED.clear())]
                for _, batch in group:
                    first = counts["kept"] + offers.rows
                    place = pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias(PLACE)
                    placed = prepared(batch.kept).with_columns(place).select(STAGED.columns)
                    offers.append(placed)
                    rejects.append(batch.rejects)
                    ids.append(keys_of(placed))
                    run.tell(step, sum(counts.values()) + offers.rows + rejects.rows, None)
                write_buckets(work / IDS, pl.concat(ids), by=BY)
                facts |= {"kept": offers.rows, "rejected": rejects.rows}
            counts = {name: counts[name] + facts[name] for name in counts}
    run.inputs.check(path)
    with run.state.making(f"{step.name}/{END}") as (_, facts):
        facts |= counts


def find_repeated(run: Run, step: Step) -> None:
    """Find the offers that use the id of an earlier one."""
    kept = run.kept()
    paths = [run.state.path(unit) / IDS for unit in run.state.parts(INTAKE)]
    sizes = sum(path.stat().st_size for path in paths)
    run.tell(step, 0, kept)
    buckets = read_buckets(paths, keys_of(STAGED.clear()), at_once=buckets_at_once(4 * sizes, run.memory.keys))
    places = pl.concat([repeated_places(bucket) for bucket in buckets]).sort()
    with run.state.making(step.name) as (work, facts):
        write_parquet(work / PLACES, places.to_frame())
        facts["repeated"] = places.len()
    run.tell(step, kept, kept)


def first_of_each_id(run: Run) -> Callable[[Path], Iterator[pl.DataFrame]]:
    """Return what yields the staged offers of one part, those left out whose id an earlier offer has used."""
    is_repeated = repeated_in(run)

    def offers_in(folder: Path) -> Iterator[pl.DataFrame]:
        for frame in frames_of(folder / OFFERS, rows=BATCH):
            yield frame.filter(~is_repeated.gather(frame[PLACE]))

    return offers_in


def repeated_in(run: Run) -> pl.Series:
    """Return for every place in the file whether the offer there uses the id of an earlier one: a bit for each."""
    marked = np.zeros(run.kept(), dtype=bool)
    marked[pl.read_parquet(run.state.path("repeated") / PLACES)[PLACE].to_numpy()] = True
    return pl.Series(marked)


def write_down_keys(run: Run, step: Step) -> None:
    """Write down, part by part, the keys by which offers may meet."""
    dealers = dealers_in(run)

    def write_part(number: int, offers: Iterator[pl.DataFrame], work: Path) -> dict[str, int]:
        pictures = pictures_of_part(run, number)
        keyed = (
            (with_picture_keys(piece, pictures, dealers) for piece in offers) if pictures.pictures.height else offers
        )
        return {"bytes": write_keys(keyed, work)}

    _in_parts(run, step, write_part)


def compare_offers(run: Run, step: Step) -> None:
    """Look across all offers: what do they share?"""
    total, units = run.unique(), run.state.parts("keys")
    widest = sum(run.state.facts(unit)["bytes"] for unit in units)
    run.tell(step, 0, total)
    population = compare(
        [run.state.path(unit) for unit in units],
        total=total,
        at_once=buckets_at_once(widest, run.memory.keys),
        tell=lambda share: run.tell(step, int(total * share), total),
    )
    with run.state.making(step.name) as (work, _):
        write_parquet(work / POPULATION, population)
    run.state.remove_parts("keys")


def screen_offers(run: Run, step: Step) -> None:
    """Screen the staged offers, part by part, and keep what comes of them."""
    references = run.ready()

    def screen_part(number: int, offers: Iterator[pl.DataFrame], work: Path) -> dict[str, int]:
        pictures = pictures_of_part(run, number)
        with ExitStack() as stack:
            writers = {
                name: stack.enter_context(TableWriter(work / f"{name}.parquet", table.create_empty()))
                for name, table in RESULTS.items()
            }
            follow = stack.enter_context(shadowing(run.shadow, references.model, work))
            for piece in offers:
                result = screened(piece, references, pictures.of(piece["id"]))
                for name, writer in writers.items():
                    writer.append(RESULTS[name].cast(getattr(result, name)))
                follow(result, piece)
        return {}

    _in_parts(run, step, screen_part)


def _in_parts(run: Run, step: Step, work_on: Callable[[int, Iterator[pl.DataFrame], Path], dict[str, int]]) -> None:
    """Work on the offers of each part of the intake that is not done yet: given its number, the offers in pieces that
    fit in memory, and a folder."""
    offers_in, total = first_of_each_id(run), run.unique()
    finished = run.state.parts(step.name)
    done = sum(run.state.facts(unit)["offers"] for unit in finished)
    run.tell(step, done, total)

    def told(folder: Path) -> Iterator[pl.DataFrame]:
        nonlocal done
        for frame in offers_in(folder):
            for piece in pieces(frame, run.memory):
                yield piece
                done += piece.height
                run.tell(step, done, total)

    for number, unit in enumerate(run.state.parts(INTAKE)):
        if number < len(finished):
            continue
        before = done
        with run.state.making(part(step.name, number)) as (work, facts):
            facts |= work_on(number, told(run.state.path(unit)), work)
            facts["offers"] = done - before
    with run.state.making(f"{step.name}/{END}"):
        pass
