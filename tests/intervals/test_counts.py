"""Between which bounds do a share and a count lie? Against the exact probabilities of what was seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, chi2

from counterfoil.intervals.counts import count_interval, share_interval
from counterfoil.intervals.mid_p import interval


@pytest.mark.parametrize(("reached", "cases"), [(0, 1), (0, 300), (1, 100), (20, 100), (50, 100), (99, 100), (7, 7)])
def test_each_bound_leaves_a_fortieth_of_mid_p_beyond_it(reached: int, cases: int) -> None:
    low, high = share_interval(reached, cases)
    if reached:
        above = binom.sf(reached, cases, low) + binom.pmf(reached, cases, low) / 2
        assert above == pytest.approx(0.025, abs=1e-9)
    else:
        assert low == 0
    if reached < cases:
        below = binom.cdf(reached - 1, cases, high) + binom.pmf(reached, cases, high) / 2
        assert below == pytest.approx(0.025, abs=1e-9)
    else:
        assert high == 1


def test_it_is_the_interval_that_equal_weights_give() -> None:
    of_cases = interval(np.repeat([True, False], [3, 97]), np.full(100, 1e9))
    assert share_interval(3, 100) == pytest.approx(of_cases, abs=1e-6)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_share_lies_within_its_bounds(reached: int, others: int) -> None:
    low, high = share_interval(reached, reached + others)
    assert 0 <= low <= high <= 1
    if reached + others:
        assert low <= reached / (reached + others) <= high


def test_of_nothing_anything_may_be_true() -> None:
    assert share_interval(0, 0) == (0, 1)


@pytest.mark.parametrize(("reached", "cases"), [(3, 2), (-1, 5)])
def test_more_than_all_is_no_share(reached: int, cases: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        share_interval(reached, cases)


@pytest.mark.parametrize("count", [0, 1, 5, 100, 10_000])
def test_a_count_has_garwoods_interval(count: int) -> None:
    low, high = count_interval(count)
    assert low == pytest.approx(chi2.ppf(0.025, 2 * count) / 2 if count else 0)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * count + 2) / 2)
