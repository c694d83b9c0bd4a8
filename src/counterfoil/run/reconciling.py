"""Does every unit that a case found stand in one account? Read only: what is counted follows from tables and acts."""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.dispositions.proving import proven, unproven_units
from counterfoil.enforcement.dispositions.reconcile import reconciliation
from counterfoil.enforcement.facility_notices.pallets import told_twice
from counterfoil.errors import UserError
from counterfoil.run.case_files import CaseFiles, read_case
from counterfoil.run.disposition_files import Disposed, closed_notices, disposed_in
from counterfoil.tables.given_disposition import MISSING, OPEN

TWICE = "twice"
FAILS = ("open", MISSING, "unproven", TWICE)


class Reconciled(NamedTuple):
    """The reconciliation of a case (contract Reconciliation), of each disposition that stands what it lacks, and the
    pallets that several notices tell (columns of `told_twice`)."""

    case_id: str
    table: pl.DataFrame
    dispositions: pl.DataFrame
    pallets: pl.DataFrame
    to_examine: int = 0  # units of which nothing is told, and that are no finds until then

    @property
    def comes_out(self) -> bool:
        """Whether every unit stands in one account, and none is open where nothing may be."""
        return bool(self.table["comes_out"].all())

    def fails(self, on: tuple[str, ...]) -> list[str]:
        """Return those of FAILS that are asked for and of which there are units, or pallets told twice."""
        whole = self.table.row(-1, named=True)
        units = {"open": sum(whole[name] for name in OPEN), MISSING: whole[MISSING], "unproven": whole["unproven"]}
        units[TWICE] = self.pallets.height
        return [name for name in on if units[name]]


def run_reconcile(folder: Path) -> Reconciled:
    """Return the reconciliation of the case in a folder. Raises UserError for no case, and one without notices."""
    case = read_case(folder)
    if case.tables["facility_lines"].is_empty():
        cure = "Draft one with: counterfoil facility-notice draft."
        raise UserError("The case has no notice to a facility.", cure=cure, file=str(folder))
    return reconciled(case)


def reconciled(case: CaseFiles) -> Reconciled:
    """Return the reconciliation of a case that was read."""
    now = disposed_in(case)
    unproven = unproven_units(now.dispositions, now.proofs)
    table = reconciliation(now.balances, unproven, closed_notices(case))
    waiting = int(now.balances.filter(~pl.col("count"))["found"].sum())
    return Reconciled(case.id, table, with_proofs(now), _pallets(now), waiting)


def _pallets(now: Disposed) -> pl.DataFrame:
    """Return the pallets that several notices tell, of the lines that count, by the units that were found."""
    counted = now.balances.filter("count").select("notice_id", "line", "found")
    lines = now.lines.join(counted, on=["notice_id", "line"], how="inner")
    return told_twice(lines.with_columns(units="found"))


def with_proofs(now: Disposed) -> pl.DataFrame:
    """Return the dispositions that stand, in order, with is_proven, and what each lacks."""
    return now.dispositions.join(proven(now.dispositions, now.proofs), on="id", how="left", maintain_order="left")
