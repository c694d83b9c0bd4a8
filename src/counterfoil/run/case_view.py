"""Gather what a case officer wants to see of a case on a day: state, turn, evidence, value, deadlines, exits."""

import datetime as dt
from pathlib import Path

from counterfoil.documents.case_report import CaseParts, Deadline, Exit
from counterfoil.enforcement.clocks.running import Running, clocks_of
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.run.case_files import CaseFiles, read_case, state_of
from counterfoil.run.clock import UNMET, case_acts


def case_view(folder: Path, *, day: dt.date) -> CaseParts:
    """Return the case of a folder as it stands on `day`. Raises UserError where there is none, or it is damaged."""
    return parts_of(read_case(folder), day=day)


def parts_of(case: CaseFiles, *, day: dt.date) -> CaseParts:
    """Return a case that was read as it stands on `day`."""
    state = CASE.state_of(state_of(case, CASE, case.id))
    running = [one for one in clocks_of(case_acts(case, day=day), day=day) if one.state in UNMET]
    return CaseParts(
        case=case.tables["case"].row(0, named=True) | {"state": state.name},
        says=state.says,
        turn=state.owner,
        exits=[Exit(one.act, one.to, one.by) for one in CASE.exits(state.name).values()],
        deadlines=[_deadline(one) for one in running],
        day=day,
        **{
            name: case.tables[name]
            for name in ("subjects", "evidence", "exhibits", "events", "actions", "notices", "orders")
        },
    )


def _deadline(one: Running) -> Deadline:
    since = " ".join(part for part in (one.act.kind, one.act.id) if part)
    source = one.rule.within.source
    return Deadline(one.due, one.state, one.rule.name, one.rule.owner, since, one.arithmetic, source, one.flag)
