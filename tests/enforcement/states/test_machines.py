"""No state of any machine lacks an owner or an exit, and every state can be reached."""

import pytest

from counterfoil.enforcement.states.all_machines import all_machines
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.enforcement.states.machine import Machine, moved, state_after
from counterfoil.errors import UserError

MACHINES = tuple(all_machines().values())


def test_every_module_of_states_is_among_them() -> None:
    assert {"case", "action", "exhibit", "notice", "order"} <= set(all_machines())
    assert next(iter(all_machines())) == "case"


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.kind)
class TestEveryMachine:
    def test_no_state_lacks_an_owner_or_an_exit(self, machine: Machine) -> None:
        for state in machine.states:
            assert state.owner, state.name
            assert machine.exits(state.name), state.name

    def test_every_state_is_reached_from_the_first(self, machine: Machine) -> None:
        reached = {machine.first}
        for _ in machine.states:
            reached |= {one.to for one in machine.transitions if one.of in reached}
        assert reached == {state.name for state in machine.states}

    def test_transitions_name_states_that_there_are_and_no_act_leads_two_ways(self, machine: Machine) -> None:
        names = {state.name for state in machine.states}
        assert {one.of for one in machine.transitions} | {one.to for one in machine.transitions} == names
        assert len({(one.of, one.act) for one in machine.transitions}) == len(machine.transitions)


def test_acts_of_other_machines_are_passed_over() -> None:
    assert state_after(CASE, ["found", "seized", "taken up", "notice-sent", "confirmed"]) == "confirmed"


def test_an_act_out_of_its_turn_is_refused_with_what_can_be_done() -> None:
    with pytest.raises(UserError, match=r"A case that is “found” cannot be closed\. It can be: taken up\."):
        moved(CASE, "found", "closed")
