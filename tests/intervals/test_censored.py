"""Medians of what is partly not done yet: drawn cases, published ones, and a slow twin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.intervals.censored import Times, censored_times
from reference.tracking_counts import share_still_open


def times(*spans: tuple[float, bool]) -> Times:
    lasted = np.array([one for one, _ in spans], dtype=float)
    return censored_times(
        lasted, np.ones(len(spans), dtype=np.int64), np.array([is_open for _, is_open in spans], bool)
    )


def test_what_is_open_counts_as_lasting_and_is_not_left_out() -> None:
    done = [(float(hours), False) for hours in (10, 20, 30)]
    assert times(*done).median == 20
    assert times(*done, (40.0, True), (40.0, True)).median == 30
    assert times(*done, *[(40.0, True)] * 4).median is None


def test_nothing_and_nothing_done_have_no_times() -> None:
    assert times() == Times(None, None, None, None)
    assert times((5.0, True)) == Times(None, None, None, None)


def test_nine_of_ten_are_told_only_where_so_many_are_done() -> None:
    spans = [(float(hour), False) for hour in range(1, 11)]
    assert times(*spans).p90 == 9
    assert times(*spans[:8], (99.0, True), (99.0, True)).p90 is None


def test_the_remission_times_of_the_textbook() -> None:
    """6-mercaptopurine (E. A. Freireich and others, Blood 21 (1963), 699-716): median 23 weeks, from 13 on."""
    done = (6, 6, 6, 7, 10, 13, 16, 22, 23)
    still = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    found = times(*((float(week), False) for week in done), *((float(week), True) for week in still))
    assert found == Times(23.0, 13.0, None, None)


def test_rows_that_stand_for_many_are_the_same_as_many_rows() -> None:
    many = times((1.0, False), (1.0, False), (2.0, False), (3.0, True))
    few = censored_times(np.array([1.0, 2.0, 3.0]), np.array([2, 1, 1]), np.array([False, False, True]))
    assert few == many


@given(st.lists(st.tuples(st.integers(0, 6).map(float), st.booleans()), max_size=25))
def test_the_twin_agrees(spans: list[tuple[float, bool]]) -> None:
    found, steps = times(*spans), share_still_open(spans)
    for told, most in ((found.median, 0.5), (found.p90, 0.1)):
        assert told == next((time for time, share in steps if share <= most + 1e-9), None)
    if found.median is not None and found.low is not None:
        assert found.low <= found.median
    if found.median is not None and found.high is not None:
        assert found.median <= found.high


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_the_same_time_for_all_is_the_median(share: float) -> None:
    assert times(*[(share, False)] * 7).median == share
