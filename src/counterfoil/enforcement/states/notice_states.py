"""What can become of a notice?

A counter-notice is one of the kinds of `enforcement.clocks.platforms`, which set its clock going, or `countered` where
no law sets one.
"""

from counterfoil.enforcement.states.machine import Machine, State, Transition

OWN, PLATFORM = "notifier", "platform"
COUNTER_NOTICES = ("dmca-counter-notice", "phase-one-counter-notice", "countered")
SENT = ("sent", "acknowledged", "clarification asked")
TAKEN = ("acted", "acted in part")
OPEN = ("drafted", *SENT)  # a second notice on the same listing would repeat it

_ANSWERS = ("acted", "acted in part", "refused")


def _answered(*states: str) -> tuple[Transition, ...]:
    return tuple(Transition(state, answer, answer, PLATFORM) for state in states for answer in _ANSWERS)


def _countered(*states: str) -> tuple[Transition, ...]:
    return tuple(Transition(state, kind, "countered", "seller") for state in states for kind in COUNTER_NOTICES)


NOTICE = Machine(
    "notice",
    (
        State("drafted", "The file is made; nothing has left the house.", OWN),
        State("sent", "A person sent it; the recipient has not answered.", PLATFORM),
        State("acknowledged", "The recipient said that it has it.", PLATFORM),
        State("clarification asked", "The recipient asks for more before it decides.", OWN),
        State("acted", "Every listing was taken down; it is watched for 90 days whether they come back.", OWN),
        State("acted in part", "Some listings were taken down; others were refused or are open.", OWN),
        State("refused", "Nothing was taken down; the reason is coded.", OWN),
        State("relisted", "What was taken down came back.", OWN),
        State("countered", "The seller objects; unless an action is filed it may be put back.", "rights holder"),
        State("restored", "The platform put the listing back.", "rights holder"),
        State("before a court", "An action was filed, so that nothing is put back meanwhile.", "rights holder"),
        State("expired", "No answer came in the time that was set.", OWN),
        State("withdrawn", "The notifier took it back.", OWN),
        State("closed", "Nothing is open any more.", "archivist"),
    ),
    (
        Transition("drafted", "sent", "sent", OWN),
        Transition("drafted", "withdrawn", "withdrawn", OWN),
        Transition("sent", "acknowledged", "acknowledged", PLATFORM),
        *(Transition(state, "clarification asked", "clarification asked", PLATFORM) for state in SENT),
        Transition("clarification asked", "clarified", "sent", OWN),
        *(Transition(state, "expired", "expired", OWN) for state in SENT),
        *(Transition(state, "withdrawn", "withdrawn", OWN) for state in (*SENT, *TAKEN, "expired", "countered")),
        *_answered(*SENT, *TAKEN, "refused", "expired", "relisted"),
        *(Transition(state, "relisted", "relisted", PLATFORM) for state in (*TAKEN, "relisted")),
        *_countered(*TAKEN, "relisted"),
        Transition("countered", "restored", "restored", PLATFORM),
        Transition("countered", "action-filed", "before a court", "rights holder"),
        Transition("countered", "upheld", "acted", PLATFORM),
        Transition("restored", "action-filed", "before a court", "rights holder"),
        *(Transition(state, "sent", "sent", OWN) for state in ("expired", "refused", "relisted")),
        *(
            Transition(state, "closed", "closed", OWN)
            for state in (*TAKEN, "refused", "relisted", "restored", "before a court", "expired", "withdrawn")
        ),
        Transition("closed", "sent", "sent", OWN),
    ),
)
