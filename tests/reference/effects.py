"""Effects as one would work them out by hand: dummies for each unit and period, every effect value tried, a full
covariance matrix. Slow and obvious."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def imputed_effect(outcome: Numbers, since: npt.NDArray[np.int64], weight: Numbers) -> float:
    """Return the mean over treated cells of the outcome less unit and period level, fitted to untreated cells."""
    units, periods = outcome.shape
    rows, values, weights = [], [], []
    for unit in range(units):
        for period in range(periods):
            if period < since[unit] and weight[unit, period] > 0:
                rows.append(_dummies(unit, period, units, periods))
                values.append(outcome[unit, period])
                weights.append(weight[unit, period])
    root = np.sqrt(np.array(weights))
    levels = np.linalg.lstsq(np.array(rows) * root[:, None], np.array(values) * root, rcond=None)[0]
    differences, weights = [], []
    for unit in range(units):
        for period in range(periods):
            if period >= since[unit] and weight[unit, period] > 0:
                differences.append(outcome[unit, period] - _dummies(unit, period, units, periods) @ levels)
                weights.append(weight[unit, period])
    return float(np.average(differences, weights=weights))


def _dummies(unit: int, period: int, units: int, periods: int) -> Numbers:
    row = np.zeros(units + periods)
    row[unit] = row[units + period] = 1.0
    return row


def share_as_large(values: Numbers, shifted: Numbers, supposed: float) -> float:
    """Return the share of assignments under which the estimate lies as far from 0 once an effect was taken out."""
    left = np.abs(values - supposed * shifted)
    return float((left >= left[0] - 1e-9).mean())


def generalised_least_squares(
    regressors: Numbers, series: Numbers, places: Numbers, rho: float
) -> tuple[Numbers, Numbers, float]:
    """Return coefficients, their covariance and the logarithm of the restricted likelihood, up to a constant, by the
    full covariance matrix of the errors."""
    shape = rho ** np.abs(places[:, None] - places[None, :])
    inverse = np.linalg.inv(shape)
    normal = regressors.T @ inverse @ regressors
    coefficients = np.linalg.solve(normal, regressors.T @ inverse @ series)
    rest = series - regressors @ coefficients
    free = len(series) - regressors.shape[1]
    squares = float(rest @ inverse @ rest)
    likelihood = -(np.linalg.slogdet(shape)[1] + np.linalg.slogdet(normal)[1] + free * np.log(squares)) / 2
    return coefficients, np.linalg.inv(normal) * squares / free, float(likelihood)
