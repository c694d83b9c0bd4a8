"""What can become of a notice to a facility?

`disposed` is recorded by `counterfoil disposition`, once nothing that was found is left to be disposed of.
"""

from counterfoil.enforcement.states.machine import Machine, State, Transition

KIND = "facility notice"
OWN, FACILITY = "case officer", "facility"
ANSWERS = ("held", "held in part", "gone", "refused")  # acts that follow from what the warehouse's system says
WAITING = ("sent", "acknowledged", "held in part", "escalated")  # something is still asked of the facility
OVER = ("withdrawn", "closed")
DEAF = ("drafted", *OVER)  # receipts and returns are not held against the signature of such a notice

_ANSWERABLE = (*WAITING, *("held", "gone", "refused", "disposed"))
_AFTER_MORE = {"held": "held in part", "gone": "held in part", "disposed": "held in part", "refused": "held in part"}


def _answered(*states: str) -> tuple[Transition, ...]:
    return tuple(Transition(state, answer, answer, FACILITY, follows=True) for state in states for answer in ANSWERS)


def _all(act: str, to: str, by: str, *states: str) -> tuple[Transition, ...]:
    return tuple(Transition(state, act, to, by) for state in states)


FACILITY_NOTICE = Machine(
    KIND,
    (
        State("drafted", "The paper and the signed file are made; nothing has left the house.", OWN),
        State("sent", "A person sent it; the facility has not answered.", FACILITY),
        State("acknowledged", "The facility said that it has it; nothing is confirmed as held.", FACILITY),
        State("held", "All units that are still in the house are confirmed as set apart.", FACILITY),
        State("held in part", "Some units are open, allocated, picked or refused, or were found later.", FACILITY),
        State("gone", "Nothing was left to hold: every unit had been shipped or was not found.", OWN),
        State("refused", "The facility holds nothing.", OWN),
        State("escalated", "No answer, or no whole one, came in the time that was set.", OWN),
        State("disposed", "Every unit that was found is destroyed, abandoned, forfeited, released or retained.", OWN),
        State("withdrawn", "The sender took it back: the facility may release what it set apart.", OWN),
        State("closed", "Nothing is open any more; receipts and returns are no longer watched.", "archivist"),
    ),
    (
        Transition("drafted", "sent", "sent", OWN),
        Transition("sent", "acknowledged", "acknowledged", FACILITY),
        *_all("acknowledged", "escalated", FACILITY, "escalated"),
        *_answered(*_ANSWERABLE),
        *(Transition(state, "found more", _AFTER_MORE.get(state, state), OWN, follows=True) for state in _ANSWERABLE),
        *_all("escalated", "escalated", OWN, "sent", "acknowledged", "held in part", "refused"),
        *(
            Transition(state, "disposed", "disposed", FACILITY, follows=True)
            for state in ("held", "held in part", "gone", "escalated", "disposed")
        ),
        *_all("withdrawn", "withdrawn", OWN, "drafted", *_ANSWERABLE),
        *_all("closed", "closed", OWN, "held", "gone", "refused", "escalated", "disposed", "withdrawn"),
        Transition("closed", "reopened", "held in part", OWN),
    ),
)
