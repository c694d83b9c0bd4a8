"""Record what was done in a case: an act of its own machine, of an exhibit's, or one that deadlines run from."""

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.clocks.rule import Act as ClockAct
from counterfoil.enforcement.clocks.running import KINDS as CLOCK_KINDS
from counterfoil.enforcement.clocks.running import RULES, clocks_of
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.enforcement.states.exhibit_states import EXHIBIT, WITHHELD
from counterfoil.enforcement.states.machine import Machine, for_its_role, moved
from counterfoil.errors import UserError
from counterfoil.run.case_files import (
    CASES,
    Act,
    CaseFiles,
    changing,
    check,
    read_case,
    record,
    state_of,
    write_case_table,
)
from counterfoil.run.lock import locked
from counterfoil.run.outputs import whole, write_parquet

MATTER = "matter"  # what an act is of that deadlines run from: a seizure, a detention, by its number


class Done(NamedTuple):
    """What an act came to: the state that it left its subject in, empty of an act that no machine knows."""

    subject: str
    state: str
    sets_going: tuple[str, ...] = ()  # what is due from it, in words


class Doing(NamedTuple):
    """An act as the user gives it: its kind, who, why and when, and of what, empty for the case itself."""

    kind: str
    by: str
    why: str
    at: dt.datetime
    of: str = ""


def act_in_case(folder: Path, doing: Doing) -> Done:
    """Record one act in the case of a folder and return what it came to.

    Raises UserError, before anything is written, for an act that is not known, out of its turn, not for that role to
    do, before the one that it follows, or there already.
    """
    read_case(folder)  # what is no case is refused before the lock makes a folder of it
    with changing(folder):
        case = read_case(folder)
        if doing.kind in EXHIBIT.acts and (doing.of or doing.kind not in CASE.acts):
            return _move_exhibit(case, doing)
        if doing.kind in CASE.acts:
            return _move_case(case, doing)
        if doing.kind in CLOCK_KINDS:
            return _tell(case, doing)
        raise _unknown(case, doing)


def _move_case(case: CaseFiles, doing: Doing) -> Done:
    act = _act(doing, CASE.kind, case.id, f"The case was {doing.kind}.")
    state = _moved(case, CASE, act)
    write_state(case, state)
    record(case, [act])
    return Done(case.id, state)


def write_state(case: CaseFiles, state: str) -> None:
    """Write the state that an act leads to into the case and the list beside its folder; the act itself comes after."""
    row = case.tables["case"].with_columns(state=pl.lit(state))
    write_case_table(case.folder, "case", row)
    _list_anew(case.folder.parent / CASES, row)


def _move_exhibit(case: CaseFiles, doing: Doing) -> Done:
    exhibits = case.tables["exhibits"]
    if doing.of not in set(exhibits["id"]):
        known = f"E-1 to E-{exhibits.height}" if exhibits.height else "there are none"
        raise UserError(f"The case has no exhibit “{doing.of}”.", cure=f"Name one with --of: {known}.")
    act = _act(doing, EXHIBIT.kind, doing.of, f"The exhibit {doing.of} was {doing.kind}.")
    state = _moved(case, EXHIBIT, act)
    own = pl.col("id") == doing.of
    withheld = pl.when(own).then(pl.lit(state == WITHHELD)).otherwise("withheld")
    write_case_table(case.folder, "exhibits", exhibits.with_columns(withheld=withheld))
    record(case, [act])
    return Done(doing.of, state)


def _tell(case: CaseFiles, doing: Doing) -> Done:
    """Record something that happened and that deadlines run from, or are met by."""
    kind, subject = (MATTER, doing.of) if doing.of else (CASE.kind, case.id)
    events = case.tables["events"]
    twice = events.filter(kind=doing.kind, subject_kind=kind, subject_id=subject)
    if twice.height:
        problem = f"{doing.kind} of {subject} is there already, on {twice.item(0, 'at'):%Y-%m-%d}."
        raise UserError(problem, cure="Events are never changed; give another --of, such as a number with its letter.")
    of = f" ({doing.of})" if doing.of else ""
    clocks_of((ClockAct(doing.kind, doing.at.date(), doing.of),), day=doing.at.date())  # refuses what no law knew yet
    record(case, [_act(doing, kind, subject, f"It was told as done: {doing.kind}{of}.")])
    return Done(subject, "", tuple(f"{rule.owner}: {rule.name}" for rule in RULES if rule.begins == doing.kind))


def _act(doing: Doing, kind: str, subject: str, what: str) -> Act:
    return Act(doing.at, doing.by, doing.kind, kind, subject, what, doing.why)


def _moved(case: CaseFiles, machine: Machine, act: Act) -> str:
    """Return the state that an act leads to, once it is its turn, its actor's to do, and after what it follows."""
    check(case, [act])
    before = state_of(case, machine, act.subject_id)
    for_its_role(machine, before, act.kind, act.actor)
    own = case.tables["events"].filter(subject_kind=machine.kind, subject_id=act.subject_id)
    last = own["at"].max()
    if isinstance(last, dt.datetime) and act.at < last:
        problem = f"The last act before it was on {last:%Y-%m-%d %H:%M}, after {act.at:%Y-%m-%d %H:%M}."
        raise UserError(problem, cure="Give the time with --at at which it was done, as 2026-11-09T14:30:00.")
    return moved(machine, before, act.kind)


def _list_anew(path: Path, row: pl.DataFrame) -> None:
    """Tell the list of cases beside the folder, where there is one, the case's new state.

    Where cases are being built there, the list is written anew by that, and the act stands without it.
    """
    if not path.is_file():
        return
    with suppress(UserError), locked(path.parent):
        listed = pl.read_parquet(path)
        state = pl.when(pl.col("id") == row.item(0, "id")).then(pl.lit(row.item(0, "state"))).otherwise("state")
        with whole(path) as partial:
            write_parquet(partial, listed.with_columns(state=state))


def _unknown(case: CaseFiles, doing: Doing) -> UserError:
    able = ", ".join(f"“{act}”" for act in CASE.exits(state_of(case, CASE, case.id)))
    cure = f"The case can be: {able}. What deadlines run from is told as well: {', '.join(CLOCK_KINDS)}."
    return UserError(f"“{doing.kind}” is no act of a case.", cure=cure)
