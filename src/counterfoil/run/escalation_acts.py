"""Record what people do with an escalation: steps proposed, approved, issued; answers judged, checks met, a drop."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.documents.papers.escalation_head import EscalationHead
from counterfoil.enforcement.clocks.running import arithmetic, due_on
from counterfoil.enforcement.escalation.deciding import approval, refusal, refuse_other_than_owner
from counterfoil.enforcement.escalation.ladder import Step
from counterfoil.enforcement.escalation.moves import Way
from counterfoil.enforcement.states.escalation_states import DROPPED, ESCALATION, eased, raised
from counterfoil.enforcement.states.escalation_step_states import (
    ACCEPTED,
    ENDED,
    ESCALATION_CHECK,
    ESCALATION_STEP,
    ISSUED,
    LAPSED,
    MET,
    MISSED,
    NOT_ACCEPTED,
    REFUSED,
    STANDING,
)
from counterfoil.enforcement.states.machine import moved
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act
from counterfoil.run.escalation_approved import approved_facts, refuse_other_than_approved, write_facts
from counterfoil.run.escalation_files import EscalationFiles, changing, read_escalation, write_acts
from counterfoil.run.escalation_fine import COLUMNS, Fine, fine_for
from counterfoil.run.escalation_papers import head_in, step_papers
from counterfoil.run.escalation_referral import write_order_draft
from counterfoil.run.escalation_standing import proposed_step, shown, standing_step
from counterfoil.run.notice_files import rows_of
from counterfoil.tables.escalation_check import EscalationCheck
from counterfoil.tables.escalation_step import DOWN, REFERRAL, STEPS, UP, EscalationStep

STEP_DOWN = "step down"
PROPOSALS = (*STEPS, STEP_DOWN)
DECISIONS = ("approved", REFUSED)
JUDGEMENTS = (ACCEPTED, NOT_ACCEPTED, LAPSED)
CHECKS = (MET, MISSED)
BY_HAND = (*PROPOSALS, *DECISIONS, ISSUED, *JUDGEMENTS, *CHECKS, DROPPED)


class Asked(NamedTuple):
    """What an act needs beside who acts: the head of the papers, a fine, the id of a check."""

    head: Path | None = None
    fine: Fine | None = None
    check: str | None = None


class Done(NamedTuple):
    """What was done, in a sentence; the escalation then; the files that were written, within its folder."""

    said: str
    files: EscalationFiles
    written: tuple[str, ...] = ()


def run_escalation_act(place: Path, wanted: str, act: str, acting: Acting, asked: Asked) -> Done:
    """Do an act of BY_HAND on an escalation. Raises UserError, before anything is written, where it may not be."""
    folder = place / wanted
    read_escalation(folder)  # what is none is refused before the lock makes a folder of it
    with changing(folder):
        files = read_escalation(folder)
        if act in PROPOSALS:
            return _proposed(files, act, acting, asked)
        if act == ISSUED:
            return _issued(files, acting, asked)
        if act in CHECKS:
            return _checked(files, act, acting, asked)
        if act == DROPPED:
            return _dropped(files, acting)
        return _decided(files, act, acting) if act in DECISIONS else _judged(files, act, acting)


def _proposed(files: EscalationFiles, act: str, acting: Acting, asked: Asked) -> Done:
    open_one = proposed_step(files)
    if open_one is not None:
        problem = f"Step {open_one['number']}, {open_one['step']}, is {open_one['state']}."
        raise UserError(problem, cure="Issue it or refuse it first: one step at a time.")
    way = _way(files, act, acting.at.date())
    rule = _rule_of(files, way.to, is_down=act == STEP_DOWN)
    refuse_other_than_owner(rule, acting.by)
    fine = fine_for(act, asked.fine, platform=files.row["platform"], day=acting.at.date())
    row = _row(files, way, acting, is_down=act == STEP_DOWN, fine=fine)
    made = step_papers(files, row, _head(files, asked), on=None)
    digests = (made.write(files.folder), write_facts(files, row, made.record))
    said = f"Step {row['number']} was proposed: {'down to ' if act == STEP_DOWN else ''}{row['step']}. {way.because}"
    what = Act(acting.at, acting.by, "proposed", ESCALATION_STEP.kind, str(row["number"]), said, acting.why, digests)
    return _written(files, [what], {"steps": _with(files, row)}, said, (made.name,))


def _way(files: EscalationFiles, act: str, day: dt.date) -> Way:
    """Return the way that a proposal names. Raises UserError where it is not the next one, or not open."""
    found = shown(files, day=day).ways
    way = found.down if act == STEP_DOWN else found.up
    if way is None or (act != STEP_DOWN and way.to != act):
        next_one = found.up.to if found.up else "none"
        problem = f"An escalation that is “{files.row['state']}” cannot go to: {act}."
        raise UserError(problem, cure=f"One step at a time; the next one up is: {next_one}.")
    if not way.is_open:
        cure = "See what it waits for with: counterfoil escalation show."
        raise UserError(f"“{act}” cannot be proposed yet. {way.because}", cure=cure)
    return way


def _row(files: EscalationFiles, way: Way, acting: Acting, *, is_down: bool, fine: Fine | None) -> dict[str, Any]:
    return {
        "escalation_id": files.id,
        "number": files.tables["steps"].height + 1,
        "step": way.to,
        "direction": DOWN if is_down else UP,
        "because": way.because,
        "rests_on": files.verdicts[-1].last,
        "proposed_by": acting.by,
        "proposed_at": acting.at,
        **{name: getattr(fine, name, None) for name in COLUMNS},
        **dict.fromkeys(("issued_at", "answer_by", "counted", "file")),
        "state": "proposed",
    }


def _decided(files: EscalationFiles, act: str, acting: Acting) -> Done:
    row = _open_step(files, act)
    rule = _rule_of(files, row["step"], is_down=row["direction"] == DOWN)
    if act == REFUSED:
        kind = refusal(rule, row["state"], proposed_by=row["proposed_by"], by=acting.by)
    else:
        kind = approval(
            rule,
            row["state"],
            proposed_by=row["proposed_by"],
            approved_by=_approvers(files, row),
            by=acting.by,
            is_down=row["direction"] == DOWN,
        )
    said = f"Step {row['number']}, {row['step']}, was {kind}."
    rests_on = () if kind == REFUSED else approved_facts(files, row)
    return _written(files, [_on_step(row, kind, acting, said, rests_on)], {}, said)


def _approvers(files: EscalationFiles, row: dict[str, Any]) -> list[str]:
    own = files.tables["events"].filter(subject_kind=ESCALATION_STEP.kind, subject_id=str(row["number"]))
    return own.filter(pl.col("kind").str.starts_with("approved"))["actor"].to_list()


def _issued(files: EscalationFiles, acting: Acting, asked: Asked) -> Done:
    """Issue the step that was approved, while what it rests on still holds and its paper says what was approved."""
    row = _open_step(files, ISSUED)
    moved(ESCALATION_STEP, row["state"], ISSUED)
    is_down, on = row["direction"] == DOWN, acting.at.date()
    rule = _rule_of(files, row["step"], is_down=is_down)
    refuse_other_than_owner(rule, acting.by)
    way = _way(files, STEP_DOWN if is_down else row["step"], on)
    row |= {"rests_on": files.verdicts[-1].last, "because": way.because}
    head = _head(files, asked)
    refuse_other_than_approved(files, row, head)
    row |= {"issued_at": acting.at}
    if not is_down:
        due = due_on(on, rule.time)
        row |= {"answer_by": due, "counted": arithmetic(on, rule.time, due)}
    made = step_papers(files, row, head, on=on)
    row |= {"file": made.name}
    digests = [made.write(files.folder)]
    if row["step"] == REFERRAL and not is_down:
        digests.append(write_order_draft(files, row["number"]))
    said = f"Step {row['number']} was issued: {row['step']}{', down' if is_down else ''}."
    acts = [
        *_ending(files, acting),
        _on_step(row, ISSUED, acting, said, tuple(digests)),
        _moving(files, row, acting),
    ]
    if row["step"] not in files.ladder.names:  # closed: nothing stands, this one neither
        acts.append(_on_step(row, ENDED, acting, "Nothing stands any more."))
    tables = {"steps": _with(files, row), "checks": _with_checks(files, row, rule, on)}
    return _written(files, acts, tables, said, tuple(one.rpartition(" ")[0] for one in digests))


def _ending(files: EscalationFiles, acting: Acting) -> Iterator[Act]:
    """Yield that each step that stood, or was refused, is ended."""
    for row in files.tables["steps"].filter(pl.col("state").is_in([*STANDING, REFUSED])).iter_rows(named=True):
        yield _on_step(row, ENDED, acting, f"Step {row['number']}, {row['step']}, has ended.")


def _moving(files: EscalationFiles, row: dict[str, Any], acting: Acting) -> Act:
    kind = eased(row["step"]) if row["direction"] == DOWN else raised(row["step"])
    return Act(acting.at, acting.by, kind, ESCALATION.kind, files.id, f"It was {kind}. {row['because']}", acting.why)


def _with_checks(files: EscalationFiles, row: dict[str, Any], rule: Step, on: dt.date) -> pl.DataFrame:
    asked = rule.checks if row["direction"] == UP else ()
    rows = [
        {
            "escalation_id": files.id,
            "step_number": row["number"],
            "id": f"{row['number']}.{number}",
            "says": one.says,
            "due_on": (due := due_on(on, one.time)),
            "counted": arithmetic(on, one.time, due),
            "state": "open",
        }
        for number, one in enumerate(asked, start=1)
    ]
    return pl.concat([files.tables["checks"], rows_of(EscalationCheck, rows)])


def _judged(files: EscalationFiles, act: str, acting: Acting) -> Done:
    """Say whether the answer to the step that stands is enough, or that none came by its day."""
    row = standing_step(files)
    if row is None:
        raise UserError("No step stands that could be answered.", cure="Issue one first.")
    moved(ESCALATION_STEP, row["state"], act)
    refuse_other_than_owner(_rule_of(files, files.row["state"], is_down=False), acting.by)
    by = row["answer_by"]
    if act == LAPSED and (by is None or acting.at.date() <= by):
        told = f"until {by}" if by else "at no time: none is asked for"
        raise UserError(f"The answer may come {told}.", cure="Wait for it.")
    said = f"The answer to step {row['number']}, {row['step']}: {act}."
    return _written(files, [_on_step(row, act, acting, said)], {}, said)


def _checked(files: EscalationFiles, act: str, acting: Acting, asked: Asked) -> Done:
    """Say that a check of the step that stands was met or missed."""
    step = standing_step(files)
    own = files.tables["checks"].filter(step_number=-1 if step is None else step["number"])
    found = own.filter(id=asked.check or "").to_dicts()
    if not found:
        cure = f"Give --check with one of: {', '.join(own['id'])}." if own.height else "No step with checks stands."
        raise UserError(f"No check {asked.check or ''} stands.".replace("  ", " "), cure=cure)
    refuse_other_than_owner(_rule_of(files, files.row["state"], is_down=False), acting.by)
    one = found[0]
    if act == MISSED and acting.at.date() <= one["due_on"]:
        raise UserError(f"Check {one['id']} may be met until {one['due_on']}.", cure="Wait for it.")
    said = f"{act.capitalize()}: {one['id']}, {one['says']}"
    return _written(
        files, [Act(acting.at, acting.by, act, ESCALATION_CHECK.kind, one["id"], said, acting.why)], {}, said
    )


def _dropped(files: EscalationFiles, acting: Acting) -> Done:
    """Close an escalation of which nothing was issued: it was found wrongly, or has gone over by itself."""
    open_one = proposed_step(files)
    if open_one is not None:
        raise UserError(f"Step {open_one['number']} is {open_one['state']}.", cure="Refuse it first.")
    moved(ESCALATION, files.row["state"], DROPPED)
    refuse_other_than_owner(files.ladder.steps[0], acting.by)
    said = "It was dropped before the platform was told of it."
    act = Act(acting.at, acting.by, DROPPED, ESCALATION.kind, files.id, said, acting.why)
    return _written(files, [act], {}, said)


def _open_step(files: EscalationFiles, act: str) -> dict[str, Any]:
    row = proposed_step(files)
    if row is None:
        raise UserError(f"No step waits to be {act}.", cure="Propose one first: counterfoil escalation show.")
    return row


def _rule_of(files: EscalationFiles, step: str, *, is_down: bool) -> Step:
    """Return the rule of the step that is taken, or of the one that is left downwards."""
    return files.ladder.step(files.row["state"] if is_down else step)


def _head(files: EscalationFiles, asked: Asked) -> EscalationHead:
    if asked.head is None:
        cure = "Give --head FILE.toml, as examples/quayside_head.toml is."
        raise UserError("The paper needs to know who writes to whom.", cure=cure)
    return head_in(asked.head, files.row["platform"])


def _with(files: EscalationFiles, row: dict[str, Any]) -> pl.DataFrame:
    """Return the steps with a row in place of that of its number, or after them."""
    others = files.tables["steps"].filter(pl.col("number") != row["number"])
    return pl.concat([others, rows_of(EscalationStep, [row])]).sort("number")


def _on_step(row: dict[str, Any], kind: str, acting: Acting, said: str, digests: tuple[str, ...] = ()) -> Act:
    return Act(acting.at, acting.by, kind, ESCALATION_STEP.kind, str(row["number"]), said, acting.why, digests)


def _written(
    files: EscalationFiles,
    acts: list[Act],
    tables: dict[str, pl.DataFrame],
    said: str,
    written: tuple[str, ...] = (),
) -> Done:
    write_acts(files, acts, tables)
    return Done(said, read_escalation(files.folder), written)
