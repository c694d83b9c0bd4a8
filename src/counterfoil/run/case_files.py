"""How does a case lie on disk? A folder of its own, with a table to a file; its events are only ever added to.

CASES/<case id>/: case, subjects, evidence, exhibits, events, actions, notices with what belongs to them, orders
(Parquet; the last ones once there are any), and `exhibits/`, `notices/`, `documents/` with what was made.
CASES/cases.parquet lists the cases.
An act is done once its event stands in `events.parquet`: whatever it made is written before.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

import dataframely as dy
import polars as pl

from counterfoil.enforcement.states.all_machines import all_machines
from counterfoil.enforcement.states.machine import Machine, moved, state_after
from counterfoil.errors import UserError
from counterfoil.run.kept_tables import read_kept_tables, write_kept_table
from counterfoil.run.lock import locked
from counterfoil.run.unfinished import forget, keep, kept
from counterfoil.tables.action import Action
from counterfoil.tables.case import Case
from counterfoil.tables.case_evidence import CaseEvidence
from counterfoil.tables.case_subject import CaseSubject
from counterfoil.tables.disposition import Disposition
from counterfoil.tables.disposition_proof import DispositionProof
from counterfoil.tables.event import Event
from counterfoil.tables.exhibit import Exhibit
from counterfoil.tables.facility_line import FacilityLine
from counterfoil.tables.facility_notice import FacilityNotice
from counterfoil.tables.hold_answer import HoldAnswer
from counterfoil.tables.notice import Notice
from counterfoil.tables.notice_listing import NoticeListing
from counterfoil.tables.order import Order
from counterfoil.tables.reappearance import Reappearance

CASES = "cases.parquet"
TABLES: Mapping[str, type[dy.Schema]] = {
    "case": Case,
    "subjects": CaseSubject,
    "evidence": CaseEvidence,
    "exhibits": Exhibit,
    "events": Event,
    "actions": Action,
    "notices": Notice,
    "notice_listings": NoticeListing,
    "reappearances": Reappearance,
    "orders": Order,
    "facility_notices": FacilityNotice,
    "facility_lines": FacilityLine,
    "hold_answers": HoldAnswer,
    "dispositions": Disposition,
    "disposition_proofs": DispositionProof,
}
NEEDED = ("case", "subjects", "evidence", "events")


class Act(NamedTuple):
    """An act that is about to be recorded; the case and its place there are added. Columns: see `tables.event`."""

    at: dt.datetime
    actor: str
    kind: str
    subject_kind: str
    subject_id: str
    what: str
    why: str
    digests: tuple[str, ...] = ()


class CaseFiles(NamedTuple):
    """One case as it lies on disk; `tables` holds all of TABLES, empty where there is no file."""

    folder: Path
    id: str
    tables: Mapping[str, pl.DataFrame]


def read_case(folder: Path) -> CaseFiles:
    """Return the case in a folder. Raises UserError where there is none, with those that are one level below."""
    if not (folder / "case.parquet").is_file():
        raise _no_case(folder)
    tables = read_kept_tables(folder, TABLES, needed=NEEDED, of="case")
    tables |= kept(folder, TABLES, acts=tables["events"].height, of="case")
    if tables["case"].height != 1:
        raise UserError("case.parquet holds no single case.", cure="Build it again: counterfoil case build.")
    return CaseFiles(folder, str(tables["case"].item(0, "id")), tables)


def _no_case(folder: Path) -> UserError:
    inside = sorted(path.parent.name for path in folder.glob("*/case.parquet")) if folder.is_dir() else []
    cure = f"Name one of its cases: {', '.join(inside[:5])}." if inside else "Make cases with: counterfoil case build."
    return UserError("This folder is no case.", cure=cure, file=str(folder))


def changing(folder: Path) -> AbstractContextManager[None]:
    """Hold the case for this process while it is read, added to and written. Raises UserError where another does."""
    return locked(folder)


def write_case_table(folder: Path, name: str, table: pl.DataFrame) -> None:
    """Write one of TABLES, whole or not at all; an empty one that is not needed leaves no file."""
    if table.height or name in NEEDED:
        write_kept_table(folder / f"{name}.parquet", table, TABLES[name])


def events_with(case: CaseFiles, acts: Iterable[Act]) -> pl.DataFrame:
    """Return the events of a case with new acts after them, numbered on."""
    return numbered_on(case.tables.get("events", Event.create_empty()), acts, of=case.id)


def numbered_on(events: pl.DataFrame, acts: Iterable[Act], *, of: str) -> pl.DataFrame:
    """Return the events of a case or an order (contract Event), `of` its id, with new acts after them, numbered on."""
    rows = [
        {"case_id": of, "number": number, **act._asdict(), "digests": list(act.digests)}
        for number, act in enumerate(acts, start=events.height + 1)
    ]
    return pl.concat([events, pl.DataFrame(rows, schema=events.schema)]) if rows else events


def record(case: CaseFiles, acts: Iterable[Act]) -> None:
    """Add acts to the events of a case, after all else that they made is written. Hold the case with `changing`.

    Raises UserError as `check`: a command that writes other things calls that before it writes any of them.
    """
    done = tuple(acts)
    check(case, done)
    write_case_table(case.folder, "events", events_with(case, done))


def write_acts(case: CaseFiles, acts: Iterable[Act], tables: Mapping[str, pl.DataFrame]) -> None:
    """Write several of TABLES and the acts that changed them, all or nothing. Hold the case with `changing`.

    Raises UserError as `check`, before anything is written. A process that is killed on the way leaves the case, as
    `read_case` returns it, as it was.
    """
    done = tuple(acts)
    check(case, done)
    before = {name: case.tables[name] for name in tables}
    keep(case.folder, before, TABLES, acts=case.tables["events"].height)
    for name, table in tables.items():
        write_case_table(case.folder, name, table)
    record(case, done)
    forget(case.folder)


def check(case: CaseFiles, acts: Iterable[Act]) -> None:
    """Raise UserError, with what can be done, for an act out of its turn in the machine of its kind of subject.

    Acts that no machine knows, such as those that clocks run from, are always in their turn.
    """
    states: dict[tuple[str, str], str] = {}
    for act in acts:
        machine, subject = all_machines().get(act.subject_kind), (act.subject_kind, act.subject_id)
        if machine is not None and act.kind in machine.acts:
            before = states.get(subject) or state_of(case, machine, act.subject_id)
            states[subject] = moved(machine, before, act.kind)


def state_of(case: CaseFiles, machine: Machine, subject_id: str) -> str:
    """Return the state in which its events leave one subject of a case. Raises UserError where they cannot be."""
    events = case.tables.get("events", Event.create_empty())
    own = events.filter(subject_kind=machine.kind, subject_id=subject_id)
    return state_after(machine, own["kind"])
