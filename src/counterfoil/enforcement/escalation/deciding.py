"""Who may propose, approve and issue a step? Nobody approves what he proposed; a fine takes two others."""

from collections.abc import Sequence

from counterfoil.enforcement.escalation.ladder import Step
from counterfoil.enforcement.states.escalation_step_states import ESCALATION_STEP, FIRST_APPROVAL, PROPOSED, REFUSED
from counterfoil.enforcement.states.machine import moved
from counterfoil.errors import UserError


def refuse_other_than_owner(step: Step, by: str) -> None:
    """Raise UserError where an actor is not of the role that owns the step."""
    if _role(by) != step.owner:
        problem = f"“{step.step}” is for a {step.owner} to propose and to issue."
        raise UserError(problem, cure=f"Have one do it, with --by {step.owner}:ID.")


def approval(step: Step, state: str, *, proposed_by: str, approved_by: Sequence[str], by: str, is_down: bool) -> str:
    """Return the act by which `by` approves a step that is in `state`: the first approval of two, or the last.

    A step down takes one approval, whichever step is left. Raises UserError for who may not.
    """
    needed = 1 if is_down else step.approvals
    act = FIRST_APPROVAL if needed > 1 and state == PROPOSED else "approved"
    moved(ESCALATION_STEP, state, act)
    refuse_other_than_approver(step, by)
    if person(by) == person(proposed_by):
        raise UserError(f"{by} proposed “{step.step}”.", cure="Somebody else approves it.")
    if person(by) in map(person, approved_by):
        raise UserError(f"{by} has approved it already.", cure="It needs a second person.")
    return act


def refusal(step: Step, state: str, *, proposed_by: str, by: str) -> str:
    """Return the act by which a step is refused, or withdrawn by who proposed it. Raises UserError for who may not."""
    moved(ESCALATION_STEP, state, REFUSED)
    if person(by) != person(proposed_by):
        refuse_other_than_approver(step, by)
    return REFUSED


def refuse_other_than_approver(step: Step, by: str) -> None:
    """Raise UserError where an actor is of no role that may approve the step."""
    if _role(by) not in step.approvers:
        cure = f"It takes: {', '.join(step.approvers)}, as in --by {step.approvers[0]}:3."
        raise UserError(f"{by} may not decide on “{step.step}”.", cure=cure)


def person(actor: str) -> str:
    """Return who acts, whatever the role: programme-officer:7 and approver:7 are one person."""
    return actor.partition(":")[2] or actor


def _role(actor: str) -> str:
    return actor.partition(":")[0]
