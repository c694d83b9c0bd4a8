"""What do earlier worklists and examinations tell? Which shipments were opened when, how chosen, and what was found."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from counterfoil.estimation.prevalence.estimate import prevalence
from counterfoil.estimation.prevalence.settings import CERTAIN
from counterfoil.intake.examinations import read_examinations
from counterfoil.run.inputs import Inputs
from counterfoil.run.kept_tables import read_kept_tables
from counterfoil.tables.contract import LINE
from counterfoil.tables.examination import COUNTERFEIT, NOT_OPENED, Examination
from counterfoil.tables.selection import Selection
from counterfoil.tables.shipment import Shipment

UNDECIDED = "undecided"
TABLES = {"selections": Selection, "shipments": Shipment}


@dataclass(frozen=True)
class History:
    """Before the day. `opened`: one row per shipment with shipment_id, examined_on, is_found, inspector, facility,
    minutes. `drawn`: selected_for, shipment_id, how, risk, probability as the worklist selected it that it was opened
    for. `by_chance`: so many shipments could be opened and were not sure to be. `shipments`: the lines of worklists
    (contract Shipment).
    """

    opened: pl.DataFrame
    drawn: pl.DataFrame
    by_chance: int
    shipments: pl.DataFrame

    def results(self) -> pl.DataFrame:
        """Return what was drawn and opened, with is_found: what the share of chance is adapted by."""
        found = self.opened.select("shipment_id", "is_found").drop_nulls()
        return self.drawn.join(found, on="shipment_id")

    def share(self) -> dict[str, float | int] | None:
        """Return which share of what could have been opened held fakes, with its 95 % interval, and of how many that
        were opened it is told; None where nothing was, or nothing of those that were not sure to be opened."""
        opened = self.results()
        if opened.is_empty() or (self.by_chance and not (opened["probability"] < CERTAIN).any()):
            return None
        everything = None if self.by_chance else pl.DataFrame({"stratum": [""], "units": [opened.height]})
        told = prevalence(opened, frame=everything)
        share = {"estimate": told.estimate, "low": told.low, "high": told.high}
        return {name: round(value, 6) for name, value in share.items()} | {"opened": told.sampled, "finds": told.finds}

    def learnt(self) -> pl.DataFrame:
        """Return the opened ones with `sample_weight`, the inverse of the selection's probability, 1 if unknown."""
        chance = self.drawn.select("shipment_id", "probability")
        told = self.opened.drop_nulls("is_found").join(chance, on="shipment_id", how="left", maintain_order="left")
        return told.with_columns(sample_weight=(1 / pl.col("probability")).fill_null(1.0)).drop(
            "probability", "minutes"
        )


def history_in(
    examinations: tuple[Path, ...], worklists: tuple[Path, ...], inputs: Inputs, *, day: dt.date, zone: str = ""
) -> History:
    """Return the history before `day` of files of examinations and folders of earlier worklists; days are of the zone.

    Raises UserError where one of them cannot be read.
    """
    exams = [inputs.table("history", path, read_examinations, Examination.create_empty()) for path in examinations]
    kept = [read_kept_tables(folder, TABLES, needed=tuple(TABLES), of="worklist") for folder in worklists]
    for folder in worklists:
        for name in TABLES:
            inputs.note(f"worklist {name}", folder / f"{name}.parquet")
    drawn = pl.concat([Selection.create_empty(), *(one["selections"] for one in kept)])
    told = pl.concat([Examination.create_empty(), *(one.drop(LINE, strict=False) for one in exams)])
    opened = _opened(told, day=day, zone=zone)
    before = drawn.filter(pl.col("selected_for") < day)
    by_chance = before.filter((pl.col("probability") > 0) & (pl.col("probability") < CERTAIN)).height
    return History(opened.drop("meant_for"), _asked_by(before, opened), by_chance, _lines(kept))


def _asked_by(drawn: pl.DataFrame, opened: pl.DataFrame) -> pl.DataFrame:
    """Return of each shipment the worklist that selected it last before it was opened: one that did so later, because
    the result had not come yet, opened nothing."""
    chosen = drawn.filter("is_selected").select("selected_for", "shipment_id", "how", "risk", "probability")
    known = chosen.join(opened.select("shipment_id", "meant_for"), on="shipment_id", how="left")
    later = (pl.col("selected_for") > pl.col("meant_for")).fill_null(value=False)
    ordered = known.sort(later, "selected_for", "shipment_id", descending=[True, False, False])
    return ordered.unique("shipment_id", keep="last", maintain_order=True).drop("meant_for")


def _lines(kept: list[dict[str, pl.DataFrame]]) -> pl.DataFrame:
    """Return the lines of the worklists' shipments, each as the last of them has it."""
    told = [
        one["shipments"].with_columns(as_of=pl.lit(one["selections"]["selected_for"].max(), dtype=pl.Date))
        for one in kept
    ]
    lines = pl.concat([Shipment.create_empty().with_columns(as_of=pl.lit(None, dtype=pl.Date)), *told])
    return lines.filter(pl.col("as_of") == pl.col("as_of").max().over("shipment_id")).drop("as_of").unique()


def _opened(exams: pl.DataFrame, *, day: dt.date, zone: str) -> pl.DataFrame:
    """Return one row for each shipment that was opened before the day: found if any examination found a fake; not known
    (null) where all that was written is `undecided`. What was opened is told by its first examination. `meant_for` is
    the day of the worklist that it names, else that on which it was opened. Days are those of the zone, else of UTC."""
    local = pl.col("examined_at").dt.convert_time_zone(zone or "UTC").dt.date()
    opened = exams.filter(pl.col("result") != NOT_OPENED).with_columns(examined_on=local)
    found = pl.when(pl.col("result") != UNDECIDED).then(pl.col("result") == COUNTERFEIT)
    ordered = opened.filter(pl.col("examined_on") < day).sort("shipment_id", "examined_at", "inspector", "result")
    return ordered.group_by("shipment_id", maintain_order=True).agg(
        pl.col("examined_on").first(),
        meant_for=pl.coalesce("selected_for", "examined_on").first(),
        is_found=found.max(),
        inspector=pl.col("inspector").first(),
        facility=pl.col("facility").first(),
        minutes=pl.col("minutes").sum(),
    )
