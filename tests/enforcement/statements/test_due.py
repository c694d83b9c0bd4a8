"""Which actions call for a statement of reasons: article 17(1), (2) and (5), each with a row that does."""

import datetime as dt
from typing import Any

import pytest

from counterfoil.enforcement.statements.due import parted
from enforcement.statements.drawn_actions import DAY, SINCE, actions

CALLS: tuple[dict[str, Any], ...] = (
    {},
    {"kind": "demote"},
    {"kind": "hold-payouts", "subject_kind": "account"},
    {"kind": "suspend", "subject_kind": "account"},
    {"kind": "terminate", "subject_kind": "account"},
    {"kind": "block-relisting"},
    {"kind": "refund-buyers"},
    {"state": "undone", "ended_at": SINCE + dt.timedelta(days=1)},  # on that day it still held
    {"state": "expired", "until": DAY, "ended_at": SINCE},  # it held, and was not told in time
    {"legal_ground": "terms and conditions"},
    {"source": "article 16 notice"},
    {"kind": "of no kind that is known"},
)
CALLS_NOT: tuple[tuple[dict[str, Any], str], ...] = (
    ({"kind": "warn"}, "It restricts nothing."),
    ({"kind": "request-documents"}, "It restricts nothing."),
    ({"kind": "notify-owner"}, "It restricts nothing."),
    ({"in_force_since": None}, "It is not in force yet."),
    ({"in_force_since": SINCE + dt.timedelta(days=1)}, "It is not in force yet."),
    ({"state": "undone", "ended_at": SINCE}, "It was taken back before the party was told."),
    ({"source": "article 9 order"}, "It carries out an order of an authority."),
    ({"ground": "deceptive high-volume commercial content"}, "It is deceptive high-volume commercial content."),
    ({"account_id": "s-40"}, "No electronic contact of the account is known."),
    ({"account_id": None}, "It concerns no account."),
)


@pytest.mark.parametrize("change", CALLS)
def test_it_calls_for_one(change: dict[str, Any]) -> None:
    sides = parted(actions(change), day=DAY)
    assert (sides.due.height, sides.others.height) == (1, 0)


@pytest.mark.parametrize(("change", "why"), CALLS_NOT)
def test_it_calls_for_none(change: dict[str, Any], why: str) -> None:
    sides = parted(actions(change), day=DAY, without_contact=frozenset(["s-40"]))
    assert sides.due.is_empty()
    assert sides.others["why"].to_list() == [why]
    assert sides.others["source"][0].startswith("Regulation (EU) 2022/2065, article 17(")


def test_no_action_is_lost() -> None:
    every = [*CALLS, *(change for change, _ in CALLS_NOT)]
    sides = parted(actions(*every), day=DAY)
    assert sorted([*sides.due["id"], *sides.others["action_id"]]) == sorted(
        f"a-{at}" for at in range(1, len(every) + 1)
    )
