"""Did a measure change anything, and what could be told before it was looked? Everything that is told of one panel."""

from collections.abc import Sequence

import numpy as np

from counterfoil.errors import UserError
from counterfoil.estimation.effect.of_panel import effect_of_panel
from counterfoil.estimation.effect.of_series import effect_of_series
from counterfoil.estimation.effect.panel import Panel, comparable
from counterfoil.estimation.effect.power import Power, power_of_panel, power_of_series
from counterfoil.estimation.effect.reassignment import assignments
from counterfoil.estimation.effect.series import series_of
from counterfoil.estimation.effect.settings import SERIES, STAGGERED, Effect, Settings


def effect(panel: Panel, settings: Settings) -> Effect:
    """Return what the panel tells of the measure. Raises UserError where no unit, or no time, is there to compare."""
    _refuse_without_measure(panel)
    design = settings.design or design_of(panel)
    return effect_of_series(panel, settings) if design == SERIES else effect_of_panel(panel, settings)


def design_of(panel: Panel) -> str:
    """Return which design fits: a series where there is one unit, or all units have the measure from one day on."""
    return SERIES if len(set(panel.since.tolist())) == 1 else STAGGERED


def planned(panel: Panel, settings: Settings, afters: Sequence[int]) -> list[Power]:
    """Return what could be told after so many periods with the measure, counted from the first date.

    `panel` has as many empty periods at its end as the largest of `afters` needs. No outcome from the first date on is
    used. Raises UserError where no unit has a date within the periods.
    """
    _refuse_without_measure(panel)
    first = int(panel.since.min())
    heaviest = panel.weight.max(axis=1, keepdims=True)
    places = np.arange(len(panel.periods))
    filled = panel._replace(weight=np.where((places >= first)[None, :], heaviest, panel.weight))
    told = []
    for after in afters:
        cut = filled.of(np.ones(len(panel.units), dtype=bool), places < first + after)
        if (settings.design or design_of(panel)) == SERIES:
            series = series_of(panel, change=settings.change, season=settings.season)
            told.append(power_of_series(series, places[places < first + after].astype(float)))
        else:
            kept = comparable(cut)
            tried = assignments(kept.since, most=settings.assignments, seed=settings.seed)
            told.append(power_of_panel(kept, tried))
    return told


def _refuse_without_measure(panel: Panel) -> None:
    if not panel.treated().any():
        raise UserError(
            "No unit has the measure within the periods.",
            cure="Give a date within them, or ask with --plan what could be told.",
        )
