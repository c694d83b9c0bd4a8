"""What can become of a step of an escalation, and of a check that it asks for?"""

from counterfoil.enforcement.states.machine import Machine, State, Transition

KIND, CHECK = "escalation step", "escalation check"
OFFICER, APPROVER, PLATFORM = "programme officer", "approver", "platform"
PROPOSED, HALF, APPROVED, ISSUED = "proposed", "half approved", "approved", "issued"
ANSWERED, ACCEPTED, NOT_ACCEPTED, LAPSED = "answered", "accepted", "not accepted", "lapsed"
REFUSED, ENDED = "refused", "ended"
FIRST_APPROVAL = "approved by one of two"
OPEN = (PROPOSED, HALF, APPROVED)  # asked for, and the platform knows nothing of it
STANDING = (ISSUED, ANSWERED, ACCEPTED, NOT_ACCEPTED, LAPSED)
UNANSWERED = (ISSUED, LAPSED)
MET, MISSED, UNMET = "check met", "check missed", ("open", "missed")

ESCALATION_STEP = Machine(
    KIND,
    (
        State(PROPOSED, "Somebody asks for it; the platform knows nothing of it.", APPROVER),
        State(HALF, "One of the two people that it needs has approved it.", APPROVER),
        State(APPROVED, "It may be issued, while what it rests on still holds.", OFFICER),
        State(ISSUED, "The paper is out; an answer is asked for by its day, where one is.", PLATFORM),
        State(ANSWERED, "The platform answered; nobody has said whether that is enough.", OFFICER),
        State(ACCEPTED, "The answer is enough; the numbers of the next periods decide.", PLATFORM),
        State(NOT_ACCEPTED, "The answer is not enough; the numbers of the next periods decide.", PLATFORM),
        State(LAPSED, "No answer came by the day.", OFFICER),
        State(REFUSED, "It was not approved, or withdrawn; nothing was issued.", OFFICER),
        State(ENDED, "Another step has taken its place, or none stands any more.", OFFICER),
    ),
    (
        Transition(PROPOSED, FIRST_APPROVAL, HALF, APPROVER),
        Transition(PROPOSED, "approved", APPROVED, APPROVER),
        Transition(HALF, "approved", APPROVED, APPROVER),
        *(Transition(state, REFUSED, REFUSED, APPROVER) for state in OPEN),
        Transition(APPROVED, ISSUED, ISSUED, OFFICER),
        *(Transition(state, ANSWERED, ANSWERED, PLATFORM) for state in STANDING),
        *(Transition(ANSWERED, act, act, OFFICER) for act in (ACCEPTED, NOT_ACCEPTED)),
        Transition(ISSUED, LAPSED, LAPSED, OFFICER),
        *(Transition(state, ENDED, ENDED, OFFICER, follows=True) for state in (*STANDING, REFUSED)),
        Transition(ENDED, ANSWERED, ENDED, PLATFORM),
    ),
)
ESCALATION_CHECK = Machine(
    CHECK,
    (
        State("open", "The platform has to show it by its day.", PLATFORM),
        State("met", "It was shown.", OFFICER),
        State("missed", "It was not shown by its day; it may still be.", PLATFORM),
    ),
    (
        Transition("open", MET, "met", OFFICER),
        Transition("open", MISSED, "missed", OFFICER),
        Transition("missed", MET, "met", OFFICER),
        Transition("met", MISSED, "missed", OFFICER),
    ),
)
