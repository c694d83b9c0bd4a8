"""Effects as weights of outcomes: two by two by hand, staggered starts, what cannot be compared, and the slow twin."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.estimation.effect.imputation import comparable_cells, effect_weights
from counterfoil.estimation.effect.staggered import OVERALL, Asked, weights_of
from estimation.effect.panels import NEVER, drawn, panel
from reference.effects import imputed_effect


def test_two_units_and_two_periods_are_the_difference_of_the_differences() -> None:
    weights = weights_of(np.array([1, 2]), np.ones((2, 2)), [OVERALL])[0]
    assert weights == pytest.approx(np.array([[-1.0, 1.0], [1.0, -1.0]]))


def test_of_an_effect_that_grows_each_start_and_period_is_told_exactly() -> None:
    """Levels 10, 20, 30; shocks 0, 1, 3, 2, 5; effects 4 then 6 then 8 of u0 from the third period, 2 of u1 in the
    last: plain two-way fixed effects give neither mean."""
    shocks = np.array([0.0, 1.0, 3.0, 2.0, 5.0])
    rows = [10 + shocks + [0, 0, 4, 6, 8], 20 + shocks + [0, 0, 0, 0, 2], 30 + shocks]
    one = panel(*(row.tolist() for row in rows), since=[2, 4, NEVER])
    asked = [OVERALL, *(Asked(start=2, period=place) for place in (2, 3, 4)), Asked(start=4, period=4), Asked(last=0)]
    effects = (weights_of(one.since, one.weight, asked) * one.outcome).sum(axis=(1, 2))
    assert effects == pytest.approx([5.0, 4.0, 6.0, 8.0, 2.0, 3.0])


def test_cells_without_a_time_before_an_untreated_unit_or_a_link_cannot_be_compared() -> None:
    weight = np.ones((3, 4))
    assert comparable_cells(np.array([0, 2, 4]), weight).tolist() == [
        [False] * 4,
        [False, False, True, True],
        [False] * 4,
    ]
    assert not comparable_cells(np.array([2, 2, 2]), weight).any()
    apart = np.array([[1.0, 1, 1, 0], [0, 0, 1, 1], [0, 0, 1, 1]])  # u0 shares no untreated period with the others
    assert not comparable_cells(np.array([2, 4, 4]), apart).any()


def test_a_cell_that_cannot_be_compared_has_no_weight_in_any_effect() -> None:
    weights = weights_of(np.array([0, 2, 4]), np.ones((3, 4)), [OVERALL, Asked(start=0)])
    assert weights[0, 0].tolist() == [0.0] * 4
    assert not weights[1].any()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 7), st.integers(4, 8), st.booleans())
def test_the_weights_give_what_least_squares_with_dummies_give(seed: int, units: int, periods: int, gaps: bool) -> None:
    chance = np.random.default_rng(seed)
    since = chance.integers(2, periods + 3, size=units).clip(max=periods)
    since[0] = periods
    weight = np.where(chance.random((units, periods)) < 0.15, 0.0, chance.uniform(0.5, 3, (units, periods)))
    if not gaps:
        weight = np.ones((units, periods))
    outcome = chance.normal(size=(units, periods))
    comparable = comparable_cells(since, weight)
    treated = np.arange(periods)[None, :] >= since[:, None]
    if not comparable.any() or (comparable != treated & (weight > 0)).any():
        return
    found = float((weights_of(since, weight, [OVERALL])[0] * outcome).sum())
    assert found == pytest.approx(imputed_effect(outcome, since, weight), abs=1e-8)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.permutations(range(6)), st.floats(-50, 50))
def test_neither_names_levels_nor_common_shocks_matter(seed: int, order: list[int], shift: float) -> None:
    one = drawn(units=6, periods=8, since=[3, 3, 5, 6, NEVER, NEVER], seed=seed)
    weights = weights_of(one.since, one.weight, [OVERALL])[0]
    moved = one.outcome + shift + np.arange(6)[:, None] + np.arange(8)[None, :] ** 2
    effect = (weights * one.outcome).sum()
    assert (weights * moved).sum() == pytest.approx(effect, abs=1e-6)
    again = weights_of(one.since[order], one.weight[order], [OVERALL])[0]
    assert (again * one.outcome[order]).sum() == pytest.approx(effect, abs=1e-9)
    assert (weights * (one.outcome + 2.5 * one.cells())).sum() == pytest.approx(effect + 2.5, abs=1e-9)


def test_weights_sum_to_nothing_over_each_unit_and_each_period() -> None:
    one = drawn(units=5, periods=7, since=[2, 4, 4, NEVER, NEVER], seed=1)
    wanted = comparable_cells(one.since, one.weight)[None] / comparable_cells(one.since, one.weight).sum()
    weights = effect_weights(one.since, one.weight, wanted)[0]
    assert weights.sum(axis=0) == pytest.approx(np.zeros(7), abs=1e-12)
    assert weights.sum(axis=1) == pytest.approx(np.zeros(5), abs=1e-12)
