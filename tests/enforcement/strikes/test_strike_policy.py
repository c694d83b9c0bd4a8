"""Is a strike policy read or refused with its fault, and do the shipped ones say what their sources say?"""

import contextlib
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from counterfoil.enforcement.strikes.strike_policy import (
    FOREVER,
    SHIPPED,
    compiled,
    read_strike_policy,
    shipped_policy,
)
from counterfoil.errors import UserError

GRADUATED = shipped_policy("graduated").decode()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_policy_is_read_and_every_number_has_a_source(name: str) -> None:
    policy = read_strike_policy(shipped_policy(name), file=name)
    assert policy.label == SHIPPED[name]
    assert all(step.number.source and step.number.verified for step in policy.steps)
    assert policy.memory.source


def test_shop_safe_is_three_violations_in_one_year() -> None:
    policy = read_strike_policy(shipped_policy("shop-safe-2023"), file="it")
    (step,) = policy.used  # law.md §4.1, h
    assert (step.at, step.action, step.verified, policy.memory.window_days) == (3, "terminate", "V2", 365)
    assert compiled(policy).closes == [FOREVER]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("half_life_days = 180", "", "neither window_days nor half_life_days"),
        ("half_life_days = 180", "half_life_days = 0", "between 1 and"),
        ("counterfeit = 1", "counterfeit = -1", "no weights, or one that"),
        ("counterfeit = 1", "counterfeit = nan", "no weights, or one that"),
        ("counterfeit = 1", "counterfeit = 0.0004", "finer than a thousandth"),
        ("at = 2", "at = nan", "between .001 and"),
        ("at = 2", "at = inf", "between .001 and"),
        ("at = 2", "at = 2.0001", "finer than a thousandth"),
        ("at = 2", "at = 1", "two steps begin at the same count"),
        ("at = 2", "at = 0", "between .001 and"),
        ("days = 14", "", "a suspension needs its days"),
        ("days = 14", "days = 0", "days of a suspension"),
        ('action = "warn"', 'action = "suspend"\ndays = 3', "asks for a step that warns"),
        ("warn_first = true", 'warn_first = true\nstrikes = ["shame"]', "no kind of action"),
        ('action = "warn"', 'action = "shame"', "no strike policy"),
        ("version = 1", "version = 1\nmercy = true", "no strike policy"),
        ('verified = "D"', 'verified = "sure"', "no strike policy"),
    ],
)
def test_a_fault_is_named_with_its_cure(was: str, becomes: str, said: str) -> None:
    assert was in GRADUATED
    with pytest.raises(UserError, match=said) as caught:
        read_strike_policy(GRADUATED.replace(was, becomes, 1).encode(), file="mine.toml")
    assert "mine.toml" in str(caught.value)
    assert "graduated-1.toml" in caught.value.cure


def test_a_number_of_low_confidence_is_off_until_it_is_switched_on() -> None:
    doubtful = GRADUATED.replace(
        '"house rule; DHS report 2020, practice 1"\nverified = "D"', '"hearsay"\nverified = "M-L"'
    )
    assert [step.at for step in read_strike_policy(doubtful.encode(), file="it").used] == [1, 2, 3]
    on = doubtful.replace('verified = "M-L"', 'verified = "M-L"\non = true')
    assert [step.at for step in read_strike_policy(on.encode(), file="it").used] == [1, 2, 3, 4]


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: (GRADUATED + text).encode())))
def test_any_bytes_are_a_policy_or_a_user_error(data: bytes) -> None:
    with contextlib.suppress(UserError):
        assert read_strike_policy(data, file="it").used


@given(st.decimals(min_value=Decimal("0.001"), max_value=900_000, places=3))
def test_counts_are_exact_to_the_thousandth(at: Decimal) -> None:
    policy = read_strike_policy(GRADUATED.replace("at = 4", f"at = {at + 4}").encode(), file="it")
    assert compiled(policy).at[-1] == int((at + 4) * 1000)
