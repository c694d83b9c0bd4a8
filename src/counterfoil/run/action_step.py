"""Change the enforcement actions of a case in one transaction: held, read, changed in memory, written whole or not.

The rows are written before the events, which alone say what was done: a command that is cut off has done nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.actions.current import Row, current_actions
from counterfoil.enforcement.actions.known_case import KnownCase, known_case
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.states.action_states import ACTION
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.enforcement.states.machine import following, moved
from counterfoil.errors import UserError
from counterfoil.run.case_acts import write_state
from counterfoil.run.case_files import Act, changing, events_with, read_case, record, write_case_table
from counterfoil.tables.action import Action


class By(NamedTuple):
    """Who acts, why and when; one moment for all acts of a command."""

    actor: str
    why: str
    at: dt.datetime


class Changed(NamedTuple):
    """What a command did: the actions that it changed and those it added, as they stand now, and what is to be said.

    `lacking` is what should have followed by itself and could not be proposed.
    """

    case_id: str
    rows: list[Row]
    added: list[Row]
    lacking: list[str]
    said: list[str]


class Step(NamedTuple):
    """What is being done, in memory: the case as it becomes, the acts in their order, and what is to be said."""

    known: KnownCase
    acts: list[Act]
    added: list[str]
    lacking: list[str]
    said: list[str]

    def put(self, rows: list[Row]) -> "Step":
        """Return the step with rows in place of those of the same id, or after them."""
        by_id = {row["id"]: row for row in [*self.known.actions, *rows]}
        return self._replace(known=self.known._replace(actions=list(by_id.values())))

    def propose(self, rows: list[Row], by: By, whats: list[str]) -> "Step":
        """Return the step with new rows, each with its event."""
        self.acts.extend(act_on(row, "proposed", by, what) for row, what in zip(rows, whats, strict=True))
        self.added.extend(row["id"] for row in rows)
        return self.put(rows)

    def move_case(self, act: str, by: By) -> "Step":
        """Return the step with what follows for the case; unchanged where that may not follow by itself now."""
        state = following(CASE, self.known.state, act)
        if state is None:
            return self
        self.acts.append(Act(by.at, by.actor, act, CASE.kind, self.known.id, f"The case was {act}.", by.why))
        return self._replace(known=self.known._replace(state=state))

    def do(self, row: Row, act: str, by: By) -> "Step":
        """Return the step with one act done on an action. Raises UserError where its state does not allow it."""
        state = moved(ACTION, row["state"], act)
        self.acts.append(act_on(row, act, by, f"{named(row)} was {act}."))
        return self.put([row | {"state": state, "last_at": by.at}])


Judge = Callable[[Step, Row], str]  # which act it is; raises UserError where it may not be
After = Callable[[Step, Row, str], Step]  # what comes after the act


def changed(folder: Path, do: Callable[[Step], Step]) -> Changed:
    """Do a step in a case and write it. Raises UserError for no case, one being changed, and what `do` refuses."""
    read_case(folder)  # refuse what is no case before the lock makes a folder of it
    with changing(folder):
        case = read_case(folder)
        step = do(Step(known_case(case.tables), [], [], [], []))
        tables = {**case.tables, "actions": rows_table(step.known.actions), "events": events_with(case, step.acts)}
        rows = current_actions(tables)
        write_case_table(folder, "actions", rows_table(rows))
        if any(act.subject_kind == CASE.kind for act in step.acts):
            write_state(case, step.known.state)
        record(case, step.acts)
    added = set(step.added)
    touched = {act.subject_id for act in step.acts if act.subject_kind == ACTION.kind} - added
    return Changed(
        step.known.id,
        [row for row in rows if row["id"] in touched],
        [row for row in rows if row["id"] in added],
        step.lacking,
        step.said,
    )


def each(step: Step, names: Iterable[str], by: By, judge: Judge, after: After = lambda step, _row, _act: step) -> Step:
    """Do one act on each action that is named, and what comes after it; whatever is refused refuses all."""
    ids = [step.known.action(name)["id"] for name in names]  # before any act adds others, which nobody has seen
    for action_id in dict.fromkeys(ids):
        row = step.known.action(action_id)
        if by.at < row["last_at"]:
            problem = f"{row['id']} became “{row['state']}” at {row['last_at']:%Y-%m-%d %H:%M}, which is later."
            raise UserError(problem, cure="Acts are recorded in their order: leave --at out, or name a later time.")
        act = judge(step, row)
        step = step.do(row, act, by)
        step = after(step, step.known.action(row["id"]), act)
    return step


def act_on(row: Row, kind: str, by: By, what: str) -> Act:
    """Return the act to be recorded on an action."""
    return Act(by.at, by.actor, kind, "action", row["id"], what, by.why)


def named(row: Row) -> str:
    """Return an action in words: “Remove” on offer:o-2."""
    return f"“{ACTIONS[row['kind']].title}” on {row['subject_kind']}:{row['subject_id']}"


def rows_table(rows: list[Row]) -> pl.DataFrame:
    """Return rows as a table of the contract Action."""
    schema = Action.create_empty().schema
    return pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema)
