"""Did outcomes change where the measure came, and not where it had not come yet? By start and period, and in all.

Every number is a sum of outcomes with fixed weights (`imputation`); how sure it is, is told by giving the dates to
other units (`reassignment`). Two-way fixed effects with one treatment dummy are not used: under staggered starts they
compare the late with the early, whose effect then counts against them.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from counterfoil.estimation.effect.imputation import (
    Flags,
    Numbers,
    Periods,
    comparable_cells,
    effect_weights,
    treated_cells,
)
from counterfoil.estimation.effect.panel import Panel
from counterfoil.estimation.effect.reassignment import Assignments, interval, p_values

AT_A_TIME: Final = 256  # assignments worked out together


class Found(NamedTuple):
    """One effect: its estimate, the ends of its 95 % interval, the p-value, and the units and cells it rests on."""

    estimate: float
    low: float
    high: float
    p_value: float
    units: int
    cells: int


class Asked(NamedTuple):
    """An effect to be worked out, as an average over treated cells: of units with this start, in this period, from the
    `first` to the `last` period after the start (0: that of the start). None: all."""

    start: int | None = None
    period: int | None = None
    first: int = 0
    last: int | None = None

    def cells(self, since: Periods, periods: int) -> Flags:
        """Return the treated cells that are meant."""
        reached = np.arange(periods)[None, :] - since[:, None]
        chosen: Flags = treated_cells(since, periods) & (reached >= self.first)
        if self.last is not None:
            chosen &= reached <= self.last
        if self.start is not None:
            chosen &= (since == self.start)[:, None]
        if self.period is not None:
            chosen &= (np.arange(periods) == self.period)[None, :]
        return chosen


OVERALL: Final = Asked()


def found_effects(panel: Panel, asked: Sequence[Asked], tried: Assignments) -> list[Found]:
    """Return the effects asked for, in their order; nan where nothing can be compared."""
    weights = weights_of(panel.since, panel.weight, asked)
    values = under(panel, panel.outcome, asked, tried)
    shifted = under(panel, panel.cells().astype(float), asked, tried)
    known = np.abs(weights).sum(axis=(1, 2)) > 0
    told = []
    for place, one in enumerate(asked):
        if not known[place]:
            told.append(Found(np.nan, np.nan, np.nan, np.nan, 0, 0))
            continue
        low, high = interval(values[:, place], shifted[:, place])
        share = float(p_values(values[:, [place]])[0])
        cells = one.cells(panel.since, len(panel.periods)) & comparable_cells(panel.since, panel.weight)
        told.append(Found(float(values[0, place]), low, high, share, int(cells.any(axis=1).sum()), int(cells.sum())))
    return told


def weights_of(since: Periods, weight: Numbers, asked: Sequence[Asked]) -> Numbers:
    """Return the weights (effects, units, periods) of the outcomes in each effect; all 0 where it cannot be told."""
    comparable = comparable_cells(since, weight)
    wanted = np.stack([one.cells(since, weight.shape[1]) & comparable for one in asked]) * weight
    sums = wanted.sum(axis=(1, 2), keepdims=True)
    return effect_weights(since, weight, np.divide(wanted, sums, out=np.zeros_like(wanted), where=sums > 0))


def under(panel: Panel, outcome: Numbers, asked: Sequence[Asked], tried: Assignments) -> Numbers:
    """Return each effect (columns) under each assignment (rows), of outcomes that stay with their units.

    Where all is known of every unit, an assignment is an order of the units under the same weights; where not, the
    weights are worked out for each assignment. What cannot be told under an assignment is 0 there.
    """
    known = np.nan_to_num(outcome)
    if not panel.is_balanced():
        made = [weights_of(starts, panel.weight, asked) for starts in tried.starts]
        return np.array([(one * known).sum(axis=(1, 2)) for one in made])
    real = np.argsort(panel.since, kind="stable")
    weights = weights_of(panel.since[real], panel.weight, asked).reshape(len(asked), -1)
    parts = []
    for first in range(0, len(tried.starts), AT_A_TIME):
        orders = np.argsort(tried.starts[first : first + AT_A_TIME], axis=1, kind="stable")
        parts.append(known[orders].reshape(len(orders), -1) @ weights.T)
    return np.concatenate(parts)


def without_effects(panel: Panel) -> Numbers:
    """Return the outcome with the effect taken out, as a line over the time since the start.

    Not each start's own mean in each period: that would take the treated's noise out too, and with it the yardstick.
    """
    reached = np.arange(len(panel.periods))[None, :] - panel.since[:, None]
    cells = comparable_cells(panel.since, panel.weight)
    longest = int(reached[cells].max(initial=-1))
    asked = [Asked(first=after, last=after) for after in range(longest + 1)]
    if not asked:
        return panel.outcome
    effects = (weights_of(panel.since, panel.weight, asked) * np.nan_to_num(panel.outcome)).sum(axis=(1, 2))
    counts = np.array([float((panel.weight * (cells & (reached == after))).sum()) for after in range(longest + 1)])
    line = np.stack([np.ones(longest + 1), np.arange(longest + 1.0)], axis=1)
    slope = np.linalg.lstsq(line * np.sqrt(counts)[:, None], effects * np.sqrt(counts), rcond=None)[0]
    return panel.outcome - np.where(panel.cells(), slope[0] + slope[1] * reached, 0.0)


def starts_of(panel: Panel) -> list[tuple[int, dt.date]]:
    """Return the places and days of the periods in which units start."""
    return [(place, panel.periods[place]) for place in sorted(set(panel.since[panel.treated()].tolist()))]
