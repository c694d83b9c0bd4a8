"""What is a state machine of the house: states with an owner, and the acts that lead from one to the next?

States are never stored as the truth: they follow from the acts (table `event`), which are only ever added.
"""

from collections.abc import Iterable
from typing import NamedTuple

from counterfoil.errors import UserError


class State(NamedTuple):
    """`says` what it means, in words; `owner` is who has to act next."""

    name: str
    says: str
    owner: str


class Transition(NamedTuple):
    """In state `of` an act of the kind `act` leads to state `to`; `by` is the role that may do it.

    `follows`: the system records it, too, where it follows from what people did elsewhere.
    """

    of: str
    act: str
    to: str
    by: str
    follows: bool = False


class Machine(NamedTuple):
    """The machine of one kind of subject; the first state is that in which it begins."""

    kind: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]

    @property
    def first(self) -> str:
        """The state in which a subject begins."""
        return self.states[0].name

    @property
    def acts(self) -> frozenset[str]:
        """Return the kinds of acts that the machine knows."""
        return frozenset(one.act for one in self.transitions)

    def exits(self, state: str) -> dict[str, Transition]:
        """Return the transitions out of a state by their acts."""
        return {one.act: one for one in self.transitions if one.of == state}

    def state_of(self, name: str) -> State:
        """Return a state by its name. Raises KeyError for one that the machine does not have."""
        return {one.name: one for one in self.states}[name]


def state_after(machine: Machine, acts: Iterable[str]) -> str:
    """Return the state in which the acts leave a subject, in their order; acts of other machines are passed over.

    Raises UserError for an act that the machine knows, but not in the state that it was done in.
    """
    state, known = machine.first, machine.acts
    for act in acts:
        if act in known:
            state = moved(machine, state, act)
    return state


def for_its_role(machine: Machine, state: str, act: str, actor: str) -> None:
    """Raise UserError where an actor (role:id) is not of the role that may do the act in the state."""
    moved(machine, state, act)
    allowed = machine.exits(state)[act].by
    role = allowed.replace(" ", "-")
    if actor.partition(":")[0] != role:
        problem = f"That the {machine.kind} is {act} is for a {allowed} to do."
        raise UserError(problem, cure=f"Have one do it, with --by {role}:ID.")


def moved(machine: Machine, state: str, act: str) -> str:
    """Return the state that an act leads to. Raises UserError, with what can be done, where not."""
    exits = machine.exits(state)
    if act not in exits:
        able = ", ".join(sorted(exits))
        article = "An" if machine.kind[0] in "aeiou" else "A"
        problem = f"{article} {machine.kind} that is “{state}” cannot be {act}."
        raise UserError(problem, cure=f"It can be: {able}.")
    return exits[act].to


def following(machine: Machine, state: str, act: str) -> str | None:
    """Return the state that an act leads to which the system records by itself; None where it may not, or not now."""
    way = machine.exits(state).get(act)
    return way.to if way is not None and way.follows else None
