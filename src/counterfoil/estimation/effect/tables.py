"""What was found, as tables: effects by start and period, by time since the start, placebo tests, power, paths."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from counterfoil.estimation.effect.placebo import Placebo
from counterfoil.estimation.effect.power import Power
from counterfoil.estimation.effect.staggered import Found

ENDS: Final = {"effect": pl.Float64, "low": pl.Float64, "high": pl.Float64, "p_value": pl.Float64}
EFFECTS: Final = {"group": pl.Date, "period": pl.Date, **ENDS, "units": pl.Int64}
EVENTS: Final = {"after": pl.Int64, **ENDS, "units": pl.Int64}
PLACEBOS: Final = {"kind": pl.String, "name": pl.String, **ENDS}
POWERS: Final = {
    "periods_after": pl.Int64,
    "detectable": pl.Float64,
    "deviation": pl.Float64,
    "autocorrelation": pl.Float64,
    "units": pl.Int64,
    "treated": pl.Int64,
    "periods_before": pl.Int64,
    "smallest_p": pl.Float64,
}
PATHS: Final = {
    "group": pl.Date,
    "period": pl.Date,
    "observed": pl.Float64,
    "expected": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}


def finite(value: float) -> float | None:
    """Return a number, or None where there is none: an end that is not bounded, or nothing that can be told."""
    return float(value) if np.isfinite(value) else None


def effect_row(found: Found) -> dict[str, object]:
    """Return an effect as the columns effect, low, high, p_value and units."""
    return {
        "effect": found.estimate,
        "low": finite(found.low),
        "high": finite(found.high),
        "p_value": found.p_value,
        "units": found.units,
    }


def event_table(found: Sequence[tuple[int, Found]]) -> pl.DataFrame:
    """Return effects by how many periods after the start; below 0 the differences before it."""
    return pl.DataFrame([effect_row(one) | {"after": after} for after, one in found], schema=EVENTS)


def placebo_table(tests: Sequence[Placebo]) -> pl.DataFrame:
    """Return the tests; ends and p-value are empty where a kind has none."""
    rows = [
        {
            "kind": one.kind,
            "name": one.name,
            "effect": one.estimate,
            "low": finite(one.low),
            "high": finite(one.high),
            "p_value": finite(one.p_value),
        }
        for one in tests
    ]
    return pl.DataFrame(rows, schema=PLACEBOS)


def power_table(powers: Sequence[Power]) -> pl.DataFrame:
    """Return what can be told by how many periods with the measure; `detectable` is empty where nothing ever could."""
    rows = [
        {
            "periods_after": one.after,
            "detectable": finite(one.detectable),
            "deviation": finite(one.deviation),
            "autocorrelation": finite(one.autocorrelation),
            "units": one.units,
            "treated": one.treated,
            "periods_before": one.before,
            "smallest_p": one.smallest_p,
        }
        for one in powers
    ]
    return pl.DataFrame(rows, schema=POWERS)
