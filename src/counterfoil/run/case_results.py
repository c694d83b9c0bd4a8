"""Which folders are results of which runs, do they belong together, and what do cases need of them?

A folder is told by the tables in it. Its tables are held against the digests in its run.json, where there are any.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.cases.runs import KINDS, LINKING, MATCHING, SCREENING, VETTING, Runs
from counterfoil.errors import UserError
from counterfoil.run.inputs import digest_of
from counterfoil.run.matching_results import MATCHED
from counterfoil.run.outputs import SEAL
from counterfoil.run.record import FOLDER
from counterfoil.tables.decision import Decision
from counterfoil.tables.dossier import Dossier
from counterfoil.tables.finding import Finding
from counterfoil.tables.link import Link
from counterfoil.tables.match import Match
from counterfoil.tables.offer import Offer
from counterfoil.tables.rate import Rate
from counterfoil.tables.re_entry import ReEntry
from counterfoil.tables.resolved_party import ResolvedParty
from counterfoil.tables.right import Right
from counterfoil.tables.sought_goods import SoughtGoods

# what each kind of run is told by, and its tables: field of Runs, file, columns that it must have
TOLD_BY = {SCREENING: "decisions", LINKING: "parties", MATCHING: "matches", VETTING: "dossiers"}
TABLES: Mapping[str, tuple[tuple[str, str, Sequence[str]], ...]] = {
    SCREENING: (
        ("offers", "offers", Offer.column_names()),
        ("decisions", "decisions", Decision.column_names()),
        ("findings", "findings", Finding.column_names()),
        ("rights", f"{FOLDER}/rights", Right.column_names()),
        ("rates", f"{FOLDER}/rates", Rate.column_names()),
    ),
    LINKING: (
        ("parties", "parties", ResolvedParty.column_names()),
        ("links", "links", Link.column_names()),
        ("re_entries", "re_entries", ReEntry.column_names()),
    ),
    MATCHING: (
        ("matches", "matches", Match.column_names()),
        ("items", "items", MATCHED.columns),
        ("sought", "goods", SoughtGoods.column_names()),
    ),
    VETTING: (
        ("dossiers", "dossiers", Dossier.column_names()),
        ("seller_findings", "findings", Finding.column_names()),
    ),
}
COMMAND = {SCREENING: "screen", LINKING: "link", MATCHING: "match", VETTING: "vet"}


class Result(NamedTuple):
    """One folder of results: which kind it is of, what its run.json says, and that file's digest."""

    kind: str
    folder: Path
    record: Mapping[str, Any]
    sha256: str

    @property
    def day(self) -> dt.date | None:
        """Return the day that the run was asked for, where it is asked for one."""
        day = self.record.get("day")
        return dt.date.fromisoformat(day) if isinstance(day, str) else None


def opened_results(folders: Sequence[Path], *, day: dt.date) -> list[Result]:
    """Return the results in the folders, in the order of KINDS.

    Raises UserError for a folder that holds none, two of one kind, one made for a day after `day`, and results of
    different rights.
    """
    found = [_opened(folder) for folder in folders]
    for kind in KINDS:
        same = [one for one in found if one.kind == kind]
        if len(same) > 1:
            cure = "Build with one, then again with the other into the same CASES: what is new is added."
            raise UserError(f"{same[0].folder} and {same[1].folder} are both of `{COMMAND[kind]}`.", cure=cure)
    for one in found:
        if one.day is not None and one.day > day:
            cure = f"Build for --day {one.day} or later, or run it again with --day {day}."
            raise UserError(
                f"These results of `{COMMAND[one.kind]}` are of {one.day}, after {day}.",
                cure=cure,
                file=str(one.folder),
            )
    _same_rights(found)
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def runs_in(results: Sequence[Result]) -> Runs:
    """Return the tables of the results. Raises UserError for a table that is missing, damaged or changed since, and for
    results of different marketplaces."""
    tables: dict[str, pl.DataFrame] = {}
    for one in results:
        for field, name, columns in TABLES[one.kind]:
            tables[field] = _table(one, name, columns)
    folders = tuple((one.kind, one.folder.resolve().name) for one in results)
    runs = Runs(**tables, folders=folders)
    _same_marketplace(runs, results)
    return runs


def _opened(folder: Path) -> Result:
    path = folder / SEAL
    try:
        data = path.read_bytes()
        record = json.loads(data)
    except OSError as cause:
        cure = "Name the folder that was given to `screen`, `link`, `match` or `vet` with -o."
        raise UserError("There is no finished run here.", cure=cure, file=str(folder)) from cause
    except ValueError as cause:
        raise UserError("This is no JSON any more.", cure="Run the command again.", file=str(path)) from cause
    kind = next((kind for kind in KINDS if (folder / f"{TOLD_BY[kind]}.parquet").is_file()), None)
    if kind is None or not isinstance(record, dict):
        told = ", ".join(f"{TOLD_BY[kind]}.parquet ({COMMAND[kind]})" for kind in KINDS)
        cure = f"Name a folder with one of {told}."
        raise UserError("These are no results that a case can be built from.", cure=cure, file=str(folder))
    return Result(kind, folder, record, digest_of(path))


def _table(result: Result, name: str, columns: Sequence[str]) -> pl.DataFrame:
    path, again = result.folder / f"{name}.parquet", f"Run `counterfoil {COMMAND[result.kind]}` again."
    try:
        rows = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as cause:
        raise UserError("This table is missing or damaged.", cure=again, file=str(path)) from cause
    missing = [column for column in columns if column not in rows.columns]
    if missing:
        problem = f"This table has no column {missing[0]}: another version of Counterfoil wrote it."
        raise UserError(problem, cure=again, file=str(path))
    told = result.record.get("outputs")
    known = told.get(path.name) if isinstance(told, dict) and "/" not in name else None
    if known is not None and known != digest_of(path):
        raise UserError("This table was changed after its run; a case cannot rest on it.", cure=again, file=str(path))
    return rows


def _same_rights(results: Sequence[Result]) -> None:
    told = {one.kind: digest for one in results if (digest := _digest_of_role(one, "rights")) is not None}
    if len(set(told.values())) > 1:
        first, second = list(told)[:2]
        problem = f"`{COMMAND[first]}` and `{COMMAND[second]}` were run with different files of rights."
        raise UserError(problem, cure="Run both with one file: a right's id may mean another mark in each.")


def _digest_of_role(result: Result, role: str) -> str | None:
    files = result.record.get("files")
    rows = files if isinstance(files, list) else []
    return next((row.get("sha256") for row in rows if isinstance(row, dict) and row.get("role") == role), None)


def _same_marketplace(runs: Runs, results: Sequence[Result]) -> None:
    """Refuse a screening and linked or vetted sellers that have no marketplace, or no account, in common."""
    screened, linked = (set(one.drop_nulls()) for one in (runs.offers["marketplace"], runs.parties["platform"]))
    cure = "Give results of one marketplace, and build the cases of another into another folder."
    if screened and linked and not screened & linked:
        problem = f"The offers are of {_one_of(screened)}, the linked sellers of {_one_of(linked)}."
        raise UserError(problem, cure=cure)
    accounts = set(runs.offers["external_seller_id"].drop_nulls())
    for kind, sellers in ((LINKING, set(runs.parties["seller_id"])), (VETTING, set(runs.dossiers["seller_id"]))):
        if accounts and sellers and not accounts & sellers:
            folder = next(str(one.folder) for one in results if one.kind == kind)
            raise UserError("No account here has an offer in the screening.", cure=cure, file=folder)


def _one_of(names: set[str]) -> str:
    return min(names) + (f" and {len(names) - 1} more" if len(names) > 1 else "")
