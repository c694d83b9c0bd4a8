"""Which step may be taken next, up or down, and what is it waiting for? One at a time, and no period counts twice.

A step up rests on failing periods after those that the step before rested on, or on its silence; a step down on good
ones in a row. What has recovered does not go up: the newest periods decide.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from counterfoil.enforcement.escalation.ladder import Failure, Ladder, Step
from counterfoil.enforcement.escalation.verdicts import Verdict, failing_in, good_run, without_gap
from counterfoil.enforcement.states.escalation_states import CLOSED, FOUND
from counterfoil.tables.escalation_period import FAILING


class Stands(NamedTuple):
    """How an escalation stands: the step (or found, closed), its periods in order, the last day that moves rested on.

    `is_silent`: the answer that the step asked for did not come in time; `missed` and `unmet`: checks that were not met
    by their day, and all that are not met.
    """

    step: str
    verdicts: Sequence[Verdict]
    rested_on: dt.date | None = None
    is_silent: bool = False
    missed: int = 0
    unmet: int = 0


class Way(NamedTuple):
    """A step that may be taken, or one that may not yet: where it leads, and the condition in a sentence."""

    to: str
    because: str
    is_open: bool


class Ways(NamedTuple):
    """The step above and the one below; None where there is none."""

    up: Way | None
    down: Way | None


def ways(ladder: Ladder, failure: Failure, stands: Stands) -> Ways:
    """Return where an escalation may go from where it stands."""
    if stands.step == CLOSED:
        return Ways(None, None)
    tail = without_gap(stands.verdicts)
    new = [one for one in tail if stands.rested_on is None or one.first > stands.rested_on]
    if stands.step == FOUND:
        newest, found = new[-failure.n :], failing_in(new, k=failure.k, n=failure.n)
        says = (
            f"{_of(newest, FAILING)} of the newest {_periods(len(newest))} failed; {failure.k} of {failure.n} needed."
        )
        return Ways(Way(ladder.names[0], says, bool(found)), None)
    at = ladder.names.index(stands.step)
    down = _down(ladder, at, new, stands)
    if at + 1 == len(ladder.steps):
        return Ways(None, down)
    return Ways(_up(ladder.steps[at + 1], new, stands, recovers=good_run(new) >= ladder.steps[at].good_periods), down)


def _up(step: Step, new: list[Verdict], stands: Stands, *, recovers: bool) -> Way:
    failed = _of(new, FAILING)
    told = f"{failed} of {_periods(len(new))} since “{stands.step}” failed; {step.failing_periods} needed."
    if recovers:
        return Way(step.step, f"{told} The newest are good.", is_open=False)
    if failed >= step.failing_periods:
        return Way(step.step, told, is_open=True)
    if step.on_silence and stands.is_silent:
        return Way(step.step, f"{told} “{stands.step}” was not answered by its day.", is_open=True)
    if step.on_missed_check and stands.missed:
        return Way(step.step, f"{told} {stands.missed} checks were not met by their day.", is_open=True)
    return Way(step.step, told, is_open=False)


def _down(ladder: Ladder, at: int, new: list[Verdict], stands: Stands) -> Way:
    to, needed, run = ladder.names[at - 1] if at else CLOSED, ladder.steps[at].good_periods, good_run(new)
    told = f"{_periods(run)} in a row since “{stands.step}” {'was' if run == 1 else 'were'} good; {needed} needed."
    if stands.unmet:
        return Way(to, f"{told} {stands.unmet} checks are not met.", is_open=False)
    return Way(to, told, is_open=run >= needed)


def _of(verdicts: Sequence[Verdict], wanted: str) -> int:
    return sum(one.verdict == wanted for one in verdicts)


def _periods(many: int) -> str:
    return f"{many} period{'' if many == 1 else 's'}"
