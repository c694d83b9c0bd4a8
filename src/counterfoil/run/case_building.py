"""Build cases from the folders of runs: new ones are written, earlier ones get what is new, no act is ever lost."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil import __version__
from counterfoil.enforcement.cases.build import Built, Told, build, case_rows, told_of
from counterfoil.enforcement.cases.exhibits import Shown, exhibits_of
from counterfoil.enforcement.cases.merging import merged
from counterfoil.enforcement.cases.networks import KNOWN, LEAST
from counterfoil.intake.tables import read_rates
from counterfoil.run.case_exhibits import numbered, record_exhibits, shown_by, write_files
from counterfoil.run.case_files import CASES, Act, CaseFiles, changing, read_case, record, write_case_table
from counterfoil.run.case_results import Result, opened_results, runs_in
from counterfoil.run.inputs import Inputs
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, whole, write_json, write_parquet
from counterfoil.run.record import versions
from counterfoil.tables.case import Case
from counterfoil.tables.rate import Rate

ACTOR = "system:case-build"


@dataclass(frozen=True, kw_only=True)
class CaseRequest:
    """The folders of results, the folder of cases, when they are built, and the mildest decision that makes a case of a
    lone account."""

    results: tuple[Path, ...]
    out: Path
    at: dt.datetime
    least: str = LEAST
    rates: Path | None = None


class _Work(NamedTuple):
    """One building of cases: when, from what, what was found, and what is told of the cases."""

    at: dt.datetime
    results: list[Result]
    built: Built
    exhibits: Mapping[str, list[Shown]]
    told: Told
    cleared: frozenset[str]


def run_case_building(request: CaseRequest) -> dict[str, Any]:
    """Build cases into `request.out` and return what its run.json says.

    Writes a folder for each case (see `case_files`), cases.parquet and, last, run.json. Raises UserError for results
    that cannot be used, and while another process writes there.
    """
    inputs = Inputs()
    results = opened_results(request.results, day=request.at.date())
    runs = runs_in(results)
    if request.rates is not None:
        runs = runs._replace(rates=inputs.table("rates", request.rates, read_rates, Rate.create_empty()))
    at = request.at
    with locked(request.out):
        before, known = _known_cases(request.out)
        built = build(runs, least=request.least, known=known)
        clear = frozenset(runs.decisions.filter(decision="clear")["subject_id"])
        work = _Work(at, results, built, exhibits_of(built.accounts, runs, at=at), told_of(built, runs, before), clear)
        counts = _write_cases(request.out, work)
        said = {
            "command": "case build",
            "engine_version": __version__,
            "day": at.date().isoformat(),
            "counts": counts,
            "runs": [{"kind": one.kind, "folder": str(one.folder), "sha256": one.sha256} for one in results],
            "files": inputs.files,
            "versions": versions(),
        }
        write_json(request.out / SEAL, said)
    return said


def _known_cases(out: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of the cases that there are, and their accounts: case_id, account_id."""
    rows: list[pl.DataFrame] = [Case.create_empty()]
    accounts = [pl.DataFrame(schema=KNOWN)]
    for path in sorted(out.glob("*/case.parquet")):
        case = read_case(path.parent)
        rows.append(case.tables["case"])
        own = case.tables["subjects"].filter(subject_kind="account")
        accounts.append(own.select("case_id", account_id="subject_id"))
    return pl.concat(rows), pl.concat(accounts)


def _write_cases(out: Path, work: _Work) -> dict[str, int]:
    counts = {"cases": 0, "new": 0, "changed": 0, "unchanged": 0}
    evidence = work.built.evidence.partition_by("case_id", as_dict=True)
    for (case_id,), subjects in work.built.subjects.partition_by("case_id", as_dict=True).items():
        of_case = subjects, evidence.get((case_id,), work.built.evidence.clear())
        folder = out / str(case_id)
        with changing(folder):
            is_known = (folder / "case.parquet").is_file()
            done = _add(folder, of_case, work) if is_known else _write_new(folder, of_case, work)
        counts[done] += 1
        counts["cases"] += 1
    for case_id, into in work.built.overtaken.iter_rows():
        with changing(out / case_id):
            _overtake(read_case(out / case_id), into, work.at)
    listed = [pl.read_parquet(path) for path in sorted(out.glob("*/case.parquet"))]
    with whole(out / CASES) as partial:
        write_parquet(partial, pl.concat([Case.create_empty(), *listed]))
    return counts


def _write_new(folder: Path, of_case: tuple[pl.DataFrame, pl.DataFrame], work: _Work) -> str:
    subjects, evidence = of_case
    case_id = folder.name
    shown = [*record_exhibits(work.results, work.at), *work.exhibits.get(case_id, [])]
    exhibits = numbered(shown, case_id, after=None)
    write_files(folder, shown)
    row = case_rows(subjects, work.told, day=work.at.date())
    found = _act(case_id, work, "found", f"The case was put together: {row.item(0, 'title')}.", _why(work))
    write_case_table(folder, "exhibits", exhibits)
    write_case_table(folder, "subjects", subjects)
    write_case_table(folder, "evidence", shown_by(evidence, exhibits, shown))
    record(CaseFiles(folder, case_id, {}), [found])
    write_case_table(folder, "case", row)
    return "new"


def _add(folder: Path, of_case: tuple[pl.DataFrame, pl.DataFrame], work: _Work) -> str:
    """Add to a case what is new, with an event that says what; where nothing is new, write nothing."""
    case = read_case(folder)
    tables = case.tables
    known = set(tables["exhibits"]["file"].drop_nulls())
    fresh = [one for one in work.exhibits.get(case.id, []) if one.name not in known]
    now = merged(tables["subjects"], tables["evidence"], new=of_case, cleared=work.cleared)
    if not now.added and not fresh:
        return "unchanged"
    shown = [*(one for one in record_exhibits(work.results, work.at) if one.name not in known), *fresh]
    exhibits = pl.concat([tables["exhibits"], numbered(shown, case.id, after=tables["exhibits"])])
    write_files(folder, shown)
    evidence = shown_by(now.evidence, exhibits, [*record_exhibits(work.results, work.at), *work.exhibits[case.id]])
    write_case_table(folder, "exhibits", exhibits)
    write_case_table(folder, "subjects", now.subjects)
    write_case_table(folder, "evidence", evidence)
    write_case_table(folder, "case", case_rows(now.subjects, work.told, day=work.at.date()))
    what = f"{now.added} {len(shown):,} exhibits were taken.".strip()
    record(case, [_act(case.id, work, "added", what, _why(work))])
    return "changed"


def _overtake(case: CaseFiles, into: str, at: dt.datetime) -> None:
    """Say of a case, once, that its accounts went on in another."""
    what = f"All its accounts are now in {into}."
    if what not in set(case.tables["events"]["what"]):
        why = "Linking found one operator behind the accounts of both."
        record(case, [Act(at, ACTOR, "joined", "case", case.id, what, why)])


def _act(case_id: str, work: _Work, kind: str, what: str, why: str) -> Act:
    digests = tuple(f"{one.folder.resolve().name}/{SEAL} {one.sha256}" for one in work.results)
    return Act(work.at, ACTOR, kind, "case", case_id, what, why, digests)


def _why(work: _Work) -> str:
    return f"It follows from the results of {', '.join(one.kind for one in work.results)}."
