"""Which shipments are opened today? Files in; the day's worklist with risks, reasons and probabilities out."""

import datetime as dt
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil import __version__
from counterfoil.evidence.weights import Model
from counterfoil.run.inputs import Inputs
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json
from counterfoil.run.record import versions
from counterfoil.run.target_audit_inputs import zone_of
from counterfoil.run.targeting_history import History, history_in
from counterfoil.run.targeting_inputs import Asked, capacities_in, controls_in, shipments_in
from counterfoil.run.targeting_known import KnownFiles, known_in
from counterfoil.run.targeting_ranking import Ranking, ranked
from counterfoil.run.targeting_results import Drawn, write_results
from counterfoil.run.weights_file import weights_in
from counterfoil.targeting.candidates import candidates, idle, ordered, within_minutes
from counterfoil.targeting.drawing.adapting import adapted
from counterfoil.targeting.drawing.draw import draw
from counterfoil.targeting.drawing.draw_policy import DrawPolicy
from counterfoil.targeting.drawing.finds_lost import finds_lost
from counterfoil.targeting.drawing.joint import joint_probabilities
from counterfoil.targeting.signs.risk import default_weights
from counterfoil.targeting.signs.shipment_rows import AS_OF, shipment_rows

STEPS = ("Reading", "Comparing shipments", "Ranking", "Drawing", "Writing the worklists")


@dataclass(frozen=True, kw_only=True)
class TargetRequest:
    """The files of one day's targeting, the day, the seed of the draw and the folder for the results."""

    asked: Asked
    day: dt.date
    seed: int
    out: Path
    known: KnownFiles = field(default_factory=KnownFiles)
    history: tuple[Path, ...] = ()
    worklists: tuple[Path, ...] = ()
    zone: str = ""
    weights: Path | None = None
    policy: DrawPolicy = field(default_factory=DrawPolicy)
    sheets: bool = True


def run_targeting(request: TargetRequest) -> dict[str, Any]:
    """Draw the worklists of the day into `request.out` and return what run.json says.

    The same files, day and seed give the same worklists, in whatever order the rows stand. Raises UserError for input
    that cannot be used, and nothing is then left behind; and while another run writes there.
    """
    started, began = dt.datetime.now(dt.UTC), time.monotonic()
    with locked(request.out), staged(request.out) as work:
        inputs = Inputs()
        lines = shipments_in(request.asked, inputs)
        history = history_in(request.history, request.worklists, inputs, day=request.day, zone=zone_of(request.zone))
        weights = weights_in(request.weights, inputs, shipped=default_weights)
        drawn, ranking = _drawn(request, lines, history, weights, inputs)
        record = {
            "engine_version": __version__,
            "day": request.day.isoformat(),
            "seed": request.seed,
            "zone": request.zone,
            "started_at": started.replace(microsecond=0).isoformat(),
            "earlier_worklists": history.share(),
            **write_results(work, drawn, ranking, inputs, sheets=request.sheets),
            "versions": versions(),
            "seconds": round(time.monotonic() - began, 3),
        }
        write_json(work / SEAL, record)
        return record


def _drawn(
    request: TargetRequest, lines: pl.DataFrame, history: History, weights: Model, inputs: Inputs
) -> tuple[Drawn, Ranking]:
    """Return what was drawn of the lines, and how it was ranked; what arrives after the day is not known on it."""
    day, asked = request.day, request.asked
    later = pl.col("arrived_on") > day
    every = lines["shipment_id"].n_unique()
    lines = lines.filter(~later.fill_null(value=False))
    here = lines["shipment_id"].n_unique()
    capacities = capacities_in(asked, lines["facility_gln"], inputs)
    controls = controls_in(asked, inputs)
    told = known_in(request.known, inputs, day=day, consignors=lines["consignor"])
    known = replace(told, examined=history.opened.select("shipment_id", "examined_on", "is_found").drop_nulls())
    rows = shipment_rows(_with_past(lines, history), known)
    new = rows.join(history.opened, on="shipment_id", how="anti", maintain_order="left")
    new = new.join(lines.select("shipment_id"), on="shipment_id", how="semi", maintain_order="left")
    able = candidates(new, capacities=capacities, day=day)
    ranking = ranked(rows, able.select("shipment_id"), history, weights=weights, seed=request.seed)
    orders = ordered(new, controls, day=day)
    asked_for = able.join(ranking.risks, on="shipment_id", maintain_order="left").join(
        orders, on="shipment_id", how="left", maintain_order="left"
    )
    ready = asked_for.with_columns(is_mandatory=pl.col("orders").is_not_null())
    policy = adapted(request.policy, history.results())
    places = within_minutes(capacities, history.opened.select("facility", "minutes").drop_nulls())
    selections = draw(ready, capacities=places, policy=policy, day=day, seed=request.seed)
    joint = joint_probabilities(ready, capacities=places, policy=policy, day=day, seed=request.seed)
    found = Drawn(
        selections=selections,
        joint=joint,
        rows=new,
        lines=lines,
        places=places,
        policy=policy,
        lost=finds_lost(selections),
        day=day,
        seed=request.seed,
        idle=idle(new, controls, day=day),
        others={"arrive_later": every - here, "examined_before": here - able.height},
    )
    return found, ranking


def _with_past(lines: pl.DataFrame, history: History) -> pl.DataFrame:
    """Return the lines with those of earlier worklists that were opened, and the day as of which each is seen."""
    past = history.shipments.join(history.opened, on="shipment_id", how="semi")
    every = pl.concat([lines, past.join(lines, on="shipment_id", how="anti")])
    seen = history.opened.select("shipment_id", pl.col("examined_on").alias(AS_OF))
    return every.join(seen, on="shipment_id", how="left", maintain_order="left")
