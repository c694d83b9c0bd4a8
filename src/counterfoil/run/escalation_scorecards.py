"""Read scorecards: the measures that an assessment rests on, each with the file it was read from and its digest."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from counterfoil.errors import UserError
from counterfoil.run.gathered_tables import SOURCE, gathered
from counterfoil.run.inputs import digest_of
from counterfoil.run.outputs import SEAL
from counterfoil.run.scorecard_check import check_scorecard
from counterfoil.run.scorecard_folder import opened_scorecard
from counterfoil.tables.scorecard_measure import ScorecardMeasure

MEASURES = "scorecard_measure"
FILE = "measures.parquet"  # in the folder of a scorecard
KEY = ("platform", "edition", "measure", "period_from", "period_until")
TOLD = ("unit", "standing", "cases", "value", "low", "high")


def measures_in(paths: Iterable[Path]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the measures of scorecards (folders, or their files), with `source` and `sha256`, and rejects.

    Each number is there once. A folder with its run.json is checked as `scorecard --recompute` does, and periods that
    were not over on the day it was counted are left out: half a month is no month. Raises UserError for what is no
    scorecard, for one that was changed, and for two that tell one number otherwise.
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
        columns = [*ScorecardMeasure.column_names(), SOURCE, "sha256"]
        own = table.with_columns(pl.lit(shown).alias(SOURCE), sha256=pl.lit(digest_of(path)))
        parts.append(own.select(columns).filter(_was_over(path.parent)).collect())
        rejects.append(found.rejects())
    rows = pl.concat(parts)
    _refuse_two(rows)
    return rows.unique(KEY, keep="first", maintain_order=True), pl.concat(rejects)


def _was_over(folder: Path) -> pl.Expr:
    """Return which periods of a whole scorecard were over when it was counted; of a bare file nobody can tell."""
    if not (folder / SEAL).is_file():
        return pl.lit(value=True)
    differences = check_scorecard(folder, ()).differences
    if differences:
        cure = f"See `counterfoil scorecard --recompute {folder}`, and make the scorecard again."
        raise UserError(f"This scorecard is not what its evidence says: {differences[0]}.", cure=cure, file=str(folder))
    return pl.col("period_until") <= opened_scorecard(folder).asked.window.last


def _refuse_two(rows: pl.DataFrame) -> None:
    """Raise UserError where scorecards tell one number of one period differently: nobody knows which counts."""
    twice = rows.unique([*KEY, *TOLD]).group_by(KEY).agg(pl.len()).filter(pl.col("len") > 1).sort(KEY)
    if twice.height:
        one = twice.row(0, named=True)
        problem = f"Scorecards tell {one['measure']} from {one['period_from']} to {one['period_until']} differently."
        raise UserError(problem, cure="Give the newest of them alone: what it says takes the place of the earlier.")
