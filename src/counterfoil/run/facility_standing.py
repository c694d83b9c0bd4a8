"""How do the notices of a case to facilities stand, and how long did it take from notice to confirmed hold?"""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.facility_notices.signed import SignedNotice, read_signed_notice
from counterfoil.enforcement.facility_notices.standing import asked_of, standing, totals
from counterfoil.run.case_files import read_case
from counterfoil.run.facility_drafting import bytes_of
from counterfoil.run.facility_files import notices_in, paper_of


class Standing(NamedTuple):
    """`notices`: one row each, with counts of the units to be held (columns of `totals`), `unexamined`, the units to be
    examined that nobody has told of, and `hours` from sending to confirmed hold; `lines`: columns of `standing`;
    `median_hours` over the notices that are held."""

    notices: pl.DataFrame
    lines: pl.DataFrame
    median_hours: float | None


def run_facility_list(folder: Path) -> Standing:
    """Return how the notices of a case stand. Raises UserError where there is no case."""
    case = read_case(folder)
    rows = standing(case.tables["facility_lines"], case.tables["hold_answers"])
    asked = pl.concat([rows.clear(), *(asked_of(part) for part in rows.partition_by("notice_id", maintain_order=True))])
    beside = rows.filter(asked="examine").join(asked, on=["notice_id", "line"], how="anti")
    unexamined = beside.group_by("notice_id").agg(unexamined=pl.col("open").clip(0).sum())
    hours = (pl.col("held_at") - pl.col("sent_at")).dt.total_seconds() / 3600
    told = (
        notices_in(case)
        .join(totals(asked), left_on="id", right_on="notice_id", how="left", maintain_order="left")
        .join(unexamined, left_on="id", right_on="notice_id", how="left", maintain_order="left")
        .with_columns(pl.col("unexamined").fill_null(0), hours=hours.clip(0).round(1))
    )
    median = told["hours"].median()
    return Standing(told, rows, None if median is None else float(str(median)))


def run_facility_verify(path: Path, *, signer: Path | None) -> tuple[SignedNotice, str]:
    """Return what a signed notice says, and who sent it, once it is certain that nothing of it was changed.

    Raises UserError where anything was, or another key than `signer` has signed it.
    """
    public = None if signer is None else bytes_of(signer)
    signed = read_signed_notice(bytes_of(path), file=path.name, signer=public)
    return signed, paper_of(signed).sender.name
