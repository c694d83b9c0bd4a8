"""What others would have said of the same worlds: two-way fixed effects, and segmented regression as it is mostly done.

Written out here in numpy, so that 2,000 worlds take seconds; tests/benchmarks holds them against pyfixest's and
statsmodels' own answers where those are installed.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from effect_worlds import Numbers, World
from scipy.special import stdtr

from counterfoil.estimation.effect.series import Series
from counterfoil.estimation.effect.series import sought as sought_of

LEVEL: Final = 0.05


def two_way_fixed_effects(one: World) -> tuple[bool, float]:
    """Return whether one treatment dummy beside levels of units and periods is significant, errors clustered by unit
    (t with units - 1), and its estimate."""
    dummy, outcome = _dummy_and_outcome(one)
    estimate = float((dummy * outcome).sum() / (dummy**2).sum())
    return _p_value(estimate / clustered_error(one), len(one.since) - 1) <= LEVEL, estimate


def clustered_error(one: World) -> float:
    """Return the standard error clustered by unit (CR1; levels of units are nested in the clusters)."""
    dummy, outcome = _dummy_and_outcome(one)
    units, periods = one.outcome.shape
    size = float((dummy**2).sum())
    rest = outcome - float((dummy * outcome).sum()) / size * dummy
    scores = (dummy * rest).sum(axis=1)
    cells = units * periods
    small = units / (units - 1) * (cells - 1) / (cells - periods - 1)
    return float(np.sqrt(small * (scores**2).sum()) / size)


def _dummy_and_outcome(one: World) -> tuple[Numbers, Numbers]:
    treated = (np.arange(one.outcome.shape[1])[None, :] >= one.since[:, None]).astype(float)
    return _without_levels(treated), _without_levels(one.outcome)


def _without_levels(table: Numbers) -> Numbers:
    return table - table.mean(axis=1, keepdims=True) - table.mean(axis=0, keepdims=True) + table.mean()


def plain(one: Series) -> bool:
    """Return whether least squares that takes periods as independent finds a change."""
    return plain_p_value(one) <= LEVEL


def plain_p_value(one: Series) -> float:
    """Return the p-value of least squares that takes periods as independent."""
    columns, sought = one.regressors(), sought_here(one)
    bread = np.linalg.inv(columns.T @ columns)
    coefficients = bread @ columns.T @ one.values
    rest = one.values - columns @ coefficients
    free = len(rest) - columns.shape[1]
    error = np.sqrt(float(rest @ rest) / free * float(sought @ bread @ sought))
    return _p_value(float(sought @ coefficients) / error, free)


def newey_west(one: Series) -> bool:
    """Return whether least squares with Newey and West's errors (1987) finds a change."""
    return newey_west_p_value(one) <= LEVEL


def newey_west_p_value(one: Series) -> float:
    """Return the p-value with lags by their rule of thumb, 4 (n / 100) ^ (2 / 9), the small-sample correction and t:
    the most careful of what is usual."""
    columns, sought = one.regressors(), sought_here(one)
    rows, free = len(one.values), len(one.values) - columns.shape[1]
    bread = np.linalg.inv(columns.T @ columns)
    coefficients = bread @ columns.T @ one.values
    scores = columns * (one.values - columns @ coefficients)[:, None]
    meat = scores.T @ scores
    lags = int(np.floor(4 * (rows / 100) ** (2 / 9)))
    for lag in range(1, lags + 1):
        apart = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (apart + apart.T)
    covariance = bread @ meat @ bread * rows / free
    return _p_value(float(sought @ coefficients) / np.sqrt(float(sought @ covariance @ sought)), free)


def plugged_in(one: Series) -> bool:
    """Return whether generalised least squares with an estimated autocorrelation, as if it were known, finds a change:
    five steps of D. Cochrane and G. H. Orcutt (1949), with the first period kept (Prais and Winsten, 1954)."""
    columns, sought, rho = one.regressors(), sought_here(one), 0.0
    for _ in range(6):
        white, series = _whitened(columns, rho), _whitened(one.values[:, None], rho)[:, 0]
        bread = np.linalg.inv(white.T @ white)
        coefficients = bread @ white.T @ series
        rest = series - white @ coefficients
        free = len(rest) - columns.shape[1]
        error = np.sqrt(float(rest @ rest) / free * float(sought @ bread @ sought))
        statistic = float(sought @ coefficients) / error
        raw = one.values - columns @ coefficients
        rho = float(np.clip(raw[1:] @ raw[:-1] / (raw[:-1] @ raw[:-1]), -0.98, 0.98))
    return _p_value(statistic, free) <= LEVEL


def _whitened(table: Numbers, rho: float) -> Numbers:
    made = table.astype(float)
    made[1:] = table[1:] - rho * table[:-1]
    made[0] = np.sqrt(1 - rho**2) * table[0]
    return made


def sought_here(one: Series) -> Numbers:
    """Return the sum of coefficients that is the mean change over the periods with the measure."""
    return sought_of(one, one.places[one.places >= one.start] - one.start)


def _p_value(statistic: float, freedom: int) -> float:
    return float(2 * stdtr(freedom, -abs(statistic)))


PEERS_OF_PANELS: Final[dict[str, Callable[[World], tuple[bool, float]]]] = {
    "two-way fixed effects, clustered": two_way_fixed_effects,
}
PEERS_OF_SERIES: Final[dict[str, Callable[[Series], bool]]] = {
    "least squares": plain,
    "Newey-West": newey_west,
    "plugged-in AR(1)": plugged_in,
}
