"""A bucket lets a burst in, then its rate, and says how long to wait; one program's calls are not another's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil_desk.accounts import rates
from counterfoil_desk.accounts.rates import Rate


def test_a_burst_then_one_at_a_time() -> None:
    rate = Rate(per_second=2, burst=3)
    assert [rate.wait("a", now=0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert rate.wait("a", now=0.25) == 0.25
    assert rate.wait("a", now=0.5) == 0
    assert rate.wait("b", now=0.5) == 0


@given(st.lists(st.floats(min_value=0, max_value=2), min_size=1, max_size=200))
def test_never_more_than_the_rate_and_its_burst(pauses: list[float]) -> None:
    rate, now, let_in = Rate(per_second=5, burst=4), 0.0, 0
    for pause in pauses:
        now += pause
        let_in += rate.wait("a", now=now) == 0
    assert let_in <= 4 + 5 * now + 1e-6


def test_a_full_house_forgets_who_came_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_KEPT", 2)
    rate = Rate(per_second=1, burst=1)
    for key in "abc":
        rate.wait(key, now=0)
    assert rate.wait("c", now=0) > 0
    assert rate.wait("a", now=0) == 0
