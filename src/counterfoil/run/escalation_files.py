"""How does an escalation lie on disk? A folder of its own, with a table to a file; its events are only ever added to.

ESCALATIONS/<id>/: escalation, periods, steps, checks, measure_answers, events (Parquet), ladder.toml, the ladder under
which it was opened, and `documents/` with the papers. Every state follows from the events.
"""

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from counterfoil.enforcement.escalation.ladder import Failure, Ladder, read_ladder
from counterfoil.enforcement.escalation.verdicts import Verdict, in_order
from counterfoil.enforcement.states.escalation_states import ESCALATION
from counterfoil.enforcement.states.escalation_step_states import ESCALATION_CHECK, ESCALATION_STEP
from counterfoil.enforcement.states.machine import Machine, state_after
from counterfoil.errors import UserError
from counterfoil.run.case_files import Act, CaseFiles, check, numbered_on
from counterfoil.run.inputs import opened
from counterfoil.run.kept_tables import read_kept_tables, write_kept_table
from counterfoil.run.lock import locked
from counterfoil.run.outputs import told_of_disk
from counterfoil.run.unfinished import forget, keep, kept
from counterfoil.tables.escalation import Escalation
from counterfoil.tables.escalation_check import EscalationCheck
from counterfoil.tables.escalation_period import EscalationPeriod
from counterfoil.tables.escalation_step import EscalationStep
from counterfoil.tables.event import Event
from counterfoil.tables.measure_answer import MeasureAnswer
from counterfoil.tables.platform_rows import key_of
from counterfoil.tables.record_file import LARGEST

LADDER, DOCUMENTS = "ladder.toml", "documents"
TABLES: Mapping[str, type[dy.Schema]] = {
    "escalation": Escalation,
    "periods": EscalationPeriod,
    "steps": EscalationStep,
    "checks": EscalationCheck,
    "measure_answers": MeasureAnswer,
    "events": Event,
}
NEEDED = ("escalation", "periods", "events")
_OF_ROWS = {"escalation": ESCALATION, "steps": ESCALATION_STEP, "checks": ESCALATION_CHECK}
_BEFORE = ".new-"


class EscalationFiles(NamedTuple):
    """One escalation as it lies on disk; `tables` holds all of TABLES, with the states that follow from the events."""

    folder: Path
    ladder: Ladder
    tables: Mapping[str, pl.DataFrame]

    @property
    def row(self) -> dict[str, Any]:
        """Its row (contract Escalation)."""
        return self.tables["escalation"].row(0, named=True)

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.row["id"])

    @property
    def failure(self) -> Failure:
        """Its failure, as the ladder has it."""
        return self.ladder.failure(self.row["failure"])

    @property
    def verdicts(self) -> list[Verdict]:
        """What its periods say, in their order: of a period that was assessed twice the last counts."""
        rows = self.tables["periods"].unique(["period_from", "period_until"], keep="last")
        return in_order([Verdict(*one) for one in rows.select("period_from", "period_until", "verdict", "why").rows()])

    def as_case(self) -> CaseFiles:
        """Return it as what acts are checked against."""
        return CaseFiles(self.folder, self.id, self.tables)


def id_of(platform: str, edition: str, failure: str) -> str:
    """Return the id of an escalation: the same platform, edition and failure have the same, wherever it is made, and
    however the platform's name is written."""
    return "esc-" + hashlib.sha256("\n".join((key_of(platform), edition, failure)).encode()).hexdigest()[:12]


def folders_in(place: Path) -> list[Path]:
    """Return the folders of the escalations in a folder, by their ids. Raises UserError where it is none."""
    if not place.is_dir():
        raise UserError(
            "There is no such folder.", cure="Make it with: counterfoil escalation assess.", file=str(place)
        )
    found = place.glob("*/escalation.parquet")
    return sorted(path.parent for path in found if not path.parent.name.startswith("."))


def read_escalation(folder: Path) -> EscalationFiles:
    """Return the escalation in a folder. Raises UserError where there is none, or a file of it is damaged."""
    if not (folder / "escalation.parquet").is_file():
        there = [one.name for one in folders_in(folder.parent)] if folder.parent.is_dir() else []
        cure = f"There are: {', '.join(there[:5])}." if there else "Find some with: counterfoil escalation assess."
        raise UserError(f"There is no escalation “{folder.name}” here.", cure=cure, file=str(folder))
    tables = read_kept_tables(folder, TABLES, needed=NEEDED, of="escalation")
    tables |= kept(folder, TABLES, acts=tables["events"].height, of="escalation")
    with opened(folder / LADDER) as stream:
        data = stream.read(LARGEST + 1)
    if hashlib.sha256(data).hexdigest() != tables["escalation"].item(0, "ladder_sha256"):
        cure = "Take the folder from a copy."
        raise UserError("The ladder is not the one it was opened under.", cure=cure, file=str(folder / LADDER))
    return EscalationFiles(folder, read_ladder(data, file=LADDER), _with_states(tables, tables["events"]))


def changing(folder: Path) -> AbstractContextManager[None]:
    """Hold an escalation for this process while it is read, added to and written."""
    return locked(folder)


def write_acts(files: EscalationFiles, acts: Iterable[Act], changed: Mapping[str, pl.DataFrame]) -> None:
    """Write several of TABLES and the acts that changed them, all or nothing. Hold it with `changing`.

    Raises UserError for an act out of its turn, or earlier than the last, before anything is written. A process that is
    killed on the way leaves it, as `read_escalation` returns it, as it was.
    """
    done, known = tuple(acts), files.tables["events"]
    _refuse_earlier(known, done)
    check(files.as_case(), done)
    events = numbered_on(known, done, of=files.id)
    tables = _with_states({**files.tables, **changed}, events)
    written = {name: tables[name] for name in TABLES if name != "events" and (tables[name].height or name in NEEDED)}
    keep(files.folder, {name: files.tables[name] for name in written}, TABLES, acts=known.height)
    for name, table in written.items():
        write_kept_table(files.folder / f"{name}.parquet", table, TABLES[name])
    write_kept_table(files.folder / "events.parquet", events, Event)
    forget(files.folder)


def write_new(place: Path, tables: Mapping[str, pl.DataFrame], acts: Iterable[Act], *, ladder: bytes) -> None:
    """Write an escalation that is not there yet: made beside its place, and moved there whole."""
    wanted = str(tables["escalation"].item(0, "id"))
    work = place / f"{_BEFORE}{wanted}"
    empty = {name: contract.create_empty() for name, contract in TABLES.items()}
    events = numbered_on(empty["events"], acts, of=wanted)
    whole = _with_states({**empty, **tables}, events)
    with told_of_disk(place):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        (work / LADDER).write_bytes(ladder)
        for name in NEEDED:
            write_kept_table(work / f"{name}.parquet", events if name == "events" else whole[name], TABLES[name])
        work.replace(place / wanted)


def subject_of(table: str, row: Mapping[str, Any]) -> str:
    """Return the id by which events name a row of a table."""
    return str(row["number"] if table == "steps" else row["id"])


def _with_states(tables: Mapping[str, pl.DataFrame], events: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return {name: _stated(table, name, events) if name in _OF_ROWS else table for name, table in tables.items()}


def _stated(table: pl.DataFrame, name: str, events: pl.DataFrame) -> pl.DataFrame:
    states = [state_in(events, _OF_ROWS[name], subject_of(name, row)) for row in table.iter_rows(named=True)]
    return table.with_columns(pl.Series("state", states, pl.String))


def state_in(events: pl.DataFrame, machine: Machine, subject_id: str) -> str:
    """Return the state in which events leave a subject."""
    return state_after(machine, events.filter(subject_kind=machine.kind, subject_id=subject_id)["kind"].to_list())


def _refuse_earlier(events: pl.DataFrame, acts: tuple[Act, ...]) -> None:
    last = events["at"].max()
    if isinstance(last, dt.datetime) and any(act.at < last for act in acts):
        problem = f"The act before it was on {last:%Y-%m-%d %H:%M}, after {min(act.at for act in acts):%Y-%m-%d %H:%M}."
        raise UserError(problem, cure="Acts are recorded in their order: give a later --at.")
