"""What does a scorecard tell of each measure and of each practice? The same for the page and for the terminal.

A mark is never invented: "beyond the limit" needs a limit that somebody wrote down (a ladder), "getting worse" a trend
whose interval leaves out 0. Without either the number stands for itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import polars as pl

from counterfoil.documents.scorecard_words import is_at_least, number, period, trend_words
from counterfoil.tables.scorecard_measure import MEASURED, NOT_MEASURABLE, TOO_FEW
from counterfoil.tables.scorecard_trend import NONE_TOLD, RISING, TOO_SHORT

BEYOND, WITHIN = "beyond the limit", "within the limit"
UNSURE = "beyond the limit, not surely"  # its interval lies on both sides: by a ladder that asks for more, no failure
WORSE, BETTER, STEADY, NUMBER = "getting worse", "getting better", "no trend told", "no trend yet"
VERDICTS: Final = (BEYOND, WORSE, UNSURE, STEADY, NUMBER, BETTER, WITHIN, TOO_FEW, NOT_MEASURABLE)
OFFICERS: Final = (BEYOND, WORSE)  # what somebody has to act on
_MEASURED: Final = len(OFFICERS)
_URGENCY: Final = {BEYOND: 0, WORSE: 1, TOO_FEW: _MEASURED + 1, NOT_MEASURABLE: _MEASURED + 2}
Row = Mapping[str, Any]


class Limit(NamedTuple):
    """A threshold that somebody wrote down: its value in the unit of the measure, and in which ladder.

    `by_sure_end`: what must lie beyond it is the better end of the interval, not the value alone.
    """

    threshold: float
    ladder: str
    by_sure_end: bool = False


class PracticeShown(NamedTuple):
    """One practice of a regime, as its file says it."""

    id: str
    title: str
    says: str
    source: str
    is_verified: bool
    measures: tuple[str, ...]
    not_measurable: tuple[str, ...]


class RegimeShown(NamedTuple):
    """One file of practices."""

    id: str
    title: str
    source: str
    practices: tuple[PracticeShown, ...]


class Told(NamedTuple):
    """One measure: its periods (ScorecardMeasure), its trend, and the row that stands for it."""

    name: str
    title: str
    says: str
    rows: tuple[Row, ...]
    trend: Row
    limit: Limit | None
    kind: str

    @property
    def standing(self) -> str:
        """The standing of the number that is shown."""
        return str(self.shown["standing"])

    @property
    def shown(self) -> Row:
        """The latest measured period; without one, the number over the whole time."""
        measured = [row for row in self.rows if row["standing"] == MEASURED]
        return measured[-1] if measured else self.trend

    @property
    def when(self) -> str:
        """Of which days the shown number is: `October 2026`, or `all days`."""
        return self._when(short=False)

    @property
    def when_short(self) -> str:
        """The same where there is little room: `Oct 2026`."""
        return self._when(short=True)

    def _when(self, *, short: bool) -> str:
        if "period_from" not in self.shown:
            return "all days"
        return period(self.shown["period_from"], self.shown["period_until"], short=short)

    @property
    def figure(self) -> str:
        """The shown number with its unit."""
        return number(self.shown["value"], self.shown["unit"], is_at_least=is_at_least(self.shown))

    @property
    def is_beyond(self) -> bool | None:
        """Whether the shown number lies beyond its limit; None where there is no limit or no measured number, and where
        the number is a lower bound that may still come to lie on the other side."""
        if self.limit is None or self.standing != MEASURED:
            return None
        value: float = self.shown["value"]
        above, below = value > self.limit.threshold, value < self.limit.threshold
        if is_at_least(self.shown) and not (above or value == self.limit.threshold):
            return None
        return above if self.trend["better"] == "less" else below

    @property
    def is_surely_beyond(self) -> bool:
        """Whether what the ladder asks for lies beyond the limit: the value, or the better end of its interval."""
        if not self.is_beyond or self.limit is None or not self.limit.by_sure_end:
            return bool(self.is_beyond)
        is_less = self.trend["better"] == "less"
        end: float | None = self.shown["low" if is_less else "high"]
        return end is not None and (end > self.limit.threshold if is_less else end < self.limit.threshold)

    @property
    def way(self) -> str:
        """Which way it goes: WORSE, BETTER or STEADY; empty where no trend can be looked for."""
        if self.trend["trend"] == TOO_SHORT:
            return ""
        if self.trend["trend"] == NONE_TOLD:
            return STEADY
        return BETTER if (self.trend["trend"] == RISING) == (self.trend["better"] == "more") else WORSE

    @property
    def verdict(self) -> str:
        """One of VERDICTS."""
        if self.standing != MEASURED:
            return self.standing
        if self.is_beyond is not None:
            return (BEYOND if self.is_surely_beyond else UNSURE) if self.is_beyond else WITHIN
        return self.way or NUMBER

    @property
    def trend_said(self) -> str:
        """The trend in words; empty where nothing was measured."""
        return "" if self.standing == NOT_MEASURABLE else trend_words(self.trend, self.kind)


class Line(NamedTuple):
    """One practice at a glance: the measure that stands for it, and how many others there are."""

    practice: PracticeShown
    told: tuple[Told, ...]

    @property
    def chief(self) -> Told | None:
        """The measure that a reader has to see first: what is to be acted on, then what has a number, then the others;
        of equals, the first in the file."""
        return min(self.told, key=lambda one: _URGENCY.get(one.verdict, _MEASURED), default=None)

    @property
    def others(self) -> tuple[Told, ...]:
        """The other measures of it that somebody has to act on."""
        return tuple(one for one in self.told if one.verdict in OFFICERS and one is not self.chief)

    @property
    def verdict(self) -> str:
        """That of the chief measure; without any, not measurable."""
        return self.chief.verdict if self.chief else NOT_MEASURABLE

    @property
    def measured(self) -> int:
        """How many of its measures have a number."""
        return sum(one.standing == MEASURED for one in self.told)


def told_of(
    measures: pl.DataFrame, trends: pl.DataFrame, *, says: Mapping[str, str], limits: Mapping[str, Limit], kind: str
) -> dict[str, Told]:
    """Return what is told of each measure, by name, in the order of the tables, each once."""
    found: dict[str, Told] = {}
    for trend in trends.unique("measure", keep="first", maintain_order=True).iter_rows(named=True):
        name, practice = trend["measure"], trend["practice"]
        rows = measures.filter(measure=name, practice=practice).sort("period_from").rows(named=True)
        found[name] = Told(name, title_of(name), says.get(name, ""), tuple(rows), trend, limits.get(name), kind)
    return found


def lines_of(regime: RegimeShown, told: Mapping[str, Told]) -> list[Line]:
    """Return a line for each practice of a regime."""
    return [Line(one, tuple(told[name] for name in one.measures)) for one in regime.practices]


def title_of(name: str) -> str:
    """Return the name of a measure as a heading: `Hours to takedown, median`."""
    for ending in ("median", "p90"):
        name = name.replace(f"-{ending}", f", {'nine of ten' if ending == 'p90' else ending}")
    return name.replace("-", " ").capitalize()


def summary(lines: Sequence[Line]) -> dict[str, int]:
    """Return how many practices have each verdict, those that there are, in their order."""
    return {verdict: many for verdict in VERDICTS if (many := sum(line.verdict == verdict for line in lines))}
