"""Reconciling says which pallets several notices tell and how many units that counts twice."""

from pathlib import Path

import polars as pl

from counterfoil.run.case_files import read_case, write_case_table
from enforcement.dispositions.held_case import COLUMBUS, RENO, write_held_case
from integration.commands import called

PALLET = "095290010004120038"


def on_one_pallet(folder: Path) -> Path:
    here = write_held_case(folder)
    lines = read_case(here).tables["facility_lines"]
    is_on = (pl.col("line") == 1) & pl.col("notice_id").is_in([RENO, COLUMBUS])
    sscc = pl.when(is_on).then(pl.lit(PALLET)).otherwise("sscc")
    write_case_table(here, "facility_lines", lines.with_columns(sscc=sscc))
    return here


def test_a_pallet_of_two_notices_is_told_with_what_it_counts_twice(tmp_path: Path) -> None:
    here = on_one_pallet(tmp_path)
    done = called("reconcile", here)
    assert done.exit_code == 0, done.output
    shown = " ".join(done.output.split())
    assert f"The pallet {PALLET} stands in {RENO} and {COLUMBUS}: 388 units are counted more than once" in shown
    assert called("reconcile", here, "--fail-on", "twice").exit_code == 1


def test_pallets_of_one_notice_each_are_told_by_nobody(tmp_path: Path) -> None:
    here = write_held_case(tmp_path)
    done = called("reconcile", here, "--fail-on", "twice")
    assert done.exit_code == 0, done.output
    assert "more than once" not in done.output
