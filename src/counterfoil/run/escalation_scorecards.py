"""Read scorecards: the measures that an assessment rests on, each with the file it was read from and its digest."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from counterfoil.errors import UserError
from counterfoil.run.gathered_tables import SOURCE, gathered
from counterfoil.run.inputs import digest_of
from counterfoil.tables.platform_rows import platform_key
from counterfoil.tables.scorecard_measure import ScorecardMeasure

MEASURES = "scorecard_measure"
FILE = "measures.parquet"  # in the folder of a scorecard
KEY = ("platform", "edition", "measure", "period_from", "period_until")
TOLD = ("unit", "standing", "cases", "value", "low", "high")


def measures_in(paths: Iterable[Path]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the measures of scorecards (folders, or their files), with `source` and `sha256`, and rejects.

    Each number is there once. Raises UserError for what is no scorecard, and for two that tell one number otherwise.
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
        parts.append(own.select(columns).collect())
        rejects.append(found.rejects())
    named = platform_key(pl.col("platform"))  # one spelling for all: that of the first row
    rows = pl.concat(parts).with_columns(pl.col("platform").str.strip_chars().first().over(named))
    _refuse_two(rows)
    return rows.unique(KEY, keep="first", maintain_order=True), pl.concat(rejects)


def _refuse_two(rows: pl.DataFrame) -> None:
    """Raise UserError where scorecards tell one number of one period differently: nobody knows which counts."""
    twice = rows.unique([*KEY, *TOLD]).group_by(KEY).agg(pl.len()).filter(pl.col("len") > 1).sort(KEY)
    if twice.height:
        one = twice.row(0, named=True)
        problem = f"Scorecards tell {one['measure']} from {one['period_from']} to {one['period_until']} differently."
        raise UserError(problem, cure="Give the newest of them alone: what it says takes the place of the earlier.")
