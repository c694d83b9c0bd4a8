"""Would the same look have shown an effect where there can be none? Dates moved back, trends before, other units.

A difference that shows before the measure is none of the measure. What no such test can see is a cause that came at the
same time as the measure, to the same units.
"""

from typing import Final, NamedTuple

import numpy as np

from counterfoil.estimation.effect.imputation import Numbers, Periods, effect_weights, treated_cells
from counterfoil.estimation.effect.panel import Panel
from counterfoil.estimation.effect.reassignment import SAME, Assignments, p_values
from counterfoil.estimation.effect.staggered import OVERALL, Asked, Found, found_effects, weights_of, without_effects

FEWEST_BEFORE: Final = 2  # periods that must lie before a date that was moved back
SMALLEST_SHARE: Final = 1e-6  # of the largest scatter: a unit that never moves counts as this one
TIME, TREND, SPREAD, UNIT, WITHOUT = "time", "trend", "spread", "unit", "without"


class Placebo(NamedTuple):
    """One test where no effect can be; `kind` says of what, `name` which. Interval and p-value are nan where the kind
    has none: an effect of a unit alone is a number to look at, no test."""

    kind: str
    name: str
    estimate: float
    low: float = np.nan
    high: float = np.nan
    p_value: float = np.nan


def moved_back(panel: Panel) -> int:
    """Return by how many periods the dates can be moved back: half of the shortest time before; 0 where too short."""
    shortest = int(panel.since[panel.treated()].min())
    return shortest // 2 if shortest - shortest // 2 >= FEWEST_BEFORE else 0


def leads(panel: Panel, tried: Assignments) -> tuple[list[tuple[int, Found]], Placebo | None]:
    """Return the differences before the measure by how many periods before it (-1 is the last), and their mean as a
    placebo in time; nothing where the time before is too short.

    The dates are moved back as far as `moved_back` says; the effects found are taken out first.
    """
    back = moved_back(panel)
    if not back:
        return [], None
    real = len(panel.periods)
    earlier = panel._replace(
        outcome=without_effects(panel), since=np.where(panel.since < real, panel.since - back, panel.since)
    )
    moved = tried._replace(starts=np.where(tried.starts < real, tried.starts - back, tried.starts))
    asked = [Asked(last=back - 1), *(Asked(first=after, last=after) for after in range(back))]
    mean, *single = found_effects(earlier, asked, moved)
    name = f"dates {back} periods earlier"
    placebo = Placebo(TIME, name, mean.estimate, mean.low, mean.high, mean.p_value)
    return [(after - back, found) for after, found in enumerate(single)], placebo


def trend_before(panel: Panel, tried: Assignments) -> Placebo | None:
    """Return how much faster outcomes of the treated rose before the measure than those of the others, by period.

    None where that cannot be told: without units that stay untreated, or with fewer than two periods before.
    """
    outcome = np.nan_to_num(without_effects(panel))
    if not np.abs(_trend_weights(panel.since, panel.weight)).sum():
        return None
    if panel.is_balanced():
        order = np.argsort(panel.since, kind="stable")
        weights = _trend_weights(panel.since[order], panel.weight)
        places = np.argsort(tried.starts, axis=1, kind="stable")
        values = outcome[places].reshape(len(places), -1) @ weights.ravel()
    else:
        values = np.array([(_trend_weights(starts, panel.weight) * outcome).sum() for starts in tried.starts])
    return Placebo(TREND, "slope before the measure", float(values[0]), p_value=float(p_values(values[:, None])[0]))


def _trend_weights(since: Periods, weight: Numbers) -> Numbers:
    """Return the weights of the least-squares slope on the time until the start, beside both levels, before it."""
    periods = weight.shape[1]
    until = (np.arange(periods)[None, :] - since[:, None]) * (since < periods)[:, None]
    regressor = np.where(treated_cells(since, periods), 0.0, until)
    weights: Numbers = effect_weights(since, weight, (weight * regressor)[None])[0]
    divided = float((weights * regressor).sum())
    return weights / divided if divided > 1e-9 else np.zeros_like(weights)


def unequal_spread(panel: Panel, tried: Assignments) -> Placebo | None:
    """Return how many times as widely the treated scatter as the others (estimate: ratio of deviations).

    Giving the dates to others supposes that it could have been they; units that scatter far more could not, and then
    too much is found. None without units that stay untreated.
    """
    treated = tried.starts < len(panel.periods)
    if treated[0].all():
        return None
    known = panel.weight > 0
    rest = np.where(known, without_effects(panel), np.nan)
    rest = rest - np.nanmean(rest, axis=1, keepdims=True)
    rest = rest - np.nanmean(rest, axis=0, keepdims=True)
    squares = np.nanmean(rest**2, axis=1)
    logs = np.log(np.maximum(squares, max(float(squares.max()) * SMALLEST_SHARE, np.finfo(float).tiny)))
    means = (treated * logs).sum(axis=1) / treated.sum(axis=1)
    others = (~treated * logs).sum(axis=1) / (~treated).sum(axis=1)
    values = means - others
    ratio = float(np.exp(values[0] / 2))
    share = float((values >= values[0] - SAME).mean())  # one-sided: where they scatter less, too little is found
    return Placebo(SPREAD, "scatter of the treated against the others", ratio, p_value=share)


def of_single_units(panel: Panel) -> list[Placebo]:
    """Return the effect that each untreated unit shows as if it had started first, and the effect without each treated
    unit: numbers to look at, for a result that rests on one unit alone."""
    told = []
    everywhere = np.ones(len(panel.periods), dtype=bool)
    first = int(panel.since[panel.treated()].min())
    untreated = panel.of(~panel.treated(), everywhere)
    for place, name in enumerate(untreated.units):
        since = np.where(np.arange(len(untreated.units)) == place, first, len(panel.periods))
        told.append(Placebo(UNIT, name, _overall(untreated._replace(since=since))))
    for treated in np.flatnonzero(panel.treated()).tolist():
        rest = panel.of(np.arange(len(panel.units)) != treated, everywhere)
        told.append(Placebo(WITHOUT, panel.units[treated], _overall(rest)))
    return [one for one in told if not np.isnan(one.estimate)]


def _overall(panel: Panel) -> float:
    weights = weights_of(panel.since, panel.weight, [OVERALL])[0]
    return float((weights * np.nan_to_num(panel.outcome)).sum()) if np.abs(weights).sum() else np.nan
