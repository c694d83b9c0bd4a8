"""What does one series tell: a unit alone, units that all have the measure at once, or these less others?"""

import datetime as dt

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.estimation.effect.panel import Panel
from counterfoil.estimation.effect.placebo import Placebo
from counterfoil.estimation.effect.power import power_of_series
from counterfoil.estimation.effect.series import (
    FEWEST_BEFORE,
    Series,
    expected,
    fitted,
    mean_change,
    placebos,
    series_of,
    sought,
    told,
)
from counterfoil.estimation.effect.settings import SERIES, Effect, Settings
from counterfoil.estimation.effect.staggered import starts_of
from counterfoil.estimation.effect.tables import EFFECTS, PATHS, effect_row, event_table, placebo_table
from counterfoil.estimation.effect.verdict import verdict


def effect_of_series(panel: Panel, settings: Settings) -> Effect:
    """Return what the series tells. Raises UserError for several dates, or too few periods before."""
    starts = starts_of(panel)
    if len(starts) > 1:
        raise UserError(
            "A series has one date of the measure, and these units have several.",
            cure="Leave the design to be picked, or give the units of one date and those without the measure.",
        )
    series = series_of(panel, change=settings.change, season=settings.season)
    columns = series.regressors()
    enough = len(series.places) > columns.shape[1] + 1 and np.linalg.matrix_rank(columns) == columns.shape[1]
    if series.before() < FEWEST_BEFORE or not enough:
        raise UserError(
            f"{series.before()} periods before the measure are known of all units; a series takes at least "
            f"{FEWEST_BEFORE}, and more periods than it has unknowns.",
            cure="Give earlier outcomes, or shorter periods.",
        )
    whole = fitted(series)
    power = power_of_series(series, series.places)
    after = series.places[series.places >= series.start] - series.start
    overall = told(mean_change(series, whole), len(after), int(panel.treated().sum()))
    tests = placebos(series)
    by_time = [(int(one), told(whole.of(sought(series, np.array([one]))), 1, overall.units)) for one in after]
    day = starts[0][1]
    gates = _worst(tests)
    return Effect(
        design=SERIES,
        overall=overall,
        verdict=verdict(overall, power, gates, matters=settings.matters),
        power=power,
        effects=pl.DataFrame(
            [effect_row(found) | {"group": day, "period": panel.periods[series.start + one]} for one, found in by_time],
            schema=EFFECTS,
        ),
        event_study=event_table(by_time),
        placebo=placebo_table(tests),
        paths=_path_of(panel, series, expected(series, whole), day),
        notes=_notes_of_series(panel, series),
    )


def _worst(tests: list[Placebo]) -> list[Placebo]:
    """Return the placebo that shows most, its p-value times the number of them (C. E. Bonferroni, 1936)."""
    if not tests:
        return []
    worst = min(tests, key=lambda one: one.p_value)
    return [worst._replace(p_value=min(1.0, worst.p_value * len(tests)))]


def _notes_of_series(panel: Panel, series: Series) -> tuple[str, ...]:
    missing = len(panel.periods) - len(series.places)
    told_of = [f"Left out, since a unit is missing in them: {missing} periods."] if missing else []
    untreated = int((~panel.treated()).sum())
    if untreated:
        told_of.append(f"The series is the mean of the treated less that of {untreated} untreated units.")
    elif len(panel.units) > 1:
        told_of.append(f"The series is the mean of {len(panel.units)} units; none is without the measure.")
    return (*panel.notes, *told_of)


def _path_of(panel: Panel, series: Series, without: tuple[np.ndarray, ...], day: dt.date) -> pl.DataFrame:
    middle, low, high = without
    return pl.DataFrame(
        {
            "group": [day] * len(series.places),
            "period": [panel.periods[int(place)] for place in series.places],
            "observed": series.values,
            "expected": middle,
            "low": low,
            "high": high,
        },
        schema=PATHS,
    )
