"""One series: breaks by hand, errors against the full covariance matrix, gaps, seasons, and made-up dates."""

import numpy as np
import pytest

from counterfoil.estimation.effect.autoregression import AUTOCORRELATIONS, Mixture, fit
from counterfoil.estimation.effect.series import (
    SLOPE,
    Series,
    expected,
    fitted,
    mean_change,
    placebos,
    series_of,
)
from estimation.effect.panels import NEVER, panel
from reference.effects import generalised_least_squares


def line(*, before: int, after: int, level: float, slope: float = 0.0, noise: float = 0.0) -> Series:
    places = np.arange(before + after, dtype=float)
    reached = places - before
    values = 5 + 0.5 * places + np.where(reached >= 0, level + slope * reached, 0.0)
    values = values + noise * np.random.default_rng(3).normal(size=len(places))
    return Series(values, places, before)


def test_a_break_without_noise_is_told_exactly() -> None:
    one = line(before=12, after=6, level=-3.0)
    known = mean_change(one, fitted(one))
    assert known.estimate() == pytest.approx(-3.0)
    assert known.interval() == pytest.approx((-3.0, -3.0), abs=1e-5)
    both = line(before=12, after=5, level=1.0, slope=0.5)._replace(change=SLOPE)
    assert mean_change(both, fitted(both)).estimate() == pytest.approx(1 + 0.5 * 2)
    assert expected(both, fitted(both))[0] == pytest.approx(5 + 0.5 * both.places)


@pytest.mark.parametrize("places", [np.arange(20.0), np.delete(np.arange(24.0), [3, 4, 9, 20])])
def test_fits_are_those_of_the_full_covariance_matrix(places: np.ndarray) -> None:
    one = line(before=12, after=8, level=1.0, noise=1.0)
    one = one._replace(values=one.values[: len(places)], places=places)
    columns = one.regressors()
    found = fit(columns, one.values, places)
    slow = [generalised_least_squares(columns, one.values, places, rho) for rho in AUTOCORRELATIONS]
    assert found.coefficients == pytest.approx(np.array([told[0] for told in slow]))
    known = found.of(np.array([0, 0, 1.0]))
    assert known.scale == pytest.approx(np.sqrt([told[1][2, 2] for told in slow]))
    likelihood = np.array([told[2] for told in slow]) - np.log1p(-AUTOCORRELATIONS)
    weight = np.exp(likelihood - likelihood.max())
    assert found.weight == pytest.approx(weight / weight.sum())


def test_the_ends_of_an_interval_are_passed_with_the_chance_they_say() -> None:
    known = Mixture(np.array([0.7, 0.3]), np.array([0.0, 1.0]), np.array([1.0, 2.0]), 9)
    low, high = known.interval()
    assert known.below(low) == pytest.approx(0.025)
    assert known.below(high) == pytest.approx(0.975)
    assert known.p_value() == pytest.approx(2 * known.below(0.0))


def test_noise_that_lasts_is_told_from_noise_that_does_not() -> None:
    chance = np.random.default_rng(1)
    found = {0.0: 0.0, 0.8: 0.0}
    for rho in found:
        for _ in range(20):
            values = chance.normal(size=40)
            for place in range(1, 40):
                values[place] = rho * values[place - 1] + np.sqrt(1 - rho**2) * values[place]
            found[rho] += float(fitted(Series(values, np.arange(40.0), 24)).weight @ AUTOCORRELATIONS) / 20
    assert found[0.0] < 0.35
    assert found[0.8] > 0.65


def test_a_season_is_no_effect() -> None:
    places = np.arange(36.0)
    one = Series(10 + 4 * np.sin(2 * np.pi * places / 12), places, 27)
    assert abs(mean_change(one, fitted(one)).estimate()) > 0.5
    with_season = one._replace(season=12)
    assert mean_change(with_season, fitted(with_season)).estimate() == pytest.approx(0.0, abs=1e-9)


def test_untreated_units_are_taken_off_and_periods_with_gaps_left_out() -> None:
    rows = ([5.0, 6, 7, 9, 10], [2.0, 3, 4, 4, 5], [4.0, 5, 6, 6, 7])
    weight = [[1.0] * 5, [1.0] * 5, [1.0, 0, 1, 1, 1]]
    one = series_of(panel(*rows, since=[3, NEVER, NEVER], weight=weight))
    assert one.places.tolist() == [0, 2, 3, 4]
    assert one.start == 3
    assert one.values[2] - one.values[1] == pytest.approx(2.0)
    alone = series_of(panel(rows[0], since=[3]))
    assert alone.values.tolist() == rows[0]


def test_made_up_dates_look_at_the_time_before_alone() -> None:
    one = line(before=20, after=6, level=50.0)
    found = placebos(one)
    assert next(test.name for test in found) == "date 12 periods earlier"
    assert [test.name for test in found][-1] == "date 6 periods earlier"
    assert max(abs(test.estimate) for test in found) < 1e-6
