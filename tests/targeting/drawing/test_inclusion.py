"""With which probability is each candidate drawn? Against a slow and obvious twin, and by what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.targeting.drawing.draw_policy import DrawPolicy
from counterfoil.targeting.drawing.inclusion import inclusion
from reference.drawing import inclusion_of

RISKS = st.lists(st.sampled_from([0.0, 0.001, 0.01, 0.05, 0.2, 0.5, 0.5001, 0.94, 1.0]) | st.floats(0, 1), max_size=40)


@st.composite
def policies(given_by: st.DrawFn) -> DrawPolicy:
    shares = sorted(given_by(st.lists(st.floats(0.01, 1), min_size=4, max_size=4)))
    return DrawPolicy(shares[2], shares[0], shares[1], shares[3], given_by(st.floats(0, 1)))


def of(*risks: float, places: int, policy: DrawPolicy | None = None) -> list[float]:
    return inclusion(np.array(risks), places, policy or DrawPolicy()).round(4).tolist()


def test_nine_tenths_go_by_rank_and_a_tenth_is_spread_over_the_rest() -> None:
    # By rank .9 each. 4.2 candidates are left for .2 places: .15 / 4.2 evenly, .05 by risk, of .48 in all.
    assert of(0.9, 0.9, 0.1, 0.1, 0.1, 0.0, places=2) == [0.9129, 0.9129, 0.0461, 0.0461, 0.0461, 0.0357]


def test_equal_risks_are_drawn_alike_even_across_the_cut() -> None:
    assert of(0.5, 0.5, 0.5, 0.5, places=3) == [0.75] * 4


def test_where_all_can_be_opened_all_are() -> None:
    assert of(0.5, 0.0, places=2) == of(0.5, 0.0, places=7) == [1, 1]


def test_where_nothing_can_be_opened_nothing_is() -> None:
    assert of(0.5, 0.1, places=0) == of(0.5, 0.1, places=-3) == [0, 0]
    assert of(places=3) == []


def test_places_that_find_next_to_nothing_are_left_to_chance() -> None:
    few = of(0.9, 0.01, 0.01, 0.005, *[0.0] * 46, places=4)
    assert few[0] == 1
    assert few[1] < 0.9  # the second place goes by rank to one of two; two of the four places, the most, by chance
    assert few[-1] > 0.02  # a tenth of 4 places would give .2 / 48 at the least


@given(RISKS, st.integers(-2, 45), policies())
def test_the_fast_way_agrees_with_the_obvious_one(risks: list[float], places: int, policy: DrawPolicy) -> None:
    fast = inclusion(np.array(risks), places, policy)
    assert fast == pytest.approx(inclusion_of(risks, places, policy), abs=1e-6)


@given(RISKS, st.integers(0, 45), policies())
def test_what_must_always_hold(risks: list[float], places: int, policy: DrawPolicy) -> None:
    probabilities = inclusion(np.array(risks), places, policy)
    assert probabilities.sum() == pytest.approx(min(places, len(risks)))
    assert ((probabilities >= 0) & (probabilities <= 1)).all()
    assert np.all(np.diff(probabilities[np.argsort(risks)]) >= -1e-12)  # monotone in the risk
    if places > 0:
        floor = policy.floor * min(1, places / max(1, len(risks)))
        assert (probabilities >= floor * (1 - 1e-9)).all()


@pytest.mark.parametrize(
    "numbers", [(0.1, 0.0), (0.1, 0.2), (0.1, 0.03, 0.2), (0.5, 0.03, 0.05, 0.4), (0.1, 0.03, 0.05, 1.5)]
)
def test_shares_out_of_order_are_refused(numbers: tuple[float, ...]) -> None:
    with pytest.raises(UserError, match="not in order"):
        DrawPolicy(*numbers)


def test_more_than_all_by_chance_is_refused() -> None:
    with pytest.raises(UserError, match="no share"):
        DrawPolicy(most_by_chance=1.1)
