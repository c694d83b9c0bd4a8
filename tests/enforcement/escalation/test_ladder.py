"""A ladder is read strictly: what could decide otherwise than its writer meant is refused, with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.escalation.ladder import default_ladder, read_ladder
from counterfoil.errors import UserError
from enforcement.escalation.periods import LADDER

TEXT = default_ladder().decode()


def test_the_shipped_ladder_is_read_and_names_its_law() -> None:
    assert LADDER.label == "phase-one-1"
    assert LADDER.names == ("reminder", "formal notice", "improvement plan", "fine", "referral for injunction")
    assert all(one.law for one in LADDER.steps)
    assert LADDER.step("fine").approvals == LADDER.step("referral for injunction").approvals == 2
    unread = [one for step in LADDER.steps for one in step.law if not one.is_verified]
    assert {one.source.split(",")[0] for one in unread} == {"DHS", "15 USC 1116(a)"}


def test_its_measures_are_those_of_scorecards() -> None:
    from counterfoil.scorecards.measures.all_measures import MEASURES

    assert {one.measure for one in LADDER.failures} <= set(MEASURES)
    assert all(MEASURES[one.measure].better == one.better for one in LADDER.failures)
    assert all(one.edition in MEASURES[one.measure].editions for one in LADDER.failures)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("k = 2", "k = 4", "of the failure “slow-takedown”, k and n"),
        ("k = 2", "k = 0", "k and n"),
        ("threshold = 72", "threshold = -1", "its threshold is no number of 0 or more"),
        ("threshold = 72", "threshold = nan", "its threshold is no number of 0 or more"),
        ('better = "less"', 'better = "fewer"', "better"),
        ('name = "relists"', 'name = "slow-takedown"', "two failures have one name"),
        ("k = 2", "k = 2\nkk = 1", "kk"),
        ("approvals = 2", "approvals = 1", "of the step “fine”, approvals is not 2"),
        ('step = "reminder"', 'step = "slap"', "a step is none of"),
        ('step = "reminder"', 'step = "fine"', "a step stands there twice"),
        ('step = "formal notice"', 'step = "x"', "a step is none of"),
        ('owner = "programme-officer"', 'owner = "Jane Roe"', "owner is no role"),
        ('approvers = ["approver"]', "approvers = []", "approvers names no role"),
        ("answer_within = 10", "answer_within = 0", "a time is not between 1 and 366"),
        ('unit = "US business days"', 'unit = "weeks"', "a time is not between"),
        ("good_periods = 1", "good_periods = 0", "good_periods is not between"),
        ("failing_periods = 2", "failing_periods = 0", "failing_periods is not between"),
        ("on_silence = true", "on_missed_check = true", "the step before has none"),
        ('verified = "V2"', 'verified = "sure"', "verified"),
        ('name = "phase-one"', 'name = " "', "its name is empty"),
    ],
)
def test_a_fault_is_named(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(UserError) as refused:
        read_ladder(TEXT.replace(old, new, 1).encode(), file="mine.toml")
    assert said in str(refused.value)
    assert "phase-one-1.toml" in str(refused.value)


def test_steps_out_of_their_order_are_refused() -> None:
    swapped = TEXT.replace('step = "reminder"', 'step = "?"', 1).replace(
        'step = "formal notice"', 'step = "reminder"', 1
    )
    with pytest.raises(UserError, match="not in this order"):
        read_ladder(swapped.replace('step = "?"', 'step = "formal notice"').encode(), file="mine.toml")


def test_a_house_may_leave_steps_out() -> None:
    head, *steps = TEXT.split("[[steps]]\n")
    short = read_ladder("[[steps]]\n".join([head, steps[0], steps[2]]).encode(), file="mine.toml")
    assert short.names == ("reminder", "improvement plan")


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail_in_another_way(data: bytes) -> None:
    with pytest.raises(UserError):
        read_ladder(data, file="any.toml")


@given(st.data())
def test_no_change_of_a_value_makes_it_fail_in_another_way(data: st.DataObject) -> None:
    lines = TEXT.splitlines()
    places = [place for place, line in enumerate(lines) if " = " in line]
    place = data.draw(st.sampled_from(places))
    value = data.draw(st.sampled_from(["1", "-1", "0.5", '""', "[]", "true", '"x"', "1e400", "2026-01-01", '["a"]']))
    lines[place] = f"{lines[place].split(' = ')[0]} = {value}"
    try:
        read_ladder("\n".join(lines).encode(), file="any.toml")
    except UserError as refused:
        assert refused.args  # noqa: PT017  either is right: read, or refused with its cure
