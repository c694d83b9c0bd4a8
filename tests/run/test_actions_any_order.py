"""Whatever is asked for, in whatever order and by whom: nothing is in force that the right people did not approve."""

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path

import hypothesis.strategies as st
import polars as pl
from hypothesis import HealthCheck, given, settings

from counterfoil.enforcement.actions.proposal import Asked
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.states.action_states import ACTION, PROPOSED, REFUSED
from counterfoil.enforcement.states.machine import state_after
from counterfoil.errors import UserError
from counterfoil.run.action_step import By
from counterfoil.run.actions import (
    run_appeal,
    run_approve,
    run_begin,
    run_expire,
    run_propose,
    run_refuse,
    run_undo,
    run_uphold,
)
from counterfoil.run.case_files import read_case
from enforcement.actions.ring_case import NOON, write_ring_case

ACTORS = ("reviewer:7", "case-officer:7", "case-officer:3", "case-officer:4", "system:screen", "seller:s-34")
SUBJECTS = (("account", "s-34"), ("account", "s-31"), ("offer", "TM-8280467"), ("goods", "g-01"))
ACTS = {
    **{"approve": run_approve, "refuse": run_refuse, "begin": run_begin},
    **{"appeal": run_appeal, "uphold": run_uphold, "undo": run_undo},
}
proposal = st.tuples(st.just("propose"), st.sampled_from(sorted(ACTIONS)), st.sampled_from(SUBJECTS))
act = st.tuples(st.sampled_from([*ACTS, "approve", "approve", "begin"]), st.integers(1, 6), st.none())
expiry = st.tuples(st.just("expire"), st.none(), st.none())
commands = st.lists(st.tuples(st.one_of(proposal, act, expiry), st.sampled_from(ACTORS)), min_size=4, max_size=14)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(commands)
def test_nothing_is_in_force_that_was_not_approved_by_others(asked: list) -> None:  # type: ignore[type-arg]
    with tempfile.TemporaryDirectory() as folder:
        case = write_ring_case(Path(folder), confirmed=True)
        before = read_case(case).tables["events"]
        for place, ((kind, what, on), actor) in enumerate(asked):
            by, is_refused = By(actor, "Drawn.", NOON + dt.timedelta(days=9 * place)), False
            try:
                if kind == "propose":
                    run_propose(case, Asked(what, (on,), actor, by.at), why=by.why)
                elif kind == "expire":
                    run_expire(case, by)
                else:
                    ACTS[kind](case, [str(what)], by)
            except UserError:
                is_refused = True
            after = read_case(case).tables
            assert after["events"].head(before.height).equals(before)
            assert not is_refused or after["events"].height == before.height  # what is refused changes nothing
            hold_true(after)
            before = after["events"]


def hold_true(tables: Mapping[str, pl.DataFrame]) -> None:
    """Assert what must always hold of the actions of a case."""
    for row in tables["actions"].iter_rows(named=True):
        events = tables["events"].filter(subject_kind="action", subject_id=row["id"])
        assert row["state"] == state_after(ACTION, events["kind"])
        people = [actor.split(":")[1] for actor in (row["proposed_by"], *row["approved_by"])]
        assert len(set(people)) == len(people)  # all of them are different people
        assert all(actor.split(":")[0] in ACTIONS[row["kind"]].approvers for actor in row["approved_by"])
        if row["in_force_since"] is not None:
            assert len(row["approved_by"]) == ACTIONS[row["kind"]].people
        else:
            assert row["state"] in (PROPOSED, "half approved", "approved", REFUSED)
