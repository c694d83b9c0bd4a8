"""Write the worklists of a day: selections, shipments, joint probabilities, rejects; a list and sheets for people."""

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.run.inputs import Inputs, digest_of
from counterfoil.run.outputs import write_parquet, write_table
from counterfoil.run.targeting_ranking import Ranking
from counterfoil.run.worklist_sheets import write_sheets
from counterfoil.tables.reject import Reject
from counterfoil.tables.selection import Selection
from counterfoil.tables.shipment import Shipment
from counterfoil.targeting.drawing.draw_policy import DrawPolicy
from counterfoil.targeting.signs.look_for import look_for

SELECTIONS, SHIPMENTS, JOINT, REJECTS = (f"{name}.parquet" for name in ("selections", "shipments", "joint", "rejects"))
WORKLIST = "worklist.csv"
BY_CHANCE = 0.5  # what is drawn with less was drawn by chance rather than by rank
TOLD = 2  # times the places of a facility: so many of the first by rank are told reasons, selected or not
LISTED = (
    *("facility", "shipment_id", "how", "arrived_on", "consignor", "consignee", "origin_country", "hs", "description"),
    *("pieces", "declared_value", "currency", "net_mass_kg", "reasons", "look_for"),
)


class Drawn(NamedTuple):
    """What the draw gave: `selections` as `draw` returns them with `orders`, `joint` probabilities, `rows` with what is
    known of each line, the `lines` as they were read, `places` (facility, capacity) and `lost` (finds, by facility)."""

    selections: pl.DataFrame
    joint: pl.DataFrame
    rows: pl.DataFrame
    lines: pl.DataFrame
    places: pl.DataFrame
    policy: DrawPolicy
    lost: pl.DataFrame
    day: dt.date
    seed: int
    idle: pl.DataFrame  # controls (contract Control) that ask for none of the shipments
    others: dict[str, int]  # shipments that are no candidates


def write_results(work: Path, drawn: Drawn, ranking: Ranking, inputs: Inputs, *, sheets: bool) -> dict[str, Any]:
    """Write all files but run.json into `work` and return what run.json says of them."""
    selections = _selections(drawn, ranking)
    shipments = _lines(drawn)
    write_parquet(work / SELECTIONS, selections)
    write_parquet(work / SHIPMENTS, shipments)
    write_parquet(work / JOINT, drawn.joint)
    write_parquet(work / REJECTS, pl.concat([Reject.create_empty(), *inputs.rejects]))
    write_table(work / WORKLIST, _listed(selections, shipments), for_people=True)
    made = write_sheets(selections, shipments, work, seed=drawn.seed) if sheets else []
    outputs = (SELECTIONS, SHIPMENTS, JOINT, REJECTS, WORKLIST, *made)
    learned = ranking.learned
    return {
        "model": ranking.model,
        "learned_from": None if learned is None else {"examinations": learned.labels, "calibrated": learned.calibrated},
        "counts": _counts(selections, drawn, inputs),
        "idle_controls": drawn.idle.select("reason", "ordered_by").to_dicts(),
        "facilities": _facilities(selections, drawn),
        "random_share": round(drawn.policy.random_share, 6),
        "floor": drawn.policy.floor,
        "finds_lost": round(float(drawn.lost["finds_lost"].sum()), 6),
        "files": inputs.files,
        "outputs": {name: digest_of(work / name) for name in outputs},
    }


def _selections(drawn: Drawn, ranking: Ranking) -> pl.DataFrame:
    """Return the selections (contract Selection) by facility and rank, with reasons where they are told."""
    places = drawn.places.select("facility", places="capacity")
    told = drawn.selections.join(places, on="facility", how="left", maintain_order="left")
    near = pl.col("is_selected") | (pl.col("rank") <= TOLD * pl.col("places").fill_null(0))
    ids = told.filter(near).select("shipment_id")
    reasons = ranking.reasons(drawn.rows.join(ids, on="shipment_id", how="semi", maintain_order="left"))
    sought = reasons.select(
        "shipment_id",
        "reasons",
        look_for=pl.Series([look_for(kinds or ()) for kinds in reasons["kinds"].to_list()], dtype=pl.List(pl.String)),
    )
    joined = told.join(sought, on="shipment_id", how="left", maintain_order="left")
    empty = pl.lit([], dtype=pl.List(pl.String))
    full = joined.with_columns(
        selected_for=pl.lit(drawn.day),
        reasons=pl.concat_list(pl.col("orders").fill_null(empty), pl.col("reasons").fill_null(empty)),
        look_for=pl.col("look_for").fill_null(empty),
        model=pl.lit(ranking.model),
    )
    return Selection.validate(full.select(Selection.column_names()).sort("facility", "rank"), cast=True)


def _lines(drawn: Drawn) -> pl.DataFrame:
    """Return the lines of the shipments that were candidates (contract Shipment), as they were read, by shipment."""
    own = drawn.rows.select("shipment_id").unique()
    columns = Shipment.column_names()
    lines = drawn.lines.select(columns).join(own, on="shipment_id", how="semi")
    return lines.sort(columns, nulls_last=True)


def _listed(selections: pl.DataFrame, shipments: pl.DataFrame) -> pl.DataFrame:
    """Return what people need of the selected ones, mandatory ones first: no rank, no risk, no probability."""
    chosen = selections.filter("is_selected").sort("facility", pl.col("how") != "mandatory", "shipment_id")
    lines = chosen.select("facility", "shipment_id", "how", "reasons", "look_for").join(
        shipments, on="shipment_id", how="left", maintain_order="left"
    )
    return lines.select(LISTED)


def _counts(selections: pl.DataFrame, drawn: Drawn, inputs: Inputs) -> dict[str, int]:
    hows = dict(selections.group_by("how").len().iter_rows())
    return {
        "lines": drawn.lines.height,
        "rejected": sum(frame.height for frame in inputs.rejects),
        "shipments": selections.height + sum(drawn.others.values()),
        **drawn.others,
        "could_be_opened": sum(hows.get(how, 0) for how in ("mandatory", "drawn", "not drawn")),
        "out_of_window": hows.get("out of window", 0),
        "selected": int(selections["is_selected"].sum()),
        "mandatory": hows.get("mandatory", 0),
        "ordered_out_of_window": drawn.selections.filter(
            pl.col("orders").is_not_null() & (pl.col("how") == "out of window")
        ).height,
        "new_parties": int((selections["is_new_party"] & (selections["how"] != "out of window")).sum()),
        "new_parties_selected": int((selections["is_new_party"] & selections["is_selected"]).sum()),
    }


def _facilities(selections: pl.DataFrame, drawn: Drawn) -> list[dict[str, Any]]:
    """Return for each facility its places, what is open, selected, mandatory, of new parties, and the finds lost."""
    is_open = pl.col("how") != "out of window"
    told = selections.group_by("facility").agg(
        could_be_opened=is_open.sum(),
        selected=pl.col("is_selected").sum(),
        mandatory=(pl.col("how") == "mandatory").sum(),
        by_chance=(pl.col("is_selected") & (pl.col("probability") < BY_CHANCE)).sum(),
        new_parties_selected=(pl.col("is_new_party") & pl.col("is_selected")).sum(),
    )
    joined = drawn.places.join(told, on="facility", how="full", coalesce=True).join(
        drawn.lost.select("facility", pl.col("finds_lost").round(6)), on="facility", how="left"
    )
    return joined.sort("facility").fill_null(0).to_dicts()
