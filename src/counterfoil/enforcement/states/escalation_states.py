"""What can become of an escalation? It stands on one step of the ladder, and moves by one that was approved and issued.

Which step comes next, and when, is the ladder's to say (`enforcement.escalation`): a house may leave steps out.
"""

from counterfoil.enforcement.states.machine import Machine, State, Transition
from counterfoil.tables.escalation_step import FINE, FORMAL_NOTICE, IMPROVEMENT_PLAN, REFERRAL, REMINDER, STEPS

KIND = "escalation"
OFFICER, PLATFORM = "programme officer", "platform"
FOUND, CLOSED = "found", "closed"
DROPPED, FOUND_AGAIN = "dropped", "found again"


def raised(step: str) -> str:
    """Return the act by which an escalation comes to stand on a graver step."""
    return f"raised to {step}"


def eased(step: str) -> str:
    """Return the act by which it comes to stand on a milder one, or on none."""
    return CLOSED if step == CLOSED else f"eased to {step}"


ESCALATION = Machine(
    KIND,
    (
        State(
            FOUND, "A measure was beyond its threshold in k of n periods; the platform was told nothing yet.", OFFICER
        ),
        State(REMINDER, "The platform was reminded of what was found.", PLATFORM),
        State(FORMAL_NOTICE, "It was told formally, and what follows if nothing changes.", PLATFORM),
        State(IMPROVEMENT_PLAN, "It has a plan to keep, with checks, each with its day.", PLATFORM),
        State(FINE, "A fine was proposed to who may impose it, its amount and ground named.", OFFICER),
        State(REFERRAL, "It was referred to counsel, for an order of a court.", "counsel"),
        State(CLOSED, "No step stands: it recovered, or was found wrongly. It can be found again.", OFFICER),
    ),
    (
        *(Transition(FOUND, raised(step), step, OFFICER, follows=True) for step in STEPS),
        Transition(FOUND, DROPPED, CLOSED, OFFICER),
        *(
            Transition(step, raised(graver), graver, OFFICER, follows=True)
            for number, step in enumerate(STEPS)
            for graver in STEPS[number + 1 :]
        ),
        *(
            Transition(step, eased(milder), milder, OFFICER, follows=True)
            for number, step in enumerate(STEPS)
            for milder in (CLOSED, *STEPS[:number])
        ),
        Transition(CLOSED, FOUND_AGAIN, FOUND, OFFICER, follows=True),
    ),
)
