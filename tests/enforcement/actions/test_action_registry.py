"""Does every kind of action say all that it must: targets, text, approver, needs, consequences, undoing?"""

import datetime as dt
import re
from dataclasses import dataclass

import pytest

from counterfoil.enforcement.actions.kind import (
    LINKED_ACCOUNTS,
    OFFERS_OF_ACCOUNT,
    SAME_ACCOUNT,
    SAME_SUBJECT,
    EnforcementAction,
)
from counterfoil.enforcement.actions.needs import Earlier, Standing
from counterfoil.enforcement.actions.registry import ACTIONS, action_kind
from counterfoil.errors import UserError
from counterfoil.tables.case_subject import SUBJECT_KINDS

DAY = dt.date(2026, 11, 9)
METHOD = re.compile(r"score|algorithm|model|detect|fold|fingerprint|weight|screen", re.IGNORECASE)
TDB = re.compile(r"DECISION_(VISIBILITY|MONETARY|PROVISION|ACCOUNT)_[A-Z_]+")


@pytest.mark.parametrize("kind", ACTIONS.values(), ids=lambda kind: kind.key)
class TestEveryKind:
    def test_it_has_targets_text_approver_and_undoing(self, kind: EnforcementAction) -> None:
        assert set(kind.targets) <= set(SUBJECT_KINDS)
        assert kind.targets
        assert kind.approvers
        assert kind.people >= 1
        assert re.search(r"\{[Ww]hat\}", kind.says)
        assert all((kind.undo.does, kind.undo.gives_back, kind.undo.stays))
        assert kind.needs

    def test_the_party_reads_no_method(self, kind: EnforcementAction) -> None:
        assert not METHOD.search(kind.says)

    def test_what_follows_is_a_kind_that_can_be_done_to_it(self, kind: EnforcementAction) -> None:
        on = {SAME_ACCOUNT: "account", LINKED_ACCOUNTS: "account", OFFERS_OF_ACCOUNT: "offer"}
        for follow in kind.follows:
            for target in kind.targets if follow.on == SAME_SUBJECT else (on[follow.on],):
                ACTIONS[follow.kind].checked_target(target)

    def test_a_restriction_is_one_of_the_transparency_database(self, kind: EnforcementAction) -> None:
        for one in kind.restriction:
            assert TDB.fullmatch(one.value)
            assert one.value.lower().startswith(one.field)
            assert bool(one.other) == one.value.endswith("_OTHER")
        assert kind.statement_is_due == bool(kind.restriction)

    def test_other_subjects_are_refused_with_what_it_is_done_to(self, kind: EnforcementAction) -> None:
        with pytest.raises(UserError, match=f"It is done to: {', '.join(kind.targets)}"):
            kind.checked_target("weather")

    def test_no_end_lies_before_its_beginning_or_beyond_the_most(self, kind: EnforcementAction) -> None:
        with pytest.raises(UserError, match="before it begins"):
            kind.ends(since=DAY, until=DAY - dt.timedelta(days=1))
        end = kind.ends(since=DAY, until=None)
        assert (end is None) == (kind.lasts is None)
        if kind.lasts is not None:
            with pytest.raises(UserError, match="no more"):
                kind.ends(since=DAY, until=DAY + dt.timedelta(days=int(kind.lasts.most.value) + 1))


def test_the_steps_against_a_party_grow_graver() -> None:
    steps = [kind.gravity for kind in ACTIONS.values() if kind.gravity]
    assert steps == sorted(set(steps))


def test_a_kind_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match="Use one of: warn, request-documents"):
        action_kind("shame")


@dataclass
class Row:
    """One drawn row: asked for, with what is known; what it lacks, by a word of it."""

    kind: str
    standing: Standing
    lacks: tuple[str, ...]


FACT = ("The title uses the name Halvorsen in an altered spelling.",)
WARNING = Earlier("warn", "account", "s-34", "s-34", "in force", dt.date(2026, 8, 1), dt.date(2027, 8, 1))
ASKED = Earlier("request-documents", "account", "s-34", "s-34", "expired", dt.date(2026, 10, 1), dt.date(2026, 10, 11))


@pytest.mark.parametrize(
    "row",
    [
        Row("warn", Standing("found", DAY, FACT), ()),
        Row("warn", Standing("found", DAY), ("fact",)),
        Row("remove", Standing("not confirmed", DAY, FACT), ("unfounded",)),
        Row("terminate", Standing("under review", DAY, FACT), ("confirmed",)),
        Row("terminate", Standing("confirmed", DAY, FACT), ()),
        Row("hold-payouts", Standing("found", DAY, FACT), ("taken up",)),
        # article 23(1): after prior warning
        Row("suspend", Standing("confirmed", DAY, FACT), ("warning",)),
        Row("suspend", Standing("confirmed", DAY, FACT, earlier=(WARNING,)), ()),
        Row("suspend", Standing("confirmed", DAY, FACT, earlier=(WARNING._replace(state="undone"),)), ("warning",)),
        Row("suspend", Standing("confirmed", DAY, FACT, earlier=(WARNING._replace(state="proposed"),)), ("warning",)),
        Row(
            "suspend",
            Standing("confirmed", DAY, FACT, earlier=(WARNING._replace(since=dt.date(2025, 11, 8)),)),
            ("warning",),
        ),
        # article 30(3): asked to put it right, and the time has run out
        Row("suspend", Standing("confirmed", DAY, FACT, earlier=(ASKED,)), ()),
        Row("suspend", Standing("confirmed", DAY, FACT, earlier=(ASKED._replace(until=DAY),)), ("warning",)),
        Row("notify-owner", Standing("found", DAY), ("right",)),
        Row("notify-owner", Standing("found", DAY, right_id="r-1"), ()),
        Row("refund-buyers", Standing("found", DAY, FACT), ("confirmed",)),
    ],
    ids=lambda row: f"{row.kind}, {row.standing.case_state}, lacks {row.lacks}",
)
def test_what_is_needed_first(row: Row) -> None:
    unmet = ACTIONS[row.kind].unmet(row.standing)
    assert len(unmet) == len(row.lacks)
    assert all(word in need.says for need, word in zip(unmet, row.lacks, strict=True))


def test_termination_needs_two_people_and_buyers_are_those_of_six_months() -> None:
    assert [key for key, kind in ACTIONS.items() if kind.people == 2] == ["terminate"]
    (months,) = ACTIONS["refund-buyers"].numbers  # article 32
    assert (months.value, months.verified) == (6, "V")
