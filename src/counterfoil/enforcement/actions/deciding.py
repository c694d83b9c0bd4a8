"""Who may approve, refuse, put in force, uphold or undo an action, and which act of its states is it then?

Nobody approves what he proposed, in whatever role; a complaint is decided by somebody who had no part in the action
and not by a machine alone (Regulation (EU) 2022/2065, article 20(6)).
"""

import datetime as dt

from counterfoil.enforcement.actions.current import Row
from counterfoil.enforcement.actions.known_case import KnownCase
from counterfoil.enforcement.actions.proposal import SYSTEM
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.actions.subjects import standing_of
from counterfoil.enforcement.clocks.platforms import COMPLAINT
from counterfoil.enforcement.clocks.running import due_on
from counterfoil.enforcement.states.action_states import ACTION, APPEALED, FIRST_APPROVAL, LATE, PROPOSED
from counterfoil.enforcement.states.machine import moved
from counterfoil.errors import UserError


def approval(action: Row, known: KnownCase, *, by: str, day: dt.date) -> str:
    """Return the act by which `by` approves an action: the first approval of two, or the last.

    Raises UserError for who may not, and for what is needed first and no longer holds.
    """
    kind = ACTIONS[action["kind"]]
    act = FIRST_APPROVAL if kind.people > 1 and action["state"] == PROPOSED else "approved"
    moved(ACTION, action["state"], act)
    _refuse_role(action, by)
    if _person(by) == _person(action["proposed_by"]):
        raise UserError(f"{by} proposed {action['id']}.", cure="Somebody else approves it.")
    if _person(by) in map(_person, action["approved_by"]):
        raise UserError(f"{by} has approved {action['id']} already.", cure="It needs a second person.")
    standing = standing_of(known, facts=action["facts"], right_id=action["right_id"], day=day)
    unmet = kind.unmet(standing)
    if unmet:
        problem = f"{action['id']} lacks {'; '.join(need.says for need in unmet)}."
        raise UserError(problem, cure=" ".join(need.cure for need in unmet))
    return act


def refusal(action: Row, *, by: str) -> str:
    """Return the act by which an action is refused, or withdrawn by who proposed it. Raises UserError as `approval`."""
    moved(ACTION, action["state"], "refused")
    if by != action["proposed_by"]:
        _refuse_role(action, by)
    return "refused"


def ending(action: Row, act: str, *, by: str) -> str:
    """Return the act that upholds or undoes an action. Raises UserError for who may not."""
    moved(ACTION, action["state"], act)
    if by.startswith(SYSTEM):
        raise UserError(
            "A machine alone cannot decide this (article 20(6)).", cure="Name a person: --by case-officer:3."
        )
    _refuse_role(action, by)
    had_part = {_person(one) for one in (action["proposed_by"], *action["approved_by"])}
    if action["state"] in (APPEALED, LATE) and _person(by) in had_part:
        problem = f"{by} had a part in {action['id']} and cannot decide the complaint against it."
        raise UserError(problem, cure="Name somebody who had none.")
    return act


def last_day_to_complain(action: Row, *, told_on: dt.date | None = None) -> dt.date | None:
    """Return the day until which the party may complain (article 20(1)), None for an action not in force.

    The time runs from the day on which the party was told, where that is known to be later (article 20(2)).
    """
    since = action["in_force_since"]
    return due_on(max(since.date(), told_on or since.date()), COMPLAINT.within) if since else None


def _refuse_role(action: Row, by: str) -> None:
    approvers = ACTIONS[action["kind"]].approvers
    if by.split(":", 1)[0] not in approvers:
        cure = f"It takes: {', '.join(approvers)}, as in --by {approvers[-1]}:3."
        raise UserError(f"{by} may not decide on “{ACTIONS[action['kind']].title}”.", cure=cure)


def _person(actor: str) -> str:
    """Return who acts, whatever the role: reviewer:7 and case-officer:7 are one person."""
    return actor.split(":", 1)[1] if ":" in actor else actor
