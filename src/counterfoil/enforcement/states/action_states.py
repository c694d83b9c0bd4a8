"""What can become of an enforcement action?"""

from counterfoil.enforcement.states.machine import Machine, State, Transition

APPROVER, OPERATOR, CASE_OFFICER, APPEALS = "approver", "operator", "case officer", "uninvolved officer"
PROPOSED, HALF, APPROVED, IN_FORCE = "proposed", "half approved", "approved", "in force"
APPEALED, UPHELD, LATE, EXPIRED, UNDONE, REFUSED = (
    "appealed",
    "upheld",
    "appealed after its end",
    "expired",
    "undone",
    "refused",
)
OPEN = (PROPOSED, HALF, APPROVED, IN_FORCE, APPEALED, UPHELD)  # something is asked for, or done
FIRST_APPROVAL = "approved by one of two"
ACTION = Machine(
    "action",
    (
        State(PROPOSED, "Somebody asks for it; nothing has been done.", APPROVER),
        State(HALF, "One of the two people that it needs has approved it; nothing has been done.", APPROVER),
        State(APPROVED, "It may be put in force.", OPERATOR),
        State(IN_FORCE, "It is done, and lasts.", CASE_OFFICER),
        State(APPEALED, "The party complains; it lasts until somebody has looked again.", APPEALS),
        State(UPHELD, "The complaint was looked into and changed nothing; it lasts.", CASE_OFFICER),
        State(EXPIRED, "Its time is over. It can still be complained about.", CASE_OFFICER),
        State(LATE, "Its time is over, and the party complains.", APPEALS),
        State(UNDONE, "It was taken back, with its strike and what follows from it.", CASE_OFFICER),
        State(REFUSED, "It was not approved, or withdrawn; nothing was done.", CASE_OFFICER),
    ),
    (
        Transition(PROPOSED, FIRST_APPROVAL, HALF, APPROVER),
        Transition(PROPOSED, "approved", APPROVED, APPROVER),
        Transition(PROPOSED, "refused", REFUSED, APPROVER),
        Transition(HALF, "approved", APPROVED, APPROVER),
        Transition(HALF, "refused", REFUSED, APPROVER),
        Transition(APPROVED, "put in force", IN_FORCE, OPERATOR),
        Transition(APPROVED, "refused", REFUSED, APPROVER),
        Transition(IN_FORCE, "appealed", APPEALED, "party"),
        Transition(IN_FORCE, "undone", UNDONE, CASE_OFFICER),
        Transition(IN_FORCE, "expired", EXPIRED, OPERATOR),
        Transition(APPEALED, "upheld", UPHELD, APPEALS),
        Transition(APPEALED, "undone", UNDONE, APPEALS),
        Transition(APPEALED, "expired", LATE, OPERATOR),
        Transition(UPHELD, "appealed", APPEALED, "party"),
        Transition(UPHELD, "undone", UNDONE, CASE_OFFICER),
        Transition(UPHELD, "expired", EXPIRED, OPERATOR),
        Transition(EXPIRED, "appealed", LATE, "party"),
        Transition(EXPIRED, "undone", UNDONE, CASE_OFFICER),
        Transition(LATE, "upheld", EXPIRED, APPEALS),
        Transition(LATE, "undone", UNDONE, APPEALS),
        Transition(UNDONE, "proposed again", PROPOSED, CASE_OFFICER),
        Transition(REFUSED, "proposed again", PROPOSED, CASE_OFFICER),
    ),
)
