"""Did one series break where the measure came? Interrupted time series, by segmented regression.

A. K. Wagner and others, Journal of Clinical Pharmacy and Therapeutics 27 (2002), 299-309; J. Lopez Bernal, S. Cummins
and A. Gasparrini, International Journal of Epidemiology 46 (2017), 348-355. The trend before goes on; from the measure
on the level differs, and where asked the slope too. Seasons by a sine and a cosine. Errors: `autoregression`.
"""

from typing import Final, NamedTuple

import numpy as np

from counterfoil.estimation.effect.autoregression import Fit, Mixture, Numbers, fit
from counterfoil.estimation.effect.panel import Panel
from counterfoil.estimation.effect.placebo import TIME, Placebo
from counterfoil.estimation.effect.staggered import Found

LEVEL, SLOPE = "level", "slope"
CHANGES: Final = (LEVEL, SLOPE)  # what may change: the level alone, or the slope too
FEWEST_BEFORE: Final = 8  # periods before the measure


class Series(NamedTuple):
    """One series: `values` at whole `places` (gaps where a period is missing), the place of the `start`, what may
    `change`, and the length of a `season` in periods (0: none)."""

    values: Numbers
    places: Numbers
    start: int
    change: str = LEVEL
    season: int = 0

    def before(self) -> int:
        """Return how many periods lie before the measure."""
        return int((self.places < self.start).sum())

    def regressors(self) -> Numbers:
        """Return level, trend, season, and what changes, by period."""
        return regressors(self.places, self)


def regressors(places: Numbers, series: Series) -> Numbers:
    """Return the columns of the regression at any places: those without the measure first."""
    reached = places - series.start
    after = (reached >= 0).astype(float)
    columns = [np.ones(len(places)), reached.astype(float)]
    if series.season:
        turn = 2 * np.pi * places / series.season
        columns += [np.sin(turn), np.cos(turn)]
    columns.append(after)
    if series.change == SLOPE:
        columns.append(after * reached)
    return np.stack(columns, axis=1)


def series_of(panel: Panel, *, change: str = LEVEL, season: int = 0) -> Series:
    """Return the mean of the treated units, less that of the untreated where there are any, in deviations from what
    each unit was before the measure; periods in which a unit is missing are left out. All starts must be one."""
    start = int(panel.since.min())
    before = np.arange(len(panel.periods)) < start
    known = panel.weight > 0
    complete = known.all(axis=0)
    level = np.array([row[seen & before].mean() for row, seen in zip(panel.outcome, known, strict=True)])
    treated = panel.treated()
    rest = panel.outcome - level[:, None]
    means = [
        np.average(rest[which], axis=0, weights=_of_units(panel)[which]) for which in (treated, ~treated) if which.any()
    ]
    values = means[0] + float(np.average(level[treated], weights=_of_units(panel)[treated]))
    if len(means) > 1:
        values = values - means[1]
    return Series(values[complete], np.flatnonzero(complete).astype(float), start, change, season)


def _of_units(panel: Panel) -> Numbers:
    weights: Numbers = panel.weight.sum(axis=1)
    return weights


def fitted(series: Series) -> Fit:
    """Return the regression of the series."""
    return fit(series.regressors(), series.values, series.places)


def sought(series: Series, reached: Numbers) -> Numbers:
    """Return the sum of coefficients that is the mean change over these periods after the start (0: the first)."""
    columns = series.regressors().shape[1]
    chosen = np.zeros(columns)
    if series.change == SLOPE:
        chosen[-2], chosen[-1] = 1.0, float(reached.mean())
    else:
        chosen[-1] = 1.0
    return chosen


def mean_change(series: Series, fit_of: Fit) -> Mixture:
    """Return what is known of the mean change over the periods with the measure."""
    return fit_of.of(sought(series, series.places[series.places >= series.start] - series.start))


def told(known: Mixture, cells: int, units: int = 1) -> Found:
    """Return an effect as a row of a table."""
    return Found(known.estimate(), *known.interval(), known.p_value(), units, cells)


def expected(series: Series, fit_of: Fit) -> tuple[Numbers, Numbers, Numbers]:
    """Return, by period, what was to be expected without the measure, and the ends of the 95 % interval of that."""
    columns = series.regressors()
    without = columns.copy()
    without[:, -2 if series.change == SLOPE else -1 :] = 0.0
    known = [fit_of.of(row) for row in without]
    ends = np.array([one.interval() for one in known])
    return np.array([one.estimate() for one in known]), ends[:, 0], ends[:, 1]


def placebos(series: Series) -> list[Placebo]:
    """Return the changes found at made-up dates, from the time before the measure alone: each that leaves the fewest
    periods before it and as many after it as the real one has, or half of the time before."""
    early = series.places < series.start
    places = series.places[early]
    after = min(int((~early).sum()), int(early.sum()) // 2)
    found = []
    for place in places[FEWEST_BEFORE : len(places) - after + 1]:
        moved = series._replace(values=series.values[early], places=places, start=int(place))
        columns = moved.regressors()
        if len(places) <= columns.shape[1] + 1 or not after:
            continue
        known = mean_change(moved, fitted(moved))
        back = int(series.start - place)
        found.append(
            Placebo(TIME, f"date {back} periods earlier", known.estimate(), *known.interval(), known.p_value())
        )
    return found
