"""How large must an effect be to be found? Told from the time before the measure, before anything is looked at after.

The smallest effect that is found 8 times in 10 at 5 %, from the noise and the autocorrelation before the measure, and
the numbers of units and periods: J. Bloom, "Minimum detectable effects", Evaluation Review 19 (1995), 547-556.
"""

import math
from typing import Final, NamedTuple

import numpy as np
from scipy.special import stdtrit

from counterfoil.estimation.effect.autoregression import AUTOCORRELATIONS, Fit, Numbers, fit
from counterfoil.estimation.effect.imputation import Flags
from counterfoil.estimation.effect.panel import Panel
from counterfoil.estimation.effect.reassignment import LEVEL, Assignments
from counterfoil.estimation.effect.series import Series, regressors, sought
from counterfoil.estimation.effect.staggered import OVERALL, weights_of

POWER: Final = 0.8
FEWEST_BEFORE: Final = 3  # periods from which an autocorrelation can be guessed at all


class Power(NamedTuple):
    """`detectable`: the smallest effect found 8 times in 10; infinite where no effect ever could be; nan where the time
    before is too short to tell. `deviation` is that of a cell, without levels of units and periods."""

    detectable: float
    deviation: float
    autocorrelation: float
    units: int
    treated: int
    before: int
    after: int
    smallest_p: float


def power_of_panel(panel: Panel, tried: Assignments) -> Power:
    """Return what the panel can tell; outcomes from the first start on are not looked at."""
    before = int(panel.since[panel.treated()].min()) if panel.treated().any() else len(panel.periods)
    units, treated = len(panel.units), int(panel.treated().sum())
    known: Flags = np.all(panel.weight[:, :before] > 0, axis=0)
    detectable, deviation, mean = math.nan, math.nan, math.nan
    if int(known.sum()) >= FEWEST_BEFORE and units > 2:
        noise = _noise_before(panel, before, known)
        deviations = noise.deviation / np.sqrt(1 - AUTOCORRELATIONS**2)
        deviation, mean = float(noise.weight @ deviations), float(noise.weight @ AUTOCORRELATIONS)
        variance = float(noise.weight @ (deviations**2 * _spread(panel)))
        detectable = _times(units - 2) * math.sqrt(variance)
        if tried.smallest() > LEVEL or not variance:
            detectable = math.inf
    return Power(detectable, deviation, mean, units, treated, before, len(panel.periods) - before, tried.smallest())


def _noise_before(panel: Panel, before: int, known: Flags) -> Fit:
    """Common shocks are taken out with the mean of each period, which costs one unit."""
    early = panel.outcome[:, :before][:, known]
    rest = (early - early.mean(axis=0)).T
    places = np.flatnonzero(known).astype(float)
    return fit(np.ones((len(places), 1)), rest, places, free_series=len(panel.units) - 1)


def _spread(panel: Panel) -> Numbers:
    """Return the variance of the estimate by autocorrelation, for noise of deviation 1."""
    seen = np.where(panel.weight > 0, panel.weight, panel.weight.max(axis=1, keepdims=True))
    weights = weights_of(panel.since, seen, [OVERALL])[0]
    lags = np.arange(len(panel.periods))
    together = np.array([float((weights[:, lag:] * weights[:, : len(lags) - lag]).sum()) for lag in lags])
    together[1:] *= 2  # either may come first
    variances: Numbers = AUTOCORRELATIONS[:, None] ** lags @ together
    return variances


def power_of_series(series: Series, places: Numbers) -> Power:
    """Return what the series can tell at these places, before and after; its values from the start on are not read."""
    early = series.places < series.start
    after = int((places >= series.start).sum())
    columns = regressors(places, series)
    changing = 2 if series.change == "slope" else 1
    known = regressors(series.places[early], series)[:, :-changing]
    before = int(early.sum())
    if before <= known.shape[1] + 1 or not after or np.linalg.matrix_rank(columns) < columns.shape[1]:
        return Power(math.nan, math.nan, math.nan, 1, 1, before, after, 0.0)
    noise = fit(known, series.values[early], series.places[early])
    whole = fit(columns, np.zeros(len(places)) + np.arange(len(places)) % 2, places)
    chosen = sought(series, places[places >= series.start] - series.start)
    spread = (np.einsum("rij,i->rj", whole.root, chosen) ** 2).sum(axis=1)
    deviations = noise.deviation / np.sqrt(1 - AUTOCORRELATIONS**2)
    variance = float(noise.weight @ (noise.deviation**2 * spread))
    return Power(
        _times(len(places) - columns.shape[1]) * math.sqrt(variance),
        float(noise.weight @ deviations),
        float(noise.weight @ AUTOCORRELATIONS),
        1,
        1,
        before,
        after,
        0.0,
    )


def _times(freedom: int) -> float:
    """Return how many deviations of the estimate an effect must have."""
    free = max(freedom, 1)
    return float(stdtrit(free, 1 - LEVEL / 2) + stdtrit(free, POWER))
