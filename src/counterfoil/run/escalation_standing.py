"""How do escalations stand on a day: on which step, what may be done next, and who is late?"""

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.escalation.moves import Stands, Way, Ways, ways
from counterfoil.enforcement.states.escalation_states import CLOSED, DROPPED, FOUND
from counterfoil.enforcement.states.escalation_step_states import OPEN, STANDING, UNANSWERED, UNMET
from counterfoil.run.escalation_files import EscalationFiles, folders_in, read_escalation
from counterfoil.tables.escalation_step import UP


class Shown(NamedTuple):
    """One escalation: its files, where it stands, where it may go, and the step that was proposed and not issued."""

    files: EscalationFiles
    stands: Stands
    ways: Ways
    proposed: dict[str, Any] | None


class Due(NamedTuple):
    """Something that somebody has to do: of which escalation, who, what, since or until when, and its arithmetic."""

    id: str
    platform: str
    who: str
    what: str
    by: dt.date | None
    days: int | None  # late by so many
    counted: str


def stands_of(files: EscalationFiles, *, day: dt.date) -> Stands:
    """Return where an escalation stands on a day."""
    step = standing_step(files)
    checks = files.tables["checks"].filter(pl.col("state").is_in(UNMET))
    checks = checks.filter(step_number=-1 if step is None else step["number"])
    return Stands(
        files.row["state"],
        files.verdicts,
        _rested_on(files),
        is_silent=step is not None and _is_silent(step, day),
        missed=checks.filter((pl.col("state") == "missed") | (pl.col("due_on") < day)).height,
        unmet=checks.height,
    )


def standing_step(files: EscalationFiles) -> dict[str, Any] | None:
    """Return the row of the step that stands, None where none does."""
    rows = files.tables["steps"].filter(pl.col("state").is_in(STANDING)).to_dicts()
    return rows[-1] if rows else None


def proposed_step(files: EscalationFiles) -> dict[str, Any] | None:
    """Return the row of the step that was proposed and is neither issued nor refused."""
    rows = files.tables["steps"].filter(pl.col("state").is_in(OPEN)).to_dicts()
    return rows[-1] if rows else None


def _is_silent(step: dict[str, Any], day: dt.date) -> bool:
    return step["state"] in UNANSWERED and step["answer_by"] is not None and step["answer_by"] < day


def _rested_on(files: EscalationFiles) -> dt.date | None:
    """Return the last day of the newest period that is spent: an issued step rested on it, or it was over at a drop."""
    spent = list(files.tables["steps"].filter(pl.col("issued_at").is_not_null())["rests_on"])
    for dropped in files.tables["events"].filter(kind=DROPPED)["at"]:
        spent += [one.last for one in files.verdicts if one.last < dropped.date()]
    return max(spent, default=None)


def run_escalation_list(place: Path, *, day: dt.date) -> list[Shown]:
    """Return the escalations in a folder as they stand on a day, by platform and failure."""
    found = [shown(read_escalation(folder), day=day) for folder in folders_in(place)]
    return sorted(
        found, key=lambda one: (one.files.row["platform"], one.files.row["failure"], one.files.row["edition"])
    )


def run_escalation_show(place: Path, wanted: str, *, day: dt.date) -> Shown:
    """Return one escalation as it stands on a day. Raises UserError for one that is not there."""
    return shown(read_escalation(place / wanted), day=day)


def shown(files: EscalationFiles, *, day: dt.date) -> Shown:
    """Return an escalation as it stands on a day."""
    stands = stands_of(files, day=day)
    return Shown(files, stands, ways(files.ladder, files.failure, stands), proposed_step(files))


def run_escalation_due(place: Path, *, day: dt.date) -> list[Due]:
    """Return what is to be done on a day: what is late first, by its day; then steps that may be taken."""
    found = [due for one in run_escalation_list(place, day=day) for due in _due_of(one, day)]
    return sorted(found, key=lambda one: (one.by is None, one.by or day, one.id))


def _due_of(one: Shown, day: dt.date) -> list[Due]:
    row, found = one.files.row, list[Due]()

    def add(who: str, what: str, by: dt.date | None = None, counted: str = "") -> None:
        late = (day - by).days if by is not None else None
        found.append(Due(row["id"], row["platform"], who, what, by, late, counted))

    step = standing_step(one.files)
    if step is not None and step["state"] in UNANSWERED and step["answer_by"] is not None:
        add("platform", f"answer the {step['step']}", step["answer_by"], step["counted"])
    if step is not None and step["state"] == "answered":
        add(one.files.ladder.step(row["state"]).owner, f"say whether the answer to the {step['step']} is enough")
    number = -1 if step is None else step["number"]
    for check in one.files.tables["checks"].filter(step_number=number).iter_rows(named=True):
        if check["state"] in UNMET:
            add("platform", f"check {check['id']}: {check['says']}", check["due_on"], check["counted"])
    if one.proposed is not None:
        add(*_of_proposed(one))
        return found
    for way in (one.ways.down, one.ways.up):
        if way is not None and way.is_open:
            add(_owner(one, way), f"{'propose ' if way.to != CLOSED else ''}{_named(one, way)}: {way.because}")
            break
    if row["state"] == FOUND and one.ways.up is not None and not one.ways.up.is_open:
        add(_owner(one, one.ways.up), f"drop it, or wait: {one.ways.up.because}")
    return found


def _of_proposed(one: Shown) -> tuple[str, str]:
    assert one.proposed is not None
    step = one.proposed
    rule = one.files.ladder.step(step["step"] if step["direction"] == UP else one.files.row["state"])
    if step["state"] == "approved":
        return rule.owner, f"issue step {step['number']}, {step['step']}"
    return " or ".join(rule.approvers), f"approve or refuse step {step['number']}, {step['step']}"


def _owner(one: Shown, way: Way) -> str:
    names = one.files.ladder.names
    step = way.to if one.ways.up is way else one.files.row["state"]
    return one.files.ladder.step(step).owner if step in names else one.files.ladder.steps[0].owner


def _named(one: Shown, way: Way) -> str:
    return way.to if one.ways.up is way else f"a step down to {way.to}"
