"""Where do the bars of “suspect offers by day” stand? Geometry for a template; its colours are the style sheet's."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple

from counterfoil.tables.decision import DECISIONS

STEP: Final = 20  # pixels from day to day
BAR: Final = 14
HIGH: Final = 120  # pixels of the highest bar
BELOW: Final = 20  # pixels for the days under the bars
LEFT: Final = 44  # pixels for the numbers beside them
SUSPECT: Final = DECISIONS[1:]
LABELLED: Final = 7  # every so many days one is named


class Piece(NamedTuple):
    """One part of a bar: a decision on a day."""

    x: int
    y: float
    height: float
    decision: str


class Bar(NamedTuple):
    """One day: its pieces, what is told of it, and its name where it is shown."""

    x: int
    pieces: list[Piece]
    day: dt.date
    suspect: int
    counts: dict[str, int]
    is_named: bool


class Chart(NamedTuple):
    """The bars, the number at the top of the axis, and the size in pixels."""

    bars: list[Bar]
    top: int
    width: int
    height: int
    left: int = LEFT
    base: int = HIGH
    bar: int = BAR


def day_chart(by_day: Mapping[dt.date, Mapping[str, int]]) -> Chart:
    """Return the chart of the suspect offers of some days in a row."""
    top = max([1, *(sum(counts.get(name, 0) for name in SUSPECT) for counts in by_day.values())])
    days = list(by_day)
    bars = [
        _bar(LEFT + number * STEP, day, by_day[day], top=top, is_named=(len(days) - 1 - number) % LABELLED == 0)
        for number, day in enumerate(days)
    ]
    return Chart(bars, top, LEFT + len(days) * STEP + BAR, HIGH + BELOW)


def _bar(x: int, day: dt.date, counts: Mapping[str, int], *, top: int, is_named: bool) -> Bar:
    pieces, base = [], float(HIGH)
    for decision in SUSPECT:
        height = HIGH * counts.get(decision, 0) / top
        if height:
            base -= height
            pieces.append(Piece(x, round(base, 2), round(height, 2), decision))
    told = {name: counts.get(name, 0) for name in DECISIONS}
    return Bar(x, pieces, day, sum(told[name] for name in SUSPECT), told, is_named)
