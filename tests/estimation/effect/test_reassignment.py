"""Dates given to other units: how many ways there are, p-values by hand, and intervals against trying every effect."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.estimation.effect.reassignment import assignments, interval, p_values
from reference.effects import share_as_large


def test_all_ways_are_listed_once_the_real_one_first() -> None:
    tried = assignments(np.array([3, 9, 3, 5]), most=100, seed=0)
    assert (tried.possible, len(tried.starts)) == (12, 12)
    assert tried.starts[0].tolist() == [3, 9, 3, 5]
    assert len({tuple(row) for row in tried.starts.tolist()}) == 12
    assert all(sorted(row) == [3, 3, 5, 9] for row in tried.starts.tolist())
    assert tried.smallest() == 1 / 12


def test_of_too_many_ways_as_many_as_asked_are_drawn_with_the_seed() -> None:
    since = np.arange(12)
    one, again, other = (assignments(since, most=50, seed=seed).starts for seed in (4, 4, 5))
    assert one.shape == (50, 12)
    assert one[0].tolist() == since.tolist()
    assert (one == again).all()
    assert (one != other).any()
    assert (np.sort(one, axis=1) == since).all()


def test_the_p_value_counts_the_real_assignment_and_ties() -> None:
    assert p_values(np.array([[2.0], [-2.0], [1.0], [3.0]])).tolist() == [0.75]
    assert p_values(np.array([[5.0], [0.1], [-0.2], [0.3], [1.0]])).tolist() == [0.2]


def test_too_few_ways_give_an_interval_without_ends() -> None:
    assert interval(np.arange(10.0), np.zeros(10)) == (-math.inf, math.inf)


def test_an_interval_by_hand() -> None:
    """Nineteen other estimates far below the real one, whose own effect they do not hold: the effects not refuted are
    those nearer to the real estimate than the largest of them is to nothing."""
    values = np.array([10.0, *np.linspace(0.05, 0.95, 19)])
    assert interval(values, np.array([1.0, *[0.0] * 19])) == pytest.approx((9.05, 10.95))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 100_000), st.integers(19, 60))
def test_the_ends_are_where_trying_every_effect_finds_them(seed: int, others: int) -> None:
    chance = np.random.default_rng(seed)
    values = chance.normal(size=others + 1) * chance.choice([0.2, 1, 5])
    shifted = np.concatenate([[1.0], chance.uniform(-1, 1, others).round(1)])
    low, high = interval(values, shifted)
    assert low <= values[0] <= high
    for end, outwards in ((low, -1), (high, 1)):
        if math.isfinite(end):
            assert share_as_large(values, shifted, end + outwards * 1e-5) <= 0.05
            assert share_as_large(values, shifted, end - outwards * 1e-7) > 0.05


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(-5, 5))
def test_an_effect_is_refuted_where_and_only_where_the_interval_leaves_out_nothing(seed: int, effect: float) -> None:
    chance = np.random.default_rng(seed)
    shifted = np.concatenate([[1.0], chance.uniform(-0.9, 0.9, 39)])
    values = chance.normal(size=40) + effect * shifted
    low, high = interval(values, shifted)
    assert (p_values(values[:, None])[0] <= 0.05) == (not low <= 0 <= high)
