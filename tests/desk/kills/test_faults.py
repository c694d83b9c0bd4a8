"""Does the check after the kills see what it is there to see? Each fault is planted alone."""

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[3] / "benchmarks" / "desk"))

from kept import Kept, faults
from killing import Book, offers_of

from counterfoil_desk.audit.walking import Walked


def answer(key: str) -> dict[str, Any]:
    return {"results": [{"id": f"{key}-fake", "decision": "hold"}, {"id": f"{key}-fair", "decision": "clear"}]}


BOOK = Book(sent={key: offers_of(key) for key in ("told", "done", "never")}, accepted={"told": answer("told")})
WHOLE = Kept(
    answers={"told": answer("told"), "done": answer("done")},
    suspects=Counter([("told-fake", "hold"), ("done-fake", "hold")]),
    tally=Counter(hold=2, clear=2),
    entries=2,
    chain=Walked(9, None),
    unsealed=0,
    deliveries={"w-1": "told-fake", "w-2": "done-fake"},
    waiting=0,
)
ARRIVED = {"w-1": "told-fake", "w-2": "done-fake"}


def test_a_whole_desk_has_no_faults() -> None:
    assert faults(BOOK, WHOLE, ARRIVED) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"answers": {"done": answer("done")}}, "accepted requests are not kept"),
        ({"answers": {"told": answer("told"), "done": None}}, "requests are half done"),
        ({"answers": {"told": answer("other"), "done": answer("done")}}, "answers are not the one"),
        ({"suspects": Counter([("told-fake", "hold")])}, "suspect offers are lost"),
        ({"suspects": WHOLE.suspects + Counter([("never-fake", "hold")])}, "of no request"),
        ({"tally": Counter(hold=2, clear=3)}, "tallied wrongly"),
        ({"entries": 3}, "entries too few or too many"),
        ({"deliveries": {"w-1": "told-fake"}}, "too seldom or too often"),
        ({"deliveries": {**ARRIVED, "w-3": "done-fake"}}, "too seldom or too often"),
        ({"deliveries": {**ARRIVED, "w-3": "done-fake"}}, "webhooks never arrived"),
        ({"deliveries": {"w-1": "told-fake", "w-2": "other"}}, "of nothing that is kept"),
        ({"waiting": 1}, "webhooks wait"),
        ({"unsealed": 1}, "not sealed"),
        ({"chain": Walked(4, 5)}, "places of the chain"),
    ],
)
def test_each_fault_is_seen(change: dict[str, Any], told: str) -> None:
    assert any(told in sentence for sentence in faults(BOOK, replace(WHOLE, **change), ARRIVED))


def test_two_answers_to_one_key_are_seen() -> None:
    assert "keys got two answers" in faults(replace(BOOK, other_answers=["told"]), WHOLE, ARRIVED)[0]
