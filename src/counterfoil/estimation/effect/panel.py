"""Which outcomes can be compared at all? Rows of outcomes and dates become a table of units by periods."""

import datetime as dt
import itertools
import math
from typing import Final, NamedTuple

import numpy as np
import polars as pl

from counterfoil.errors import UserError
from counterfoil.estimation.effect.imputation import Flags, Numbers, Periods, treated_cells

SPARSEST: Final = 4  # times as many places as periods that are known: then the step is an accident


class Panel(NamedTuple):
    """Outcomes by unit and period, nan where nothing is known; `weight` 0 there.

    `since`: the place of the first period with the measure, `len(periods)` for units without it. `notes`: what was left
    out, and why.
    """

    units: tuple[str, ...]
    periods: tuple[dt.date, ...]
    outcome: Numbers
    weight: Numbers
    since: Periods
    notes: tuple[str, ...] = ()

    def treated(self) -> Flags:
        """Return which units have the measure at some time."""
        flags: Flags = self.since < len(self.periods)
        return flags

    def cells(self) -> Flags:
        """Return the cells, by unit and period, in which the measure is in force."""
        return treated_cells(self.since, len(self.periods))

    def is_balanced(self) -> bool:
        """Return whether every unit is known in every period, all with one weight."""
        return bool((self.weight == self.weight.flat[0]).all() and self.weight.flat[0] > 0)

    def of(self, units: Flags, periods: Flags, *notes: str) -> "Panel":
        """Return these units and periods alone; a start that then lies outside is moved to the nearest end."""
        places = np.concatenate([[0], np.cumsum(periods)])
        return Panel(
            tuple(name for name, kept in zip(self.units, units, strict=True) if kept),
            tuple(day for day, kept in zip(self.periods, periods, strict=True) if kept),
            self.outcome[np.ix_(units, periods)],
            self.weight[np.ix_(units, periods)],
            places[self.since[units]],
            (*self.notes, *notes),
        )


def panel_of(rows: pl.DataFrame, since: pl.DataFrame, *, after: int = 0) -> Panel:
    """Return the panel of outcomes (columns of Outcome) and dates (columns of Treated), then `after` empty ones.

    A period counts as with the measure where the measure came on its first day, or before the next period began.
    Raises UserError where a unit has two outcomes in a period, periods are not evenly spaced, or a unit is unknown.
    """
    cells = rows.select("unit", "period", _value().alias("value"), _weight().alias("weight"))
    twice = cells.filter(pl.struct("unit", "period").is_duplicated())
    if twice.height:
        raise UserError(
            f"{twice['unit'][0]} has several outcomes in the period of {twice['period'][0]}.",
            cure="Give one outcome for each unit and period; of a scorecard, name the measure with --measure.",
        )
    units = tuple(cells["unit"].unique().sort())
    unknown = sorted(set(since["unit"]) - set(units))
    if unknown:
        raise UserError(f"{unknown[0]} has a date, but no outcomes.", cure="Write the unit as the outcomes do.")
    periods = evenly_spaced(cells["period"].unique().sort().to_list(), after=after)
    outcome, weight = np.full((len(units), len(periods)), np.nan), np.zeros((len(units), len(periods)))
    unit = np.searchsorted(np.array(units), cells["unit"].to_numpy())
    place = np.searchsorted(np.array(periods, dtype="datetime64[D]"), cells["period"].to_numpy())
    outcome[unit, place], weight[unit, place] = cells["value"].to_numpy(), cells["weight"].to_numpy()
    starts = dict(since.select("unit", "since").iter_rows())
    begun = [_first(periods, starts[unit]) if unit in starts else len(periods) for unit in units]
    return Panel(units, periods, outcome, weight, np.array(begun, dtype=np.int64))


def _value() -> pl.Expr:
    return pl.coalesce("value", pl.col("numerator") / pl.col("denominator"))


def _weight() -> pl.Expr:
    """Without a weight for each row none is used: a mix of weights and ones would mean nothing."""
    given = pl.coalesce("weight", pl.when(pl.col("denominator") > 0).then("denominator"))
    return pl.when(given.is_null().any()).then(1.0).otherwise(given)


def _first(periods: tuple[dt.date, ...], since: dt.date) -> int:
    """Return the place of the period that a day lies in, `len(periods)` for a day after all of them."""
    later = [place for place, begins in enumerate(periods) if begins > since]
    if later:
        return max(later[0] - 1, 0)
    step = _step(list(periods))
    return len(periods) - 1 if since < step_on(periods[-1], step) else len(periods)


def evenly_spaced(known: list[dt.date], *, after: int = 0) -> tuple[dt.date, ...]:
    """Return all periods from the first to the last known and `after` more, by the smallest step between them: months,
    or days. Raises UserError where the known ones do not lie on these steps, or there are fewer than three."""
    if len(known) < 3:
        raise UserError("There are fewer than three periods.", cure="Give outcomes of more periods.")
    step = _step(known)
    if _places(known[0], known[-1], step) > SPARSEST * len(known):
        raise UserError(
            "The periods are not evenly spaced.", cure="Give the first day of each period, all equally long."
        )
    made = [known[0]]
    while made[-1] < known[-1]:
        made.append(step_on(made[-1], step))
    strays = sorted(set(known) - set(made))
    if strays:
        raise UserError(
            f"The period of {strays[0]} does not fit the others, which begin every {_step_in_words(step)}.",
            cure="Give the first day of each period, all equally long.",
        )
    for _ in range(after):
        made.append(step_on(made[-1], step))
    return tuple(made)


def _step(known: list[dt.date]) -> tuple[int, int]:
    """Return the step as (months, days), one of them 0."""
    if len({day.day for day in known}) == 1 and known[0].day <= 28:  # which every month has
        months = [12 * day.year + day.month for day in known]
        return math.gcd(*(later - earlier for earlier, later in itertools.pairwise(months))), 0
    return 0, math.gcd(*((later - earlier).days for earlier, later in itertools.pairwise(known)))


def _places(first: dt.date, last: dt.date, step: tuple[int, int]) -> int:
    return (last - first).days // (28 * step[0] + step[1]) + 1


def step_on(day: dt.date, step: tuple[int, int]) -> dt.date:
    """Return the first day of the next period."""
    if not step[0]:
        return day + dt.timedelta(days=step[1])
    months = 12 * day.year + day.month - 1 + step[0]
    return day.replace(year=months // 12, month=months % 12 + 1)


def _step_in_words(step: tuple[int, int]) -> str:
    return f"{step[0]} months" if step[0] else f"{step[1]} days"


def comparable(panel: Panel) -> Panel:
    """Return the panel without what nothing can be compared with: units that had the measure all along, and periods in
    which every unit has it; each is told in the notes."""
    before: Flags = np.any((panel.weight > 0) & ~panel.cells(), axis=1)
    left_out = [name for name, kept in zip(panel.units, before, strict=True) if not kept]
    told = [f"Left out, since nothing is known of them before the measure: {', '.join(left_out)}."] if left_out else []
    kept = panel.of(before, np.ones(len(panel.periods), dtype=bool), *told)
    if not kept.units:
        return kept
    without: Flags = np.any((kept.weight > 0) & ~kept.cells(), axis=0)
    lost = [day for day, is_kept in zip(kept.periods, without, strict=True) if not is_kept]
    with_outcome: Flags = np.any(kept.weight > 0, axis=0)
    all_have = [day for day in lost if with_outcome[kept.periods.index(day)]]
    more = [f"Left out, since every unit then has the measure: {_span(all_have)}."] if all_have else []
    return kept.of(np.ones(len(kept.units), dtype=bool), without, *more)


def _span(days: list[dt.date]) -> str:
    return f"the period of {days[0]}" if len(days) == 1 else f"{len(days)} periods from {days[0]} to {days[-1]}"
