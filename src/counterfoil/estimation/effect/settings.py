"""How is it asked whether a measure changed anything, and what is the answer made of?"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from counterfoil.estimation.effect.power import Power
from counterfoil.estimation.effect.series import LEVEL
from counterfoil.estimation.effect.staggered import Found
from counterfoil.estimation.effect.verdict import Verdict

STAGGERED, SERIES = "staggered", "series"
DESIGNS: Final = (STAGGERED, SERIES)
TRIED: Final = 2_000  # assignments of the dates


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`design`: None picks it; `matters`: the smallest effect that would matter; `change` and `season` as in `series`;
    so many `assignments` of the dates are tried, drawn with `seed` where there are more."""

    design: str | None = None
    matters: float | None = None
    change: str = LEVEL
    season: int = 0
    assignments: int = TRIED
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What was found; the tables are those of `tables`. `possible`: how many ways there are to give the dates to the
    units, `tried`: how many of them were (0 for a series)."""

    design: str
    overall: Found
    verdict: Verdict
    power: Power
    effects: pl.DataFrame
    event_study: pl.DataFrame
    placebo: pl.DataFrame
    paths: pl.DataFrame
    possible: int = 0
    tried: int = 0
    notes: tuple[str, ...] = ()
