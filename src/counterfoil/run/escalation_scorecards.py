"""Read scorecards: the measures that an assessment rests on, each with the file it was read from and its digest.

A file that lies in the folder of a scorecard must be the one whose digest stands in its run.json. A file without one is
read too, since the platform or an association may have sent no more; the act then says that it is unchecked.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from counterfoil.errors import UserError
from counterfoil.run.gathered_tables import SOURCE, gathered
from counterfoil.run.inputs import digest_of
from counterfoil.run.outputs import SEAL
from counterfoil.run.scorecard_check import check_scorecard
from counterfoil.run.scorecard_folder import opened_scorecard
from counterfoil.run.sealed_record import Sort, sealed_record
from counterfoil.tables.platform_rows import platform_key
from counterfoil.tables.scorecard_measure import ScorecardMeasure

MEASURES = "scorecard_measure"
FILE = "measures.parquet"  # in the folder of a scorecard
CHECKED = "is_checked"
KEY = ("platform", "edition", "measure", "period_from", "period_until")
TOLD = ("unit", "standing", "cases", "value", "low", "high")


def measures_in(paths: Iterable[Path]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the measures of scorecards (folders, or their files), with `source`, `sha256`, `is_checked`, and rejects.

    Each number is there once, a platform under one spelling. A file that its run.json names is checked with its folder
    as `scorecard --recompute` does, and periods that were not over on the day it was counted are left out: half a month
    is no month. Raises UserError for no scorecard, one that was changed, and two that tell one number otherwise.
    """
    files = [path / FILE if path.is_dir() else path for path in paths]
    parts, rejects = [], []
    for path in files:
        found = gathered([path])
        table = found.of(MEASURES)
        if table is None:
            cure = "Name the folder that `counterfoil scorecard` wrote, or its measures.parquet."
            raise UserError("This is no scorecard.", cure=cure, file=str(path))
        shown = f"{path.parent.name}/{path.name}" if path.name == FILE else path.name
        columns = [*ScorecardMeasure.column_names(), SOURCE, "sha256", CHECKED]
        digest = digest_of(path)
        last = _last_day(path)
        own = table.with_columns(
            pl.lit(shown).alias(SOURCE), pl.lit(last is not None).alias(CHECKED), sha256=pl.lit(digest)
        )
        parts.append(own.select(columns).filter(last is None or pl.col("period_until") <= last).collect())
        rejects.append(found.rejects())
    named = platform_key(pl.col("platform"))  # one spelling for all: that of the first row
    rows = pl.concat(parts).with_columns(pl.col("platform").str.strip_chars().first().over(named))
    rows = rows.sort(CHECKED, descending=True, maintain_order=True)
    _refuse_two(rows)
    return rows.unique(KEY, keep="first", maintain_order=True), pl.concat(rejects)


def unchecked_in(rows: pl.DataFrame) -> list[str]:
    """Return the files that no run.json speaks for, by their names."""
    return sorted(rows.filter(~pl.col(CHECKED))[SOURCE].unique())


def _last_day(path: Path) -> dt.date | None:
    """Return the last day that a scorecard's file tells of; None where no run.json speaks for it, so nobody can tell.

    Raises UserError where the file, or the folder that it lies in, is not what it was.
    """
    folder = path.parent
    told = sealed_record(folder, Sort("scorecard", "scorecard"))["outputs"] if (folder / SEAL).is_file() else {}
    if path.name not in told:
        return None
    differences = check_scorecard(folder, ()).differences
    if differences:
        cure = f"See `counterfoil scorecard --recompute {folder}`, and make the scorecard again."
        raise UserError(f"This scorecard is not what its evidence says: {differences[0]}.", cure=cure, file=str(folder))
    return opened_scorecard(folder).asked.window.last


def _refuse_two(rows: pl.DataFrame) -> None:
    """Raise UserError where scorecards tell one number of one period differently: nobody knows which counts."""
    twice = rows.unique([*KEY, *TOLD]).group_by(KEY).agg(pl.len()).filter(pl.col("len") > 1).sort(KEY)
    if twice.height:
        one = twice.row(0, named=True)
        problem = f"Scorecards tell {one['measure']} from {one['period_from']} to {one['period_until']} differently."
        raise UserError(problem, cure="Give the newest of them alone: what it says takes the place of the earlier.")
