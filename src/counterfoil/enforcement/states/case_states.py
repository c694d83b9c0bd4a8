"""What can become of a case?"""

from counterfoil.enforcement.states.machine import Machine, State, Transition

CASE = Machine(
    "case",
    (
        State("found", "Runs point at one operator; nobody has looked yet.", "reviewer"),
        State("under review", "A reviewer weighs the evidence for and against.", "reviewer"),
        State("confirmed", "A person found that the goods are what the evidence says.", "case officer"),
        State("not confirmed", "A person found that it does not hold; nothing may rest on it.", "reviewer"),
        State("acted on", "Actions, notices, penalties or orders are under way.", "case officer"),
        State("closed", "Nothing is open any more; the file is kept for its retention time.", "archivist"),
    ),
    (
        Transition("found", "taken up", "under review", "reviewer"),
        Transition("under review", "confirmed", "confirmed", "reviewer"),
        Transition("under review", "not confirmed", "not confirmed", "reviewer"),
        Transition("confirmed", "acted on", "acted on", "case officer", follows=True),
        Transition("confirmed", "not confirmed", "not confirmed", "reviewer"),
        Transition("acted on", "not confirmed", "not confirmed", "reviewer"),
        Transition("acted on", "closed", "closed", "case officer"),
        Transition("not confirmed", "closed", "closed", "case officer"),
        Transition("not confirmed", "reopened", "under review", "reviewer"),
        Transition("closed", "reopened", "under review", "case officer"),
    ),
)
