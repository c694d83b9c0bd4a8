"""What can become of a court order?"""

from counterfoil.enforcement.states.machine import Machine, State, Transition

ORDER = Machine(
    "order",
    (
        State("issued", "The court has issued it; nobody here has notice of it yet.", "clerk"),
        State("served", "Those whom it binds have notice; what it reaches is not known yet.", "case officer"),
        State("in force", "It is compiled, and restrains what it reaches.", "compliance officer"),
        State("breached", "Something was found that it forbids; somebody has to answer for it.", "compliance officer"),
        State("expired", "Its last day is over; what it held is to be let go.", "compliance officer"),
        State("dissolved", "The court has taken it back; what it held is to be let go.", "compliance officer"),
        State("closed", "All that it held was let go, or passed to a later order.", "archivist"),
    ),
    (
        Transition("issued", "served", "served", "clerk"),
        Transition("issued", "compiled", "in force", "case officer"),
        Transition("served", "compiled", "in force", "case officer"),
        *(
            Transition(state, act, to, "compliance officer")
            for state in ("in force", "breached")
            for act, to in (
                ("served", state),
                ("compiled", state),
                ("confirmed", state),
                ("released", state),
                ("extended", state),
                ("breached", "breached"),
                ("expired", "expired"),
                ("dissolved", "dissolved"),
            )
        ),
        Transition("breached", "remedied", "in force", "compliance officer"),
        Transition("expired", "extended", "in force", "compliance officer"),
        *(Transition(state, "breached", state, "compliance officer") for state in ("expired", "dissolved")),
        Transition("expired", "released", "expired", "compliance officer"),
        Transition("dissolved", "released", "dissolved", "compliance officer"),
        Transition("expired", "closed", "closed", "compliance officer"),
        Transition("dissolved", "closed", "closed", "compliance officer"),
        Transition("closed", "reopened", "in force", "case officer"),
    ),
)
