"""How often is an effect found where there is none, and how often is one of a known size found? Ours beside others.

`figures()` plays each design of `effect_worlds` and returns rows for results.json. The peers: two-way fixed effects
with one treatment dummy and errors clustered by unit, and segmented regression with plain, Newey-West and plugged-in
AR(1) errors.
"""

import dataclasses
import datetime as dt
import os
from collections.abc import Callable, Iterator
from typing import Any, Final

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices: threads cost more than they give

import numpy as np
from effect_peers import PEERS_OF_PANELS, PEERS_OF_SERIES
from effect_worlds import (
    NO_EFFECT,
    NOT_PARALLEL,
    ONE_UNIT,
    ONE_UNIT_WITH_EFFECT,
    WITH_EFFECT,
    Design,
    World,
    true_effect,
    world,
)

from counterfoil.estimation.effect.estimate import planned
from counterfoil.estimation.effect.panel import Panel, comparable
from counterfoil.estimation.effect.placebo import leads, trend_before, unequal_spread
from counterfoil.estimation.effect.power import power_of_panel
from counterfoil.estimation.effect.reassignment import LEVEL, Assignments, assignments
from counterfoil.estimation.effect.series import CHANGES, fitted, mean_change, series_of
from counterfoil.estimation.effect.settings import Settings
from counterfoil.estimation.effect.staggered import OVERALL, Found, found_effects
from counterfoil.estimation.effect.verdict import EFFECT, verdict

COMMAND: Final = "python benchmarks/estimation/run.py effect"
WORLDS: Final = 2_000
FEWER: Final = 500  # where an effect is there: the target is one of no effect
ASSIGNMENTS: Final = 400
FIRST_SEED: Final = 2_000_000  # worlds that nothing was chosen by: those were of seeds below 1,006,000
TARGET: Final = "<= 6"  # percent of worlds without an effect
HELD: Final = ">= 93"  # percent of intervals that hold the truth
DEVIATIONS: Final = "deviations of the noise"
Row = dict[str, Any]


def panel_of_world(one: World) -> Panel:
    """Return a world as the engine takes it."""
    units, periods = one.outcome.shape
    days = tuple(dt.date(2000, 1, 1) + dt.timedelta(days=7 * place) for place in range(periods))
    return Panel(
        tuple(f"u{unit:03}" for unit in range(units)), days, one.outcome, np.ones(one.outcome.shape), one.since
    )


def staggered(design: Design, worlds: int, *, with_power: bool = False) -> Row:
    """Return what is found in the worlds of a design with several units, in shares of the worlds."""
    told = []
    for seed in range(FIRST_SEED, FIRST_SEED + worlds):
        one = world(design, seed=seed)
        panel = comparable(panel_of_world(one))
        tried = assignments(panel.since, most=ASSIGNMENTS, seed=seed)
        found = found_effects(panel, [OVERALL], tried)[0]
        is_found = found.p_value <= LEVEL
        truth = true_effect(one)
        told.append(
            {
                "found": is_found,
                "covered": found.low <= truth <= found.high,
                "bias": found.estimate - truth,
                "said": is_found and _said(panel, found, tried) == EFFECT,  # without a find, it never is
                "detectable": power_of_panel(panel, tried).detectable if with_power else np.nan,
                **{f"peer {name}": peer(one) for name, peer in PEERS_OF_PANELS.items()},
            }
        )
    return summed(told, truth=true_effect(world(design, seed=FIRST_SEED)))


def _said(panel: Panel, found: Found, tried: Assignments) -> str:
    tests = (leads(panel, tried)[1], trend_before(panel, tried), unequal_spread(panel, tried))
    return verdict(found, power_of_panel(panel, tried), [test for test in tests if test], matters=None).word


def series(design: Design, worlds: int, *, change: str, with_power: bool = False) -> Row:
    """Return what is found in the worlds of a design with one unit."""
    told = []
    for seed in range(FIRST_SEED, FIRST_SEED + worlds):
        one = world(design, seed=seed)
        panel = panel_of_world(one)
        made = series_of(panel, change=change)
        known = mean_change(made, fitted(made))
        truth = true_effect(one)
        share = known.below(truth)
        after = len(panel.periods) - made.start
        told.append(
            {
                "found": known.p_value() <= LEVEL,
                "covered": LEVEL / 2 <= share <= 1 - LEVEL / 2,  # the same as between the ends, and quicker
                "bias": known.estimate() - truth,
                "detectable": planned(panel, Settings(change=change), [after])[0].detectable if with_power else np.nan,
                **{f"peer {name}": (peer(made), 0.0) for name, peer in PEERS_OF_SERIES.items()},
            }
        )
    return summed(told, truth=true_effect(world(design, seed=FIRST_SEED)))


def summed(told: list[Row], *, truth: float) -> Row:
    """Return shares and means over worlds; of peers the share found, and the mean estimate less the truth."""
    result: Row = {"truth": truth, "worlds": len(told)}
    for name in told[0]:
        if name.startswith("peer "):
            result[name] = float(np.mean([one[name][0] for one in told]))
            result[f"{name} bias"] = float(np.mean([one[name][1] for one in told])) - truth
        elif name == "detectable":
            result[name] = float(np.median([one[name] for one in told]))
        else:
            result[name] = float(np.mean([one[name] for one in told]))
    return result


def at_the_detectable(design: Design, worlds: int, found: Row, play: Callable[[Design, int], Row]) -> float:
    """Return how often an effect of the size that was stated before (its median) is found: .8 is what it says."""
    return float(play(dataclasses.replace(design, effect=found["detectable"], growth=0.0), worlds)["found"])


def figures(worlds: int = WORLDS, fewer: int = FEWER) -> list[Row]:
    """Return the rows for results.json: name, value, unit, target, command, data."""
    return list(_rows(worlds, fewer))


def _rows(worlds: int, fewer: int) -> Iterator[Row]:
    yield from _panels_without(worlds)
    yield from _panels_with(fewer)
    yield from _series_without(worlds)
    yield from _series_with(fewer)


def _panels_without(worlds: int) -> Iterator[Row]:
    rates = []
    for design in NO_EFFECT:
        found, name = staggered(design, worlds), f"staggered, no effect, {design.name}"
        rates.append(100 * found["found"])
        yield row(f"{name}: effect found", rates[-1], worlds, target=TARGET, peers=_found_by(found))
        yield row(f"{name}: verdict effect", 100 * found["said"], worlds)
    yield row("staggered, no effect: most often found in a design", max(rates), worlds, target=TARGET)
    yield row("staggered, no effect: found, mean over designs", float(np.mean(rates)), worlds, target=TARGET)


def _panels_with(worlds: int) -> Iterator[Row]:
    for design in WITH_EFFECT:
        found, name = staggered(design, worlds, with_power=True), f"staggered, {design.name}"
        biases = {peer: round(found[f"peer {peer} bias"], 3) for peer in PEERS_OF_PANELS}
        yield row(f"{name}: effect found", 100 * found["found"], worlds, peers=_found_by(found))
        yield row(f"{name}: verdict effect", 100 * found["said"], worlds)
        yield row(f"{name}: interval holds the truth", 100 * found["covered"], worlds, target=HELD)
        of_truth = f"{name}: bias against a mean effect of {found['truth']:.2f}"
        yield row(of_truth, found["bias"], worlds, unit=DEVIATIONS, peers=biases)
        yield _stated(name, found, at_the_detectable(design, worlds, found, staggered), worlds)
    for design in NOT_PARALLEL:
        found, name = staggered(design, worlds), f"staggered, {design.name}"
        yield row(
            f"{name}: effect found, but for the placebo tests", 100 * found["found"], worlds, peers=_found_by(found)
        )
        yield row(f"{name}: verdict effect", 100 * found["said"], worlds)


def _series_without(worlds: int) -> Iterator[Row]:
    rates = []
    for change in CHANGES:
        for design in ONE_UNIT:
            found, name = series(design, worlds, change=change), f"series ({change}), no effect, {design.name}"
            rates.append(100 * found["found"])
            yield row(f"{name}: effect found", rates[-1], worlds, target=TARGET, peers=_found_by(found))
    yield row("series, no effect: most often found in a design", max(rates), worlds, target=TARGET)
    yield row("series, no effect: found, mean over designs", float(np.mean(rates)), worlds, target=TARGET)


def _series_with(worlds: int) -> Iterator[Row]:
    def of_level(design: Design, count: int) -> Row:
        return series(design, count, change=CHANGES[0])

    for design in ONE_UNIT_WITH_EFFECT:
        found, name = series(design, worlds, change=CHANGES[0], with_power=True), f"series, {design.name}"
        yield row(f"{name}: effect found", 100 * found["found"], worlds, peers=_found_by(found))
        yield row(f"{name}: interval holds the truth", 100 * found["covered"], worlds, target=HELD)
        yield _stated(name, found, at_the_detectable(design, worlds, found, of_level), worlds)


def _found_by(found: Row) -> dict[str, float]:
    """Return how often each peer finds an effect, in percent."""
    names = [name for name in found if name.startswith("peer ") and not name.endswith(" bias")]
    return {name.removeprefix("peer "): round(100 * found[name], 1) for name in names}


def _stated(name: str, found: Row, power: float, worlds: int) -> Row:
    size = f"{found['detectable']:.2f}"
    return row(f"{name}: found of the smallest effect stated before ({size})", 100 * power, worlds, target="about 80")


def row(
    name: str,
    value: float,
    worlds: int,
    *,
    unit: str = "%",
    target: str | None = None,
    peers: dict[str, float] | None = None,
) -> Row:
    """Return one figure: name, value, unit, target, peers, data and command."""
    return {
        "name": name,
        "value": round(value, 3 if unit == DEVIATIONS else 1),
        "unit": unit,
        "target": target,
        "peers": peers or {},
        "data": f"simulated: {worlds:,} worlds of effect_worlds.py, seeds from {FIRST_SEED:,} on",
        "command": COMMAND,
    }
