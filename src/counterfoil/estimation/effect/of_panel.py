"""What do several units tell, of which some have the measure later than others, or never?"""

import datetime as dt

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.estimation.effect.panel import Panel, comparable
from counterfoil.estimation.effect.placebo import leads, of_single_units, trend_before, unequal_spread
from counterfoil.estimation.effect.power import power_of_panel
from counterfoil.estimation.effect.reassignment import assignments
from counterfoil.estimation.effect.settings import STAGGERED, Effect, Settings
from counterfoil.estimation.effect.staggered import OVERALL, Asked, Found, found_effects, starts_of, weights_of
from counterfoil.estimation.effect.tables import EFFECTS, PATHS, effect_row, event_table, finite, placebo_table
from counterfoil.estimation.effect.verdict import verdict


def effect_of_panel(panel: Panel, settings: Settings) -> Effect:
    """Return what the panel tells. Raises UserError where no treated unit can be compared."""
    kept = comparable(panel)
    if not kept.units or not kept.treated().any() or not weights_of(kept.since, kept.weight, [OVERALL]).any():
        raise UserError(
            "No treated unit can be compared: all units have the measure at once, or nothing is known of the time "
            "before.",
            cure="Give outcomes from before the measure, of units without it too; or ask with --design series.",
        )
    tried = assignments(kept.since, most=settings.assignments, seed=settings.seed)
    power = power_of_panel(kept, tried)
    asked = _asked(kept)
    overall, *rest = found_effects(kept, [OVERALL, *(one for _, one in asked)], tried)
    before, placebo = leads(kept, tried)
    tests = [one for one in (placebo, trend_before(kept, tried), unequal_spread(kept, tried)) if one]
    by_cell = [(one, found) for (kind, one), found in zip(asked, rest, strict=True) if kind == "cell" and found.units]
    by_time = [
        (one.first, found) for (kind, one), found in zip(asked, rest, strict=True) if kind == "time" and found.units
    ]
    return Effect(
        design=STAGGERED,
        overall=overall,
        verdict=verdict(overall, power, tests, matters=settings.matters),
        power=power,
        effects=_cells_table(kept, by_cell),
        event_study=event_table([*before, *by_time]),
        placebo=placebo_table([*tests, *of_single_units(kept)]),
        paths=_paths(kept, by_cell),
        possible=tried.possible,
        tried=len(tried.starts),
        notes=kept.notes,
    )


def _asked(panel: Panel) -> list[tuple[str, Asked]]:
    last = len(panel.periods)
    starts = [place for place, _ in starts_of(panel)]
    cells = [("cell", Asked(start=start, period=place)) for start in starts for place in range(start, last)]
    return cells + [("time", Asked(first=after, last=after)) for after in range(last - min(starts))]


def _cells_table(panel: Panel, found: list[tuple[Asked, Found]]) -> pl.DataFrame:
    rows = [
        effect_row(one) | {"group": panel.periods[asked.start or 0], "period": panel.periods[asked.period or 0]}
        for asked, one in found
    ]
    return pl.DataFrame(rows, schema=EFFECTS)


def _paths(panel: Panel, found: list[tuple[Asked, Found]]) -> pl.DataFrame:
    """Return, by start and period, the mean outcome of its units; with the measure also what was to be expected. Group
    is empty for the untreated."""
    effects = {(one.start, one.period): told_of for one, told_of in found}
    rows = []
    groups: list[tuple[int, dt.date | None]] = [*starts_of(panel)]
    if (~panel.treated()).any():
        groups.append((len(panel.periods), None))
    for start, day in groups:
        for place, period in enumerate(panel.periods):
            cells = panel.since == start
            weight = panel.weight[cells, place]
            if not weight.sum():
                continue
            observed = float(np.average(np.nan_to_num(panel.outcome[cells, place]), weights=weight))
            known = effects.get((start, place))
            ends = (observed - known.high, observed - known.estimate, observed - known.low) if known else (None,) * 3
            low, middle, high = (finite(one) if one is not None else None for one in ends)
            rows.append(
                {"group": day, "period": period, "observed": observed, "expected": middle, "low": low, "high": high}
            )
    return pl.DataFrame(rows, schema=PATHS)
