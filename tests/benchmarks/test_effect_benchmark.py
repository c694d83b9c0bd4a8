"""Are the worlds what they say, are the peers those of kept libraries, and have the figures the form of run.py?"""

import dataclasses
import importlib
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import statsmodels.api as sm

from counterfoil.estimation.effect.series import Series
from counterfoil.estimation.effect.staggered import OVERALL, weights_of

FOLDER = Path(__file__).parent.parent.parent / "benchmarks" / "estimation"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    sys.path.insert(0, str(FOLDER))
    try:
        return importlib.import_module("effect")
    finally:
        sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def worlds(benchmark: ModuleType) -> ModuleType:
    return sys.modules["effect_worlds"]


@pytest.fixture(scope="module")
def peers(benchmark: ModuleType) -> ModuleType:
    return sys.modules["effect_peers"]


def drawn(worlds: ModuleType) -> tuple[np.ndarray, np.ndarray, object]:
    """Return the world whose effects pyfixest 0.60.0 was asked for."""
    starts, asked = ((4, 2), (7, 2)), {"effect": 1.0, "growth": 0.3, "autocorrelation": 0.4, "shocks": 0.5}
    one = worlds.world(worlds.Design("drawn", 8, 10, starts, **asked), seed=11)
    return one.outcome, one.since, one


def test_imputation_gives_the_estimate_of_pyfixests_did2s(worlds: ModuleType) -> None:
    """pf.did2s(first_stage="~ 0 | unit + period", second_stage="~ treat"): the two-stage estimator of J. Gardner (2021)
    with one coefficient is the imputation estimator."""
    outcome, since, _ = drawn(worlds)
    estimate = (weights_of(since, np.ones(outcome.shape), [OVERALL])[0] * outcome).sum()
    assert estimate == pytest.approx(1.897076, abs=1e-6)


def test_two_way_fixed_effects_are_those_of_pyfixest(worlds: ModuleType, peers: ModuleType) -> None:
    """pf.feols("y ~ treat | unit + period", vcov={"CRV1": "unit"}): 1.826438, standard error .502921, p .008379."""
    _, _, one = drawn(worlds)
    is_found, estimate = peers.two_way_fixed_effects(one)
    assert estimate == pytest.approx(1.826438, abs=1e-6)
    assert is_found
    assert peers.clustered_error(one) == pytest.approx(0.502921, rel=0.02)


@pytest.mark.parametrize("change", ["level", "slope"])
def test_least_squares_and_newey_west_are_those_of_statsmodels(change: str, peers: ModuleType) -> None:
    places = np.arange(30.0)
    values = np.cumsum(np.random.default_rng(2).normal(size=30)) + np.where(places >= 20, 1.0, 0.0)
    one = Series(values, places, 20, change)
    sought = peers.sought_here(one)
    model = sm.OLS(values, one.regressors())
    plain = model.fit().t_test(sought)
    hac = model.fit(cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": True}, use_t=True).t_test(sought)
    assert peers.plain_p_value(one) == pytest.approx(float(plain.pvalue))
    assert peers.newey_west_p_value(one) == pytest.approx(float(hac.pvalue))


def test_worlds_hold_the_effects_that_they_tell(worlds: ModuleType) -> None:
    design = worlds.Design("grows", 6, 10, ((4, 2), (7, 1)), effect=1.0, growth=0.5)
    one = worlds.world(design, seed=1)
    without = worlds.world(dataclasses.replace(design, effect=0.0, growth=0.0), seed=1)
    assert one.outcome - without.outcome == pytest.approx(one.effect)
    assert sorted(one.since.tolist()) == [4, 4, 7, 10, 10, 10]
    early = [1.0 + 0.5 * after for after in range(6)]
    assert worlds.true_effect(one) == pytest.approx((2 * sum(early) + sum(early[:3])) / 15)
    assert (worlds.world(design, seed=1).outcome == one.outcome).all()
    assert (worlds.world(design, seed=2).outcome != one.outcome).any()


def test_noise_has_the_deviation_and_the_autocorrelation_asked_for(worlds: ModuleType) -> None:
    one = worlds.world(worlds.Design("noise", 1, 20_000, (), autocorrelation=0.6), seed=3)
    noise = one.outcome[0] - one.outcome[0].mean()
    assert noise.std() == pytest.approx(1.0, abs=0.05)
    assert np.corrcoef(noise[1:], noise[:-1])[0, 1] == pytest.approx(0.6, abs=0.03)


def test_figures_have_what_run_py_keeps(benchmark: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_EFFECT", "WITH_EFFECT", "NOT_PARALLEL", "ONE_UNIT", "ONE_UNIT_WITH_EFFECT"):
        monkeypatch.setattr(benchmark, name, getattr(benchmark, name)[:1])
    rows = benchmark.figures(3, 2)
    assert all(set(row) == {"name", "value", "unit", "target", "peers", "data", "command"} for row in rows)
    assert len({row["name"] for row in rows}) == len(rows)
    assert [row["name"] for row in rows if "most often" in row["name"]] == [
        "staggered, no effect: most often found in a design",
        "series, no effect: most often found in a design",
    ]
