"""Panels for tests, written as rows of numbers."""

import datetime as dt

import numpy as np

from counterfoil.estimation.effect.panel import Panel

NEVER = 99


def panel(*rows: list[float], since: list[int], weight: list[list[float]] | None = None) -> Panel:
    """Return units u0, u1, … over months from January 2025; NEVER for units without the measure."""
    outcome = np.array(rows, dtype=float)
    units, periods = outcome.shape
    days = tuple(dt.date(2025 + month // 12, month % 12 + 1, 1) for month in range(periods))
    cells = np.ones(outcome.shape) if weight is None else np.array(weight, dtype=float)
    starts = np.minimum(np.array(since), periods)
    return Panel(tuple(f"u{unit}" for unit in range(units)), days, outcome, cells, starts)


def drawn(*, units: int, periods: int, since: list[int], seed: int, effect: float = 0.0) -> Panel:
    """Return a panel of levels, shocks and independent noise, with an effect from each start on."""
    chance = np.random.default_rng(seed)
    outcome = (
        chance.normal(size=(units, 1)) * 3 + chance.normal(size=(1, periods)) + chance.normal(size=(units, periods))
    )
    made = panel(*outcome.tolist(), since=since)
    return made._replace(outcome=made.outcome + effect * made.cells())
