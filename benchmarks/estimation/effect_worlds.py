"""Invented worlds in which a measure changed nothing, or changed outcomes by a known amount. Written before any method.

An outcome is level of the unit + shock of the period + trend of the unit + noise (AR(1), marginal deviation 1, times
the unit's own scale) + effect from the unit's start on. Which unit starts when is drawn anew in each world, except
where a design says that the treated differ. Nothing here knows how an effect is estimated.
"""

import dataclasses
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
LEVEL, LEVELS = 10.0, 2.0  # mean and deviation of the units' levels


@dataclasses.dataclass(frozen=True)
class Design:
    """`starts`: (period, how many units start in it); the other units never start.

    `effect` is the change on the first day, in deviations of the noise, `growth` what each later period adds.
    `shocks`: deviation of the common shocks, themselves a random walk. `trends`: deviation of the units' slopes.
    `scales`: deviation of the logarithm of the units' noise. `drift`: slope of the treated alone, from the first
    period on, which no method can tell from an effect. `noisier`: scale of the treated alone.
    """

    name: str
    units: int
    periods: int
    starts: tuple[tuple[int, int], ...]
    effect: float = 0.0
    growth: float = 0.0
    autocorrelation: float = 0.0
    shocks: float = 0.0
    trends: float = 0.0
    scales: float = 0.0
    drift: float = 0.0
    noisier: float = 1.0


class World(NamedTuple):
    """`outcome` and `effect` by unit and period; `since`: the first treated period of a unit, `periods` if none."""

    outcome: Numbers
    effect: Numbers
    since: npt.NDArray[np.int64]


STAGGERED: Final = ((8, 2), (11, 2), (14, 2))
NO_EFFECT: Final = (
    Design("6 units, three dates", 6, 18, ((8, 1), (11, 1), (14, 1))),
    Design("6 units, three dates, AR .6", 6, 18, ((8, 1), (11, 1), (14, 1)), autocorrelation=0.6),
    Design("8 units, one date, AR .6", 8, 12, ((6, 4),), autocorrelation=0.6, shocks=1.0),
    Design("12 units, AR .8, shocks", 12, 20, STAGGERED, autocorrelation=0.8, shocks=1.0),
    Design("12 units, AR .6, trends", 12, 20, STAGGERED, autocorrelation=0.6, shocks=1.0, trends=0.1),
    Design("20 units, unequal noise", 20, 20, STAGGERED, autocorrelation=0.6, shocks=1.0, scales=0.7),
    Design("60 units, AR .6", 60, 20, ((8, 10), (11, 10), (14, 10)), autocorrelation=0.6, shocks=1.0),
)
WITH_EFFECT: Final = (
    Design("12 units, effect 1", 12, 20, STAGGERED, effect=1.0, autocorrelation=0.4, shocks=1.0),
    Design("20 units, effect 1", 20, 20, ((8, 3), (11, 3), (14, 4)), effect=1.0, autocorrelation=0.4, shocks=1.0),
    Design("20 units, effect grows", 20, 20, ((6, 7), (13, 7)), growth=0.2, autocorrelation=0.4, shocks=1.0),
    Design("60 units, effect .5", 60, 20, ((8, 10), (11, 10), (14, 10)), effect=0.5, autocorrelation=0.4, shocks=1.0),
)
NOT_PARALLEL: Final = (
    Design("20 units, the treated drift", 20, 20, ((8, 3), (11, 3), (14, 4)), autocorrelation=0.4, drift=0.15),
    Design("12 units, the treated noisier", 12, 20, ((10, 3),), autocorrelation=0.4, shocks=1.0, noisier=3.0),
)
ONE_UNIT: Final = tuple(
    Design(
        f"{before} + {after} periods, AR {rho:g}", 1, before + after, ((before, 1),), autocorrelation=rho, trends=0.1
    )
    for before, after in ((12, 6), (24, 12), (48, 24))
    for rho in (0.0, 0.3, 0.6, 0.8)
)
ONE_UNIT_WITH_EFFECT: Final = tuple(
    dataclasses.replace(one, name=f"{one.name}, effect 2", effect=2.0)
    for one in ONE_UNIT
    if one.autocorrelation in (0.0, 0.3, 0.6)
)


def world(design: Design, *, seed: int) -> World:
    """Return one world of a design: the same seed, the same world."""
    chance = np.random.default_rng(seed)
    shape = (design.units, design.periods)
    since = np.full(design.units, design.periods)
    order, taken = chance.permutation(design.units), 0
    for period, units in design.starts:
        since[order[taken : taken + units]] = period
        taken += units
    treated = since < design.periods
    time = np.arange(design.periods)
    levels = chance.normal(LEVEL, LEVELS, (design.units, 1))
    shocks = np.cumsum(chance.normal(0, design.shocks, (1, design.periods)), axis=1)
    slopes = chance.normal(0, design.trends, (design.units, 1)) + design.drift * treated[:, None]
    scale = np.exp(chance.normal(0, design.scales, (design.units, 1))) * np.where(treated, design.noisier, 1)[:, None]
    noise = scale * _autocorrelated(chance, shape, design.autocorrelation)
    after = time[None, :] - since[:, None]
    effect = np.where(after >= 0, design.effect + design.growth * after, 0.0)
    return World(levels + shocks + slopes * time + noise + effect, effect, since)


def true_effect(one: World) -> float:
    """Return the mean effect over the treated cells that can be compared: in periods in which some unit is untreated.

    Of a single unit, over all its treated periods.
    """
    periods = np.arange(one.outcome.shape[1])
    treated = periods[None, :] >= one.since[:, None]
    comparable = treated if one.outcome.shape[0] == 1 else treated & ~treated.all(axis=0)[None, :]
    return float(one.effect[comparable].mean())


def _autocorrelated(chance: np.random.Generator, shape: tuple[int, int], rho: float) -> Numbers:
    """Return AR(1) series of marginal deviation 1, stationary from the first period on."""
    noise = chance.normal(size=shape)
    noise[:, 1:] *= np.sqrt(1 - rho**2)
    for period in range(1, shape[1]):
        noise[:, period] += rho * noise[:, period - 1]
    return noise
