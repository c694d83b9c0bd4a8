"""What can become of an exhibit?"""

from counterfoil.enforcement.states.machine import Machine, State, Transition

CASE_OFFICER, CUSTODIAN, REVIEWER = "case officer", "custodian", "reviewer"
TAKEN, SEALED, SHOWN, WITHHELD, RETURNED = "taken", "sealed", "shown", "withheld", "returned"
EXHIBIT = Machine(
    "exhibit",
    (
        State(TAKEN, "It is in the file, with the digest of its bytes or the place where it lies.", CASE_OFFICER),
        State(SEALED, "It stands under a seal or in a signed bundle; a change would show.", CUSTODIAN),
        State(SHOWN, "A party, an authority or a court has seen it.", CASE_OFFICER),
        State(WITHHELD, "It is left out of what is shown; its digest still stands for it.", REVIEWER),
        State(RETURNED, "A thing went back to whose it is; its record stays.", CUSTODIAN),
    ),
    (
        Transition(TAKEN, "sealed", SEALED, CUSTODIAN),
        Transition(TAKEN, "withheld", WITHHELD, REVIEWER),
        Transition(TAKEN, "returned", RETURNED, CUSTODIAN),
        Transition(SEALED, "shown", SHOWN, CASE_OFFICER),
        Transition(SEALED, "withheld", WITHHELD, REVIEWER),
        Transition(SEALED, "unsealed", TAKEN, CUSTODIAN),
        Transition(SEALED, "returned", RETURNED, CUSTODIAN),
        Transition(SHOWN, "shown", SHOWN, CASE_OFFICER),
        Transition(SHOWN, "returned", RETURNED, CUSTODIAN),
        Transition(WITHHELD, "disclosed", TAKEN, REVIEWER),
        Transition(RETURNED, "taken back", TAKEN, CUSTODIAN),
    ),
)
