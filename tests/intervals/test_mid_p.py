"""Between which bounds does a share lie? Against the textbook's intervals, and by how often the truth is inside."""

import numpy as np
import pytest
from scipy.stats import beta

from counterfoil.intervals.mid_p import interval

MANY = 1e9  # a weight so large that what was drawn leaves the rest as large as it was


def equal(finds: int, others: int) -> tuple[np.ndarray, np.ndarray]:
    return np.repeat([True, False], [finds, others]), np.full(finds + others, MANY)


@pytest.mark.parametrize(("finds", "others"), [(0, 300), (1, 99), (5, 95), (50, 50), (99, 1), (300, 0)])
def test_with_equal_weights_the_plain_form_is_clopper_and_pearsons(finds: int, others: int) -> None:
    low, high = interval(*equal(finds, others), mid=False)
    assert low == pytest.approx(beta.ppf(0.025, finds, others + 1) if finds else 0, abs=1e-6)
    assert high == pytest.approx(beta.ppf(0.975, finds + 1, others) if others else 1, abs=1e-6)


def test_no_finds_in_300_bound_the_share_by_one_and_a_quarter_in_a_hundred() -> None:
    assert interval(*equal(0, 300), mid=False)[1] == pytest.approx(1 - 0.025 ** (1 / 300), rel=1e-6)  # .0122
    assert interval(*equal(0, 300))[1] == pytest.approx(1 - 0.05 ** (1 / 300), rel=1e-6)  # mid-P: .0099


@pytest.mark.parametrize(("finds", "others"), [(0, 40), (3, 97), (50, 50), (40, 0)])
def test_the_mid_form_lies_within_the_plain_one(finds: int, others: int) -> None:
    low, high = interval(*equal(finds, others))
    wide_low, wide_high = interval(*equal(finds, others), mid=False)
    assert wide_low <= low <= finds / (finds + others) <= high <= wide_high


def test_what_was_drawn_almost_surely_is_almost_known() -> None:
    found = np.repeat([True, False], [20, 80])
    low, high = interval(found, np.full(100, 1.01))
    assert low > 0.18
    assert high < 0.23


def coverage(share: float, *, rounds: int, size: int = 40_000, drawn: int = 800, **form: bool) -> float:
    """Return how often the interval of a draw with unequal probabilities holds the truth; finds ignore the weights."""
    chance = np.random.default_rng(11)
    spread = chance.gamma(0.5, 1, size)
    probability = np.minimum(0.9, drawn * (0.5 / size + 0.5 * spread / spread.sum()))
    found = chance.random(size) < share
    inside = 0
    for _ in range(rounds):
        taken = chance.random(size) < probability
        low, high = interval(found[taken], 1 / probability[taken], **form)
        inside += low <= found.mean() <= high
    return inside / rounds


@pytest.mark.parametrize("share", [0.005, 0.02, 0.3])
def test_the_interval_holds_the_truth_as_often_as_it_promises(share: float) -> None:
    assert coverage(share, rounds=400) >= 0.93


def test_the_plain_form_holds_it_at_least_as_often() -> None:
    assert coverage(0.02, rounds=200, mid=False) >= coverage(0.02, rounds=200)
