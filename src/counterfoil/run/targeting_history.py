"""What do earlier worklists and examinations tell? Which shipments were opened when, how chosen, and what was found."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from counterfoil.estimation.weighted_share import weighted_share
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
    minutes. `drawn`: selected_for, shipment_id, how, risk, probability as a worklist selected it last. `shipments`:
    the lines of worklists (contract Shipment).
    """

    opened: pl.DataFrame
    drawn: pl.DataFrame
    shipments: pl.DataFrame

    def results(self) -> pl.DataFrame:
        """Return what was drawn and opened, with is_found: what the share of chance is adapted by."""
        found = self.opened.select("shipment_id", "is_found").drop_nulls()
        return self.drawn.join(found, on="shipment_id")

    def share(self) -> dict[str, float | int] | None:
        """Return which share of what could have been opened held fakes, with its 95 % interval, and of how many that
        were opened it is told; None where nothing was."""
        opened = self.results()
        if opened.is_empty():
            return None
        told = weighted_share(opened)
        share = {"estimate": told.estimate, "low": told.low, "high": told.high}
        return {name: round(value, 6) for name, value in share.items()} | {"opened": told.sampled, "finds": told.finds}

    def learnt(self) -> pl.DataFrame:
        """Return the opened ones with `sample_weight`, the inverse of the selection's probability, 1 if unknown."""
        chance = self.drawn.select("shipment_id", "probability")
        told = self.opened.drop_nulls("is_found").join(chance, on="shipment_id", how="left", maintain_order="left")
        return told.with_columns(sample_weight=(1 / pl.col("probability")).fill_null(1.0)).drop(
            "probability", "minutes"
        )


def history_in(examinations: tuple[Path, ...], worklists: tuple[Path, ...], inputs: Inputs, *, day: dt.date) -> History:
    """Return the history before `day` of files of examinations and folders of earlier worklists.

    Raises UserError where one of them cannot be read.
    """
    exams = [inputs.table("history", path, read_examinations, Examination.create_empty()) for path in examinations]
    kept = [read_kept_tables(folder, TABLES, needed=tuple(TABLES), of="worklist") for folder in worklists]
    for folder in worklists:
        for name in TABLES:
            inputs.note(f"worklist {name}", folder / f"{name}.parquet")
    drawn = pl.concat([Selection.create_empty(), *(one["selections"] for one in kept)])
    chosen = drawn.filter(pl.col("is_selected") & (pl.col("selected_for") < day))
    lines = pl.concat([Shipment.create_empty(), *(one["shipments"] for one in kept)])
    return History(
        _opened(pl.concat([Examination.create_empty(), *(one.drop(LINE, strict=False) for one in exams)]), day=day),
        chosen.select("selected_for", "shipment_id", "how", "risk", "probability")
        .sort("selected_for", "shipment_id")
        .unique("shipment_id", keep="last", maintain_order=True),  # what was not opened is selected again
        lines.unique(maintain_order=False),
    )


def _opened(exams: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return one row for each shipment that was opened before the day: found if any examination found a fake; not known
    (null) where all that was written is `undecided`. What was opened is told by its first examination."""
    opened = exams.filter(pl.col("result") != NOT_OPENED).with_columns(examined_on=pl.col("examined_at").dt.date())
    found = pl.when(pl.col("result") != UNDECIDED).then(pl.col("result") == COUNTERFEIT)
    ordered = opened.filter(pl.col("examined_on") < day).sort("shipment_id", "examined_at", "inspector", "result")
    return ordered.group_by("shipment_id", maintain_order=True).agg(
        pl.col("examined_on").first(),
        is_found=found.max(),
        inspector=pl.col("inspector").first(),
        facility=pl.col("facility").first(),
        minutes=pl.col("minutes").sum(),
    )
