"""Read scorecards: the measures that an assessment rests on, each with the file it was read from and its digest.

A file that lies in the folder of a scorecard must be the one whose digest stands in its run.json. A file without one is
read too, since the platform or an association may have sent no more; the act then says that it is unchecked.
"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from counterfoil.errors import UserError
from counterfoil.run.gathered_tables import SOURCE, gathered
from counterfoil.run.inputs import digest_of
from counterfoil.run.outputs import SEAL
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

    Each number is there once, a platform under one spelling. Raises UserError for what is no scorecard, for measures
    that were changed since their run.json was written, and for two that tell one number otherwise.
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
        checked = pl.lit(_is_checked(path, digest)).alias(CHECKED)
        own = table.with_columns(checked, pl.lit(shown).alias(SOURCE), sha256=pl.lit(digest))
        parts.append(own.select(columns).collect())
        rejects.append(found.rejects())
    named = platform_key(pl.col("platform"))  # one spelling for all: that of the first row
    rows = pl.concat(parts).with_columns(pl.col("platform").str.strip_chars().first().over(named))
    rows = rows.sort(CHECKED, descending=True, maintain_order=True)
    _refuse_two(rows)
    return rows.unique(KEY, keep="first", maintain_order=True), pl.concat(rejects)


def unchecked_in(rows: pl.DataFrame) -> list[str]:
    """Return the files that no run.json speaks for, by their names."""
    return sorted(rows.filter(~pl.col(CHECKED))[SOURCE].unique())


def _is_checked(path: Path, digest: str) -> bool:
    """Return whether run.json speaks for a file. Raises UserError where it says that the file was another one."""
    if not (path.parent / SEAL).is_file():
        return False
    told = sealed_record(path.parent, Sort("scorecard", "scorecard"))["outputs"].get(path.name)
    if told is not None and told != digest:
        cure = "See what was changed with: counterfoil scorecard --recompute DIR."
        raise UserError(f"It was changed: its digest is not the one in {SEAL}.", cure=cure, file=str(path))
    return told is not None


def _refuse_two(rows: pl.DataFrame) -> None:
    """Raise UserError where scorecards tell one number of one period differently: nobody knows which counts."""
    twice = rows.unique([*KEY, *TOLD]).group_by(KEY).agg(pl.len()).filter(pl.col("len") > 1).sort(KEY)
    if twice.height:
        one = twice.row(0, named=True)
        problem = f"Scorecards tell {one['measure']} from {one['period_from']} to {one['period_until']} differently."
        raise UserError(problem, cure="Give the newest of them alone: what it says takes the place of the earlier.")
