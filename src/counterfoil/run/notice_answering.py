"""Take the answers of platforms into a case: files in, acts and outcomes out; the rest waits for a person."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.notices.answers import DECIDING, Step, Waiting, clock_of, step_of
from counterfoil.enforcement.states.machine import moved
from counterfoil.enforcement.states.notice_states import NOTICE
from counterfoil.errors import UserError
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.notice_answers.read import read_notice_answers
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case
from counterfoil.run.inputs import digest_of, mapping_in, opened
from counterfoil.run.notice_files import FOLDER, KIND, rows_of, write_notices
from counterfoil.run.outputs import write_table
from counterfoil.tables.contract import Sorted
from counterfoil.tables.notice import Notice
from counterfoil.tables.notice_listing import NoticeListing
from counterfoil.tables.reject import Reject

WAITING = "waiting.csv"
TAKEN_ALREADY = "this file was taken already"
SAID = {
    "acknowledged": "The recipient acknowledged it.",
    "clarification asked": "The recipient asks for more before it decides.",
    "counter-notice": "The seller objected.",
}


class Taken(NamedTuple):
    """What the answers did: `steps`, and the `waiting` answers (rows of `tables.reject`)."""

    steps: list[Step]
    waiting: pl.DataFrame


class _Standing:
    """The notices and listings of a case while answers are applied one after the other."""

    def __init__(self, case: CaseFiles) -> None:
        self.notices = {row["id"]: row for row in case.tables["notices"].to_dicts()}
        self.listings = case.tables["notice_listings"].to_dicts()

    def outcomes(self) -> dict[str, dict[str, str | None]]:
        """Return the outcome by offer, by notice."""
        found: dict[str, dict[str, str | None]] = {one: {} for one in self.notices}
        for row in self.listings:
            found[row["notice_id"]][row["offer_id"]] = row["outcome"]
        return found

    def apply(self, step: Step) -> None:
        """Note what a step does."""
        notice = self.notices[step.notice_id]
        notice["state"] = moved(NOTICE, notice["state"], step.act)
        if step.answer not in DECIDING:
            return
        notice["answered_at"] = step.at
        notice["refusal"] = step.reason if step.act == "refused" else notice["refusal"]
        for row in self.listings:
            if row["notice_id"] == step.notice_id and row["offer_id"] in step.offer_ids:
                row.update(outcome=step.answer, outcome_at=step.at, refusal=step.reason)


def run_notice_answer(folder: Path, files: Sequence[Path], acting: Acting, *, mapping: Path | None) -> Taken:
    """Return what the answers in the files did to the notices of a case, which is written.

    What is not understood, or fits no notice, is written to CASE/notices/waiting.csv, without any text of the answer.
    Raises UserError for a file that cannot be used at all; nothing is written then.
    """
    names = mapping_in(mapping)
    with changing(folder):
        case = read_case(folder)
        read = [(path, *_read(path, names)) for path in files]
        standing, steps, acts, waiting = _Standing(case), [], [], []
        for path, digest, answers in read:
            if _is_known(case, digest):
                waiting.append(_rejects(path, [Waiting(1, TAKEN_ALREADY)]))
                continue
            done, left = _apply(standing, answers, acting.at)
            steps += done
            for step in done:
                form = standing.notices[step.notice_id]["form"]
                acts += _as_acts(step, acting, f"{path.name} {digest}", clock_of(form, step.answer))
            waiting += [answers.rejects, _rejects(path, left)]
        left_over = pl.concat([Reject.create_empty(), *waiting]).sort("file", "line", maintain_order=True)
        if acts:
            notices = rows_of(Notice, standing.notices.values())
            write_notices(case, acts, notices=notices, listings=rows_of(NoticeListing, standing.listings))
        _set_aside(case.folder / FOLDER / WAITING, left_over)
    return Taken(steps, left_over)


def _set_aside(path: Path, rows: pl.DataFrame) -> None:
    """Add what waits to what waits already; a person takes out what is done."""
    new = rows.filter(pl.col("rule") != TAKEN_ALREADY)
    if new.is_empty():
        return
    schema = Reject.create_empty().schema
    try:
        before = pl.read_csv(path, schema=schema) if path.exists() else Reject.create_empty()
    except (pl.exceptions.PolarsError, OSError) as cause:
        cure = "Rename the file, and read the answers again."
        raise UserError("The list of answers that wait cannot be read.", cure=cure, file=str(path)) from cause
    write_table(path, pl.concat([before, new]).unique(maintain_order=True), for_people=True)


def _read(path: Path, mapping: Mapping | None) -> tuple[str, Sorted]:
    with opened(path) as stream:
        answers = read_notice_answers(stream, file=path.name, mapping=mapping)
    return digest_of(path), answers


def _is_known(case: CaseFiles, digest: str) -> bool:
    used = case.tables["events"].filter(subject_kind=KIND)["digests"].explode(empty_as_null=True, keep_nulls=True)
    return bool(used.str.ends_with(digest).fill_null(value=False).any())


def _apply(standing: _Standing, answers: Sorted, read_at: dt.datetime) -> tuple[list[Step], list[Waiting]]:
    steps: list[Step] = []
    left: list[Waiting] = []
    for answer in answers.kept.to_dicts():
        found = step_of(answer, standing.notices, standing.outcomes(), read_at=read_at)
        if isinstance(found, Waiting):
            left.append(found)
        else:
            standing.apply(found)
            steps.append(found)
    return steps, left


def _rejects(path: Path, left: list[Waiting]) -> pl.DataFrame:
    rows = [{"file": path.name, "line": one.line, "field": "answer", "rule": one.rule} for one in left]
    return rows_of(Reject, rows)


def _as_acts(step: Step, acting: Acting, digest: str, clock: str) -> list[Act]:
    """Return the act of a step, and after it one that a clock runs from, where there is one."""
    count = len(step.offer_ids)
    listings = f"{count} listing{'' if count == 1 else 's'}"
    acted, refused = f"The recipient took down {listings}.", f"The recipient refused {listings}: {step.reason}."
    said = {**SAID, "acted": acted, "refused": refused}[step.answer]
    act = Act(step.at, acting.by, step.act, KIND, step.notice_id, said, acting.why, (digest,))
    return [act, act._replace(kind=clock)] if clock else [act]
