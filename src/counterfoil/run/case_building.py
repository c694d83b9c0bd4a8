"""Build cases from the folders of runs: new ones are written, earlier ones get what is new, no act is ever lost."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil import __version__
from counterfoil.enforcement.cases.accounting import accounted
from counterfoil.enforcement.cases.build import Built, Told, build, case_rows, told_of
from counterfoil.enforcement.cases.exhibits import Shown, exhibits_of
from counterfoil.enforcement.cases.merging import Seen, cases_with_news, merged
from counterfoil.enforcement.cases.networks import LEAST
from counterfoil.intake.tables import read_rates
from counterfoil.run.case_exhibits import is_record, numbered, shown_by, with_records
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case, record, write_case_table
from counterfoil.run.case_folders import KnownCases, known_cases, write_list, write_new_cases
from counterfoil.run.case_results import Result, opened_results, runs_in
from counterfoil.run.inputs import Inputs
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, whole, write_json
from counterfoil.run.record import versions
from counterfoil.tables.event import Event
from counterfoil.tables.rate import Rate

ACTOR = "system:case-build"
NONE: frozenset[str] = frozenset()


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
    """One building of cases: when, from what, what was found, the exhibits by case, and what is told of the cases."""

    at: dt.datetime
    results: list[Result]
    built: Built
    exhibits: Mapping[str, list[Shown]]
    told: Told
    cleared: pl.Series

    @property
    def seen(self) -> Seen:
        """Return subjects and evidence of all cases, as the results give them."""
        return Seen(self.built.subjects, self.built.evidence)


def run_case_building(request: CaseRequest) -> dict[str, Any]:
    """Build cases into `request.out` and return what its run.json says.

    Writes a folder for each case (see `case_files`), cases.parquet and, last, run.json. Raises UserError for results
    that cannot be used, and while another process writes there.
    """
    inputs, at = Inputs(), request.at
    results = opened_results(request.results, day=at.date())
    runs = runs_in(results)
    if request.rates is not None:
        runs = runs._replace(rates=inputs.table("rates", request.rates, read_rates, Rate.create_empty()))
    with locked(request.out):
        known = known_cases(request.out)
        built = build(runs, least=request.least, known=known.accounts)
        clear = runs.decisions.filter(decision="clear")["subject_id"]
        shown = with_records(exhibits_of(built.accounts, built.runs, at=at), results, at)
        work = _Work(at, results, built, shown, told_of(built, known.rows), clear)
        counts = _write_cases(request.out, work, known)
        said = {
            "command": "case build",
            "engine_version": __version__,
            "day": at.date().isoformat(),
            "counts": counts,
            "rows": [one._asdict() for one in accounted(built.accounts, runs)],
            "runs": [{"kind": one.kind, "folder": str(one.folder), "sha256": one.sha256} for one in results],
            "files": inputs.files,
            "versions": versions(),
        }
        write_json(request.out / SEAL, said)
    return said


def _write_cases(out: Path, work: _Work, known: KnownCases) -> dict[str, int]:
    before = set(known.rows["id"])
    changed = sorted(_with_news(work, known) & before)
    new = [case for case in work.built.accounts["case_id"].unique(maintain_order=True) if case not in before]
    _write_new(out, work, new)
    for case_id in changed:
        with changing(out / case_id):
            _add(read_case(out / case_id), work)
    for case_id, into in work.built.overtaken.iter_rows():
        with changing(out / case_id):
            _overtake(read_case(out / case_id), into, work.at)
    write_list(out)
    cases = work.built.accounts["case_id"].n_unique()
    return {"cases": cases, "new": len(new), "changed": len(changed), "unchanged": cases - len(new) - len(changed)}


def _with_news(work: _Work, known: KnownCases) -> frozenset[str]:
    """Return the cases of which the results say, or show, what is not known."""
    said = cases_with_news(known.seen, work.seen, work.cleared)
    shown = {case for case, own in work.exhibits.items() if _fresh(own, known.files.get(case, NONE))}
    return said | shown | {case for case in work.exhibits if _was_cut_off(work.exhibits[case], case, known)}


def _was_cut_off(shown: Sequence[Shown], case: str, known: KnownCases) -> bool:
    """Say whether the results came into a case before, and the event that says so did not."""
    records = [one for one in shown if is_record(one) and one.name in known.files.get(case, NONE)]
    return any(one.sha256 not in known.told.get(case, NONE) for one in records)


def _fresh(shown: Sequence[Shown], files: frozenset[str]) -> list[Shown]:
    """Return the exhibits that are not there; the record of another run alone is no news."""
    fresh = [one for one in shown if one.name not in files]
    return fresh if any(not is_record(one) for one in fresh) else []


def _write_new(out: Path, work: _Work, cases: list[str]) -> None:
    """Write cases that there were not, all of them at once: a thousand take seconds."""
    own = pl.col("case_id").is_in(cases)
    subjects, evidence = (table.filter(own) for table in work.seen)
    shown = {case: work.exhibits.get(case, []) for case in cases}
    exhibits, rows = numbered(shown, {}), case_rows(subjects, work.told, day=work.at.date())
    found = [
        {"case_id": case, "number": 1} | _act(case, work, "found", f"The case was put together: {title}.")._asdict()
        for case, title in rows.select("id", "title").iter_rows()
    ]
    tables = {
        "exhibits": exhibits,
        "subjects": subjects,
        "evidence": shown_by(evidence, exhibits, shown),
        "events": pl.DataFrame(found, schema=Event.create_empty().schema),
        "case": rows,
    }
    write_new_cases(out, tables, {case: [(one.name, one.data) for one in of_case] for case, of_case in shown.items()})


def _add(case: CaseFiles, work: _Work) -> None:
    """Add to a case what is new, with an event that says what."""
    tables, own = case.tables, pl.col("case_id") == case.id
    now = merged(
        Seen(tables["subjects"], tables["evidence"]), Seen(*(one.filter(own) for one in work.seen)), work.cleared
    )
    shown = work.exhibits.get(case.id, [])
    known = frozenset(tables["exhibits"]["file"].drop_nulls())
    fresh = [one for one in shown if one.name not in known]
    taken = numbered({case.id: fresh}, {case.id: tables["exhibits"].height})
    exhibits = pl.concat([tables["exhibits"], taken])
    told = work.told._replace(before={case.id: tables["case"].row(0, named=True)})
    for one in fresh:
        with whole(case.folder / one.name) as partial:
            partial.write_bytes(one.data)
    write_case_table(case.folder, "exhibits", exhibits)
    write_case_table(case.folder, "subjects", now.subjects)
    write_case_table(case.folder, "evidence", shown_by(now.evidence, exhibits, {case.id: shown}))
    write_case_table(case.folder, "case", case_rows(now.subjects, told, day=work.at.date()))
    taken_told = f"{len(fresh):,} exhibit{'s were' if len(fresh) != 1 else ' was'} taken." if fresh else ""
    what = f"{now.added} {taken_told}".strip() or "What was added from these results before is told now."
    record(case, [_act(case.id, work, "added", what)])


def _overtake(case: CaseFiles, into: str, at: dt.datetime) -> None:
    """Say of a case, once, that its accounts went on in another."""
    what = f"All its accounts are now in {into}."
    if what not in set(case.tables["events"]["what"]):
        why = "Linking found one operator behind the accounts of both."
        record(case, [Act(at, ACTOR, "joined", "case", case.id, what, why)])


def _act(case_id: str, work: _Work, kind: str, what: str) -> Act:
    digests = tuple(f"{one.folder.resolve().name}/{SEAL} {one.sha256}" for one in work.results)
    why = f"It follows from the results of {', '.join(one.kind for one in work.results)}."
    return Act(work.at, ACTOR, kind, "case", case_id, what, why, digests)
