"""Do what a person asks for with the enforcement actions of a case: propose, decide, put in force, complain, undo."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from counterfoil.enforcement.actions.current import Row
from counterfoil.enforcement.actions.deciding import approval, ending, last_day_to_complain, refusal
from counterfoil.enforcement.actions.following import Following, following
from counterfoil.enforcement.actions.known_case import KnownCase, known_case
from counterfoil.enforcement.actions.proposal import Asked, proposed
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.statements.due import MADE
from counterfoil.enforcement.states.action_states import ACTION, OPEN
from counterfoil.run.action_step import By, Changed, Step, act_on, changed, each, named
from counterfoil.run.case_files import read_case

STATEMENT_DUE = "statement-due"
SYSTEM = "system:actions"


def read_actions(folder: Path) -> KnownCase:
    """Return what is known of the case in a folder, its actions as its events say. Raises UserError for no case."""
    return known_case(read_case(folder).tables)


def run_propose(folder: Path, asked: Asked, *, why: str) -> tuple[Changed, list[Following]]:
    """Propose actions, all or none; return them, and what would follow from each once it is approved.

    Raises UserError as `proposed`, and for a folder that is no case or that somebody else is changing.
    """
    foreseen: list[Following] = []

    def do(step: Step) -> Step:
        rows = proposed(asked, step.known)
        foreseen.extend(following(row, step.known, at=asked.at) for row in rows)
        return step.propose(rows, By(asked.by, why, asked.at), [f"{named(row)} was proposed." for row in rows])

    return changed(folder, do), foreseen


def run_approve(folder: Path, names: Iterable[str], by: By) -> Changed:
    """Approve actions, all or none, and propose what follows from those that need nobody else.

    Raises UserError as `approval`.
    """

    def judge(step: Step, row: Row) -> str:
        return approval(row, step.known, by=by.actor, day=by.at.date())

    def after(step: Step, row: Row, act: str) -> Step:
        if act != "approved":
            step.said.append(f"{row['id']} needs a second person to approve it.")
            return step
        if ACTIONS[row["kind"]].statement_is_due:
            what = "A statement of reasons is due, at the latest when it is put in force (article 17)."
            step.acts.append(act_on(row, STATEMENT_DUE, by._replace(actor=SYSTEM), what))
        return _with_following(step, row, by)

    return changed(folder, lambda step: each(step, names, by, judge, after))


def run_refuse(folder: Path, names: Iterable[str], by: By) -> Changed:
    """Refuse actions, or withdraw one's own, and what was proposed because of them. Raises UserError as `refusal`."""

    def judge(_step: Step, row: Row) -> str:
        return refusal(row, by=by.actor)

    return changed(folder, lambda step: each(step, names, by, judge, lambda step, row, _: _let_go(step, row, by)))


def run_begin(folder: Path, names: Iterable[str], by: By) -> Changed:
    """Say that approved actions were put in force; the first of a confirmed case makes it one that is acted on.

    Raises UserError for an action whose last day has passed by then.
    """

    def judge(_step: Step, row: Row) -> str:
        ACTIONS[row["kind"]].ends(since=by.at.date(), until=row["until"])
        return "put in force"

    def after(step: Step, row: Row, _act: str) -> Step:
        return step.move_case("acted on", By(SYSTEM, f"{row['id']} was put in force.", by.at))

    return changed(folder, lambda step: each(step, names, by, judge, after))


def run_appeal(folder: Path, names: Iterable[str], by: By) -> Changed:
    """Say that the party complains about actions. A complaint after the time for it is taken, and said to be late."""

    def judge(step: Step, row: Row) -> str:
        last = last_day_to_complain(row, told_on=told_on(step.known.tables["events"], row["id"]))
        if last is not None and by.at.date() > last:
            late = f"the time to complain ended on {last}; it need not be taken (article 20(1))"
            step.said.append(f"{row['id']}: {late}.")
        return "appealed"

    return changed(folder, lambda step: each(step, names, by, judge))


def told_on(events: pl.DataFrame, action_id: str) -> dt.date | None:
    """Return the day on which the party was last given a statement of reasons, None where no event says so."""
    told = events.filter(kind=MADE, subject_kind="action", subject_id=action_id)["at"].max()
    return told.date() if isinstance(told, dt.datetime) else None


def run_uphold(folder: Path, names: Iterable[str], by: By) -> Changed:
    """Say that complaints were looked into and changed nothing. Raises UserError for who may not decide that."""
    return changed(folder, lambda step: each(step, names, by, lambda _step, row: ending(row, "upheld", by=by.actor)))


def run_undo(folder: Path, names: Iterable[str], by: By, *, with_following: bool = False) -> Changed:
    """Take actions back, with what was proposed because of them; with `with_following` also what is in force.

    Raises UserError as `ending`.
    """

    def judge(_step: Step, row: Row) -> str:
        return ending(row, "undone", by=by.actor)

    def after(step: Step, row: Row, _act: str) -> Step:
        undo = ACTIONS[row["kind"]].undo
        step.said.append(f"{row['id']}: {undo.does} Given back: {undo.gives_back} Not undone: {undo.stays}")
        return _let_go(step, row, by, in_force=with_following)

    return changed(folder, lambda step: each(step, names, by, judge, after))


def run_expire(folder: Path, by: By) -> Changed:
    """End the actions of a case whose last day has passed."""

    def do(step: Step) -> Step:
        over = [row["id"] for row in step.known.actions if is_past(row, by) and "expired" in ACTION.exits(row["state"])]
        return each(step, over, by, lambda _step, _row: "expired")

    return changed(folder, do)


def is_past(row: Row, by: By) -> bool:
    """Return whether the last day of an action has passed."""
    return row["until"] is not None and row["until"] < by.at.date()


def _with_following(step: Step, row: Row, by: By) -> Step:
    """Propose what follows from an approved action."""
    found = following(row, step.known, at=by.at)
    step.lacking.extend(found.lacking)
    for new, why in zip(found.rows, found.whys, strict=True):
        what = f"{named(new)} was proposed, because {row['id']} was approved."
        step = step.propose([new], By(SYSTEM, why, by.at), [what])
    return step


def _let_go(step: Step, row: Row, by: By, *, in_force: bool = False) -> Step:
    """Refuse what was proposed because of an action that is no more; say, or undo, what is in force because of it."""
    why = By(SYSTEM, f"{row['id']}, from which it follows, was {row['state']}.", by.at)
    for later in step.known.following(row["id"]):
        exits = ACTION.exits(later["state"])
        if "refused" in exits:
            step = step.do(later, "refused", why)
        elif "undone" in exits and in_force:
            step = step.do(later, ending(later, "undone", by=by.actor), by)
        elif later["state"] in OPEN:
            step.said.append(f"{later['id']}, {named(later)}, follows from it and is still {later['state']}.")
    return step
