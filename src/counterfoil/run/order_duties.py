"""Measure the continuing duties of a marketplace under an injunction: a screening and what was done since in."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.orders.breaches import KEY
from counterfoil.enforcement.orders.checked import checked
from counterfoil.enforcement.orders.duties import Period, breaches_of, measured
from counterfoil.enforcement.orders.record import MARKETPLACE, OrderRecord
from counterfoil.errors import UserError
from counterfoil.intake.order_files import read_duty_acts
from counterfoil.run.finished import run_record
from counterfoil.run.inputs import Inputs
from counterfoil.run.lock import locked
from counterfoil.run.order_acts import breach_act, done, in_turn
from counterfoil.run.order_files import is_compiled, moment_of, read_order, write_order_table
from counterfoil.run.order_inputs import order_in
from counterfoil.run.order_marks import borne, restrained_marks
from counterfoil.run.outputs import frames_of
from counterfoil.tables.duty_act import DutyAct
from counterfoil.tables.offer import Offer

ACTED_ON = ("hold", "remove")
BATCH = 10_000
HELD = {"subject_id": pl.String, "account_id": pl.String, "seen": pl.Date}


@dataclass(frozen=True, kw_only=True)
class DutyRequest:
    """The order, the screening that shows what was found, what was done (the acts), the day, and the seed."""

    order: Path
    screening: Path
    day: dt.date
    seed: int
    events: Path | None = None
    since: dt.date | None = None
    out: Path | None = None


class Measured(NamedTuple):
    """The order, how its duties were kept (contract DutyMeasure), and the breaches that follow (OrderBreach)."""

    order: OrderRecord
    measures: pl.DataFrame
    breaches: pl.DataFrame


def run_duties(request: DutyRequest) -> Measured:
    """Return how each duty of the order was kept from `since` (the order's first day) to the day.

    With `out`, the folder of the compiled order, measures and breaches are written there, each new breach an event.
    Raises UserError for an order without duties, and input that cannot be used.
    """
    inputs = Inputs()
    order = order_in(request.order, None, inputs)
    checked(order, day=request.day, file=request.order.name)
    if not order.duties:
        cure = f"Write them under [[duties]], as an {MARKETPLACE} does."
        raise UserError("The order names no duties.", cure=cure, file=request.order.name)
    since = max(request.since or order.starts_on, order.starts_on)
    until = min(request.day, order.expires_on) if order.expires_on else request.day
    acts = _acts(request.events, inputs)
    measures = measured(order, _held(request.screening, order, inputs), acts, Period(since, until, request.seed))
    breaches = breaches_of(measures, day=until)
    if request.out is not None:
        _write(request.out, order, measures, breaches, request.day)
    return Measured(order, measures, breaches)


def _acts(path: Path | None, inputs: Inputs) -> pl.DataFrame | None:
    """Return the acts in a CSV, or the events of a case (Parquet)."""
    if path is None:
        return None
    return inputs.table("acts", path, read_duty_acts, DutyAct.create_empty())


def _held(folder: Path, order: OrderRecord, inputs: Inputs) -> pl.DataFrame:
    """Return the offers under the order's marks that a screening holds or removes (HELD); those without a day not."""
    run_record(folder)
    decisions = pl.read_parquet(folder / "decisions.parquet")
    ids = decisions.filter(pl.col("decision").is_in(ACTED_ON))["subject_id"].implode()
    marks = restrained_marks([one.mark for one in order.marks])
    found = [pl.DataFrame(schema=HELD)]
    for frame in frames_of(folder / "offers.parquet", rows=BATCH):
        own = frame.filter(pl.col("id").is_in(ids), pl.col("seen_at").is_not_null()).select(Offer.column_names())
        if own.height:
            bears = own.filter(pl.col("id").is_in(borne(own, marks)["subject_id"].implode()))
            told = bears.select(
                subject_id="id", account_id=pl.col("external_seller_id"), seen=pl.col("seen_at").dt.date()
            )
            found.append(told)
    inputs.note("screening", folder / "decisions.parquet")
    return pl.concat(found)


def _write(folder: Path, order: OrderRecord, measures: pl.DataFrame, breaches: pl.DataFrame, day: dt.date) -> None:
    if not is_compiled(folder):
        cure = "Compile it there first: counterfoil order compile … -o DIR."
        raise UserError("There is no compiled order here.", cure=cure, file=str(folder))
    with locked(folder):
        known = read_order(folder)
        if known.id != order.name:
            raise UserError(f"Another order, {known.id}, lies here.", cure="Name its own folder.", file=str(folder))
        before = known.tables["breaches"]
        new = breaches.join(before, on=KEY, how="anti")
        at = moment_of(known.tables["events"], day)
        acts = in_turn(known, [breach_act(row, at) for row in new.iter_rows(named=True)])
        write_order_table(folder, "duties", measures)
        write_order_table(folder, "breaches", pl.concat([before.join(breaches, on=KEY, how="anti"), breaches]))
        done(known, acts)
