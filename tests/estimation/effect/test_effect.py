"""The whole estimate: verdicts in each of their three words, placebo tests that speak, power, and plans."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.estimation.effect.estimate import design_of, effect, planned
from counterfoil.estimation.effect.panel import Panel
from counterfoil.estimation.effect.settings import SERIES, STAGGERED, Settings
from counterfoil.estimation.effect.verdict import CANNOT_TELL, EFFECT, NONE_LARGER, figure
from estimation.effect.panels import NEVER, drawn, panel

STARTS = [5, 5, 5, 8, 8, *[NEVER] * 7]
ASKED = Settings(assignments=400)


def of_twelve(change: float, seed: int = 2) -> Panel:
    return drawn(units=12, periods=12, since=STARTS, seed=seed, effect=change)


def test_a_large_effect_is_told_with_its_interval() -> None:
    found = effect(of_twelve(4.0), ASKED)
    assert found.verdict.word == EFFECT
    assert found.overall.low < 4.0 < found.overall.high
    assert found.verdict.sentence.startswith("Effect: the outcome rose by ")
    assert (found.design, found.tried, found.possible) == (STAGGERED, 400, 7_920)
    assert found.event_study["after"].to_list() == [-2, -1, *range(7)]
    assert found.effects.height == 7 + 4
    assert found.effects["low"].is_not_null().all()


def test_of_no_effect_is_spoken_only_within_what_matters() -> None:
    one = of_twelve(0.0)
    assert effect(one, ASKED).verdict.word == CANNOT_TELL
    assert "--matters" in effect(one, ASKED).verdict.sentence
    wide = effect(one, Settings(assignments=400, matters=3.0))
    assert wide.verdict.word == NONE_LARGER
    assert wide.verdict.sentence.startswith("No effect larger than 3: ")
    narrow = effect(one, Settings(assignments=400, matters=0.05))
    assert narrow.verdict.word == CANNOT_TELL
    assert "they fit one that would matter (0.05 or more)" in narrow.verdict.sentence


def test_an_effect_below_what_matters_is_told_as_one() -> None:
    told = effect(of_twelve(2.0), Settings(assignments=400, matters=10.0)).verdict
    assert told.word == EFFECT
    assert told.sentence.endswith("That is less than what matters, 10.")


def test_a_path_of_the_treateds_own_before_the_measure_ends_in_cannot_tell() -> None:
    one = of_twelve(0.0)
    drift = np.where(one.treated()[:, None], 0.8 * np.arange(12)[None, :], 0.0)
    found = effect(one._replace(outcome=one.outcome + drift), ASKED)
    assert found.overall.p_value <= 0.05
    assert found.verdict.word == CANNOT_TELL
    assert "on another path before" in found.verdict.sentence


def test_treated_units_that_scatter_far_more_end_in_cannot_tell() -> None:
    one = drawn(units=12, periods=12, since=[6, 6, 6, *[NEVER] * 9], seed=1)
    noise = np.random.default_rng(8).normal(size=(3, 12)) * 12
    louder = one.outcome.copy()
    louder[:3] += noise
    found = effect(one._replace(outcome=louder), ASKED)
    assert found.verdict.word == CANNOT_TELL
    assert "scatter far more" in found.verdict.sentence


def test_four_units_can_tell_no_effect_however_large() -> None:
    found = effect(drawn(units=4, periods=12, since=[6, 6, NEVER, NEVER], seed=1, effect=50.0), ASKED)
    assert found.verdict.word == CANNOT_TELL
    assert "in 6 ways only" in found.verdict.sentence
    assert found.power.detectable == math.inf
    assert math.isinf(found.overall.low)
    assert found.effects["low"].is_null().all()


def test_one_unit_and_all_at_once_are_series() -> None:
    rows = np.random.default_rng(5).normal(size=(2, 24)) + np.where(np.arange(24) >= 16, 6.0, 0.0)
    one, all_at_once = panel(rows[0].tolist(), since=[16]), panel(*rows.tolist(), since=[16, 16])
    assert [design_of(made) for made in (one, all_at_once)] == [SERIES, SERIES]
    found = effect(one, Settings())
    assert (found.design, found.verdict.word) == (SERIES, EFFECT)
    assert found.overall.low < 6.0 < found.overall.high
    assert found.paths.height == 24
    assert "mean of 2 units" in effect(all_at_once, Settings()).notes[0]


def test_a_series_against_the_units_without_the_measure_takes_common_shocks_off() -> None:
    shocks = np.cumsum(np.random.default_rng(4).normal(size=24) * 3)
    noise = np.random.default_rng(6).normal(size=(4, 24)) * 0.5
    rows = shocks + noise + np.where((np.arange(24) >= 16) & (np.arange(4)[:, None] == 0), 3.0, 0.0)
    found = effect(panel(*rows.tolist(), since=[16, NEVER, NEVER, NEVER]), Settings(design=SERIES))
    assert found.verdict.word == EFFECT
    assert found.overall.low < 3.0 < found.overall.high
    assert "less that of 3 untreated" in found.notes[-1]


@pytest.mark.parametrize(
    ("made", "asked", "says"),
    [
        (panel([1.0] * 12, [2.0] * 12, since=[NEVER, NEVER]), Settings(), "No unit has the measure"),
        (panel([1.0] * 12, since=[3]), Settings(), "3 periods before the measure"),
        (panel([1.0] * 20, [2.0] * 20, since=[9, 12]), Settings(design=SERIES), "one date of the measure"),
        (panel([1.0] * 9, [2.0] * 9, since=[4, 4]), Settings(design=STAGGERED), "all units have the measure at once"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_cure(made: Panel, asked: Settings, says: str) -> None:
    with pytest.raises(UserError, match=says):
        effect(made, asked)


def test_what_could_be_told_looks_at_nothing_after_the_first_date() -> None:
    one, other = of_twelve(0.0), of_twelve(0.0)
    other.outcome[:, 5:] = 1e6
    before, again = (planned(made, ASKED, [3, 7]) for made in (one, other))
    assert [power.detectable for power in before] == [power.detectable for power in again]
    assert [power.after for power in before] == [3, 7]
    assert before[1].detectable > 0
    series = panel(one.outcome[0].tolist() * 2, since=[15])
    changed = series._replace(outcome=np.where(np.arange(24) >= 15, 1e6, series.outcome))
    asked = [planned(made, Settings(), [3, 9])[1].detectable for made in (series, changed)]
    assert asked[0] == asked[1] > 0


def test_more_periods_units_and_less_noise_tell_smaller_effects() -> None:
    few = drawn(units=8, periods=20, since=[10] * 4 + [NEVER] * 4, seed=1)
    many = drawn(units=40, periods=20, since=[10] * 20 + [NEVER] * 20, seed=1)
    told = [planned(made, ASKED, [10])[0].detectable for made in (few, many)]
    assert told[1] < told[0]
    quiet = few._replace(outcome=few.outcome / 10)
    assert planned(quiet, ASKED, [10])[0].detectable == pytest.approx(told[0] / 10)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000), st.permutations(range(8)), st.floats(-20, 20), st.sampled_from([0.5, 3.0]))
def test_names_shifts_and_units_of_measure_change_no_verdict(
    seed: int, order: list[int], shift: float, factor: float
) -> None:
    one = drawn(units=8, periods=9, since=[4, 4, 5, 6, *[NEVER] * 4], seed=seed, effect=1.0)
    asked = Settings(assignments=2_000)  # all 840 ways, so that no chance is left
    found = effect(one, asked)
    names = tuple(one.units[place] for place in order)
    other = Panel(names, one.periods, factor * (one.outcome[order] + shift), one.weight[order], one.since[order])
    again = effect(other, asked)
    assert again.verdict.word == found.verdict.word
    assert again.overall.p_value == pytest.approx(found.overall.p_value)
    assert again.overall.low == pytest.approx(factor * found.overall.low, abs=1e-6)
    assert again.overall.high == pytest.approx(factor * found.overall.high, abs=1e-6)


def test_figures_have_three_digits_and_a_true_minus() -> None:
    assert [figure(one) for one in (0.03841, -2.5, 12345.6, math.inf, math.nan, -1e-9)] == [
        "0.0384",
        "−2.5",
        "12,346",
        "no limit",
        "–",
        "−1e-09",
    ]
