"""By when is half of it done, when some of it is not done yet? Drawn cases, a slow twin, and how often it is right."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binom

from counterfoil.intervals.durations import Quantile, duration_quantile
from reference import survival

TIMES = st.floats(0, 1e6, allow_nan=False).map(lambda time: round(time, 3))
CASES = st.lists(st.tuples(TIMES, st.booleans()), min_size=1, max_size=60)


def told(amounts: list[float], still_open: list[bool] | None = None, share: float = 0.5) -> Quantile:
    is_open = np.array(still_open or [False] * len(amounts))
    return duration_quantile(np.array(amounts, dtype=float), is_open, share)


def test_the_median_is_the_time_by_which_half_is_done() -> None:
    assert told([5, 1, 3]).value == 3
    assert told([4, 1, 3, 2]).value == 2
    assert told([7]) == (7, None, None, False)


def test_nine_tenths_of_ten_are_nine_and_not_ten() -> None:
    assert told(list(range(1, 11)), share=0.9).value == 9


def test_the_ends_are_the_order_statistics_of_the_textbook() -> None:
    # n = 10: from the second to the ninth covers .979, from the third to the eighth .891 (Conover, table A3)
    assert told(list(range(1, 11)))[:3] == (5, 2, 9)
    assert told(list(range(1, 6)))[1:3] == (None, None)  # five are too few for either end


@given(st.integers(1, 3_000), st.sampled_from([0.5, 0.9]))
def test_the_ends_cover_at_least_19_of_20_whatever_the_times_are_like(cases: int, share: float) -> None:
    found = told([float(place) for place in range(1, cases + 1)], share=share)
    low = 0 if found.low is None else int(found.low)
    high = cases + 1 if found.high is None else int(found.high)
    assert binom.cdf(high - 1, cases, share) - binom.cdf(low - 1, cases, share) >= 0.95 - 1e-9


def test_an_open_case_is_longer_than_so_far_and_never_left_out() -> None:
    closed = told([10, 20, 30])
    with_open = told([10, 20, 30, 5, 25, 40], [False, False, False, True, True, True])
    assert closed.value == 20
    assert with_open.value > closed.value


def test_where_too_many_are_open_the_time_is_only_known_to_be_at_least() -> None:
    assert told([10, 300, 310, 320], [False, True, True, True]) == (300, None, None, True)
    assert told([24.0], [True]) == (24, None, None, True)


def test_one_that_is_open_for_long_says_nothing_of_those_that_are_not() -> None:
    assert told([1.0] * 39 + [2_000.0], [True] * 40) == (1, 1, None, True)


def test_who_answers_nothing_is_surely_slow() -> None:
    found = told([2_000.0] * 40, [True] * 40)
    assert (found.value, found.low, found.is_at_least) == (2_000, 2_000, True)


def test_the_remission_times_of_the_textbook() -> None:
    """6-mercaptopurine (E. A. Freireich and others, Blood 21 (1963), 699-716): median 23 weeks, from 13 on."""
    done = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    is_open = [False] * len(done) + [True] * len(still)
    assert told([float(week) for week in done + still], is_open) == (23, 13, None, False)


@given(st.lists(st.tuples(TIMES, st.booleans(), st.integers(0, 4)), min_size=1, max_size=20))
def test_rows_that_stand_for_many_are_the_same_as_many_rows(rows: list[tuple[float, bool, int]]) -> None:
    amounts, still_open, cases = (np.array(column) for column in zip(*rows, strict=True))
    many = [(amount, one) for amount, one, number in rows for _ in range(number)]
    assume(many)
    few = duration_quantile(amounts, still_open, 0.5, cases=cases)
    assert few == told([amount for amount, _ in many], [one for _, one in many])


def test_rows_that_stand_for_none_are_no_case() -> None:
    with pytest.raises(ValueError, match="no case"):
        duration_quantile(np.array([1.0]), np.array([False]), 0.5, cases=np.array([0]))


def test_without_a_case_there_is_no_time() -> None:
    with pytest.raises(ValueError, match="no case"):
        told([])


@given(CASES, st.sampled_from([0.5, 0.9]))
def test_the_slow_twin_agrees(cases: list[tuple[float, bool]], share: float) -> None:
    amounts, still_open = [amount for amount, _ in cases], [one for _, one in cases]
    found, slow = told(amounts, still_open, share), survival.quantile(amounts, still_open, share)
    assert found.is_at_least == (slow is None)
    assert found.value == (told(amounts, share=share).value if slow is None else slow)
    if slow is None:
        assert (found.low, found.high) == (told(amounts, share=share).low, None)
    elif any(still_open):
        assert (found.low, found.high) == survival.ends(amounts, still_open, share)


@given(CASES)
def test_to_close_what_is_open_never_makes_it_longer(cases: list[tuple[float, bool]]) -> None:
    amounts, still_open = [amount for amount, _ in cases], [one for _, one in cases]
    assert told(amounts).value <= told(amounts, still_open).value


def test_the_interval_covers_the_truth_with_a_third_still_open() -> None:
    chance, covered = np.random.default_rng(9), 0
    for _ in range(400):
        takes, seen_for = chance.exponential(48, 60), chance.uniform(0, 150, 60)
        found = duration_quantile(np.minimum(takes, seen_for), takes > seen_for, 0.5)
        low, high = found.low or 0, found.high or float("inf")
        covered += low <= 48 * np.log(2) <= high
    assert 0.92 <= covered / 400 <= 0.99


def test_the_bounds_stand_in_order() -> None:
    found = told([float(one) for one in range(50)], [one % 3 == 0 for one in range(50)])
    bounds = [found.low, found.value, found.high]
    assert None not in bounds
    assert all(one <= other for one, other in pairwise(filter(None, bounds)))
