"""Draw a chart with one row to a label: bars with intervals, times from median to 90 %, dots with intervals.

On a wide page the label stands left of the row and the figures right of it; on a phone both stand above it.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import altair as alt
import polars as pl

from counterfoil.documents.charts.drawing import (
    BLUE,
    DAYS,
    HOURS,
    INK,
    PAPER,
    SHARE,
    SMALL,
    SOFT,
    TEXT,
    Panel,
    Size,
    axis_title,
    axis_words,
    finished,
    plain,
)

MOST: Final = 40  # rows that are drawn
BAR, DOT, SPAN = "bar", "dot", "span"  # from nought; a dot with its interval; from the median to the 90 % quantile
BOTTOM = 30  # pixels below the rows, for the axis
TICKS: Final = (0, 1, 6, 24, 3 * 24, 7 * 24, 30 * 24, 90 * 24, 365 * 24)  # hours: what people call them
_IN_HOURS = "datum.value == 0 ? '0' : datum.value < 24 ? datum.value + ' h' : datum.value / 24 + ' d'"
TICKS_IN_WORDS: Final = {HOURS: _IN_HOURS, DAYS: _IN_HOURS.replace("datum.value", "round(datum.value * 24)")}
WIDEST = 50  # of the largest to the smallest time, beyond which the axis goes by powers of ten


class Row(NamedTuple):
    """One row: its label, its figures in words, its value, and the ends of what is drawn about it."""

    label: str
    figures: str
    value: float | None
    low: float | None = None
    high: float | None = None


def row_chart(
    rows: list[Row], *, mark: str, unit: str, size: Size, heading: str = "", highest: float | None = None
) -> Panel:
    """Return the drawing of at most MOST rows in their order; `highest` is the end of a scale that panels share."""
    shown = rows[:MOST]
    table = _table(shown, size)
    top = size.row * len(shown)
    scale = _scale(shown, mark, unit, highest)
    layers = [
        _ground(table),
        *_marks(table, mark, _x(scale, unit, _ticks(shown, mark, unit)), size),
        *_words(table, size),
    ]
    svg = finished(
        alt.layer(*layers),
        width=size.plot,
        height=top,
        padding={"left": max(size.labels, 8), "right": max(size.figures, 10), "top": 4, "bottom": _bottom(unit)},
    )
    return Panel(heading, svg, len(rows) - len(shown))


def fitted(rows: Iterable[Row], size: Size) -> Size:
    """Return the size with columns that fit the words of all panels of a chart: so their bars can be compared."""
    shown = list(rows)
    return size.fitting((plain(row.label) for row in shown), (row.figures for row in shown))


def _bottom(unit: str) -> int:
    return BOTTOM + (18 if axis_title(unit) else 0)


def _table(rows: list[Row], size: Size) -> pl.DataFrame:
    bar = size.row / 2 + (6 if size.over else 0)  # the middle of the bar within its row
    return pl.DataFrame(
        {
            "label": [plain(row.label) for row in rows],
            "figures": [row.figures for row in rows],
            "value": [row.value for row in rows],
            "low": [row.low for row in rows],
            "high": [row.high for row in rows],
            "y": [place * size.row + bar for place in range(len(rows))],
            "words": [place * size.row + (12 if size.over else bar) for place in range(len(rows))],
            "zero": [0.0 for _ in rows],
        },
        schema_overrides={"value": pl.Float64, "low": pl.Float64, "high": pl.Float64},
    )


def _scale(rows: list[Row], mark: str, unit: str, highest: float | None) -> alt.Scale:
    """Return the scale: from nought, and a share of dots to the whole; times far apart go by powers of ten."""
    largest, far = _reach(rows, mark)
    if far:
        return alt.Scale(type="symlog", constant=largest / 1000, domain=[0, largest], nice=False)
    if mark == DOT and unit == SHARE:
        return alt.Scale(domain=[0, 1], nice=False)
    return alt.Scale(domain=[0, highest or largest], nice=mark != BAR or unit == SHARE, zero=True)


def _x(scale: alt.Scale, unit: str, ticks: list[float]) -> dict[str, Any]:
    told: dict[str, Any] = (
        {"values": ticks, "labelExpr": TICKS_IN_WORDS[unit]}
        if ticks
        else {
            "tickCount": 5,
            "labelExpr": axis_words(unit),
        }
    )
    title = None if ticks else axis_title(unit) or None
    return {"scale": scale, "axis": alt.Axis(title=title, orient="bottom", grid=True, labelOverlap=True, **told)}


def _ticks(rows: list[Row], mark: str, unit: str) -> list[float]:
    """Return where the axis of times that are far apart has its marks; none where the renderer chooses them."""
    largest, far = _reach(rows, mark)
    hours = {HOURS: 1.0, DAYS: 24.0}.get(unit)
    return [at / hours for at in TICKS if at / hours <= largest] if far and hours else []


def _reach(rows: list[Row], mark: str) -> tuple[float, bool]:
    """Return the largest end, and whether times lie too far apart for a plain scale."""
    ends = [one for row in rows for one in (row.value, row.low, row.high) if one is not None]
    largest = max(ends, default=1.0) or 1.0
    smallest = min((one for one in ends if one > 0), default=largest)
    return largest, mark == SPAN and largest / smallest > WIDEST


def _y(column: str = "y") -> alt.Y:
    return alt.Y(f"{column}:Q", scale=None, axis=None)


def _ground(table: pl.DataFrame) -> alt.Chart:
    """Return nothing to be seen, but the first layer: so the axis stands even where every value is empty."""
    chart: alt.Chart = alt.Chart(table).mark_rule(opacity=0, aria=False).encode(y=_y())
    return chart


def _marks(table: pl.DataFrame, mark: str, x: dict[str, Any], size: Size) -> list[alt.Chart]:
    thick = 12 if size.over else 15
    known = alt.Chart(table.filter(pl.col("value").is_not_null()))
    sure = alt.Chart(table.filter(pl.col("low").is_not_null(), pl.col("high").is_not_null()))
    if mark == SPAN:
        return [
            sure.mark_rule(stroke=BLUE, strokeWidth=5, opacity=0.55, aria=False).encode(
                x=alt.X("low:Q", **x), x2="high:Q", y=_y()
            ),
            sure.mark_tick(color=INK, thickness=2, size=14, aria=False).encode(x=alt.X("high:Q", **x), y=_y()),
            _dots(known, x, BLUE),
        ]
    if mark == DOT:
        return [*_intervals(sure, x), _dots(known, x, BLUE)]
    bars = known.mark_bar(height=thick, color=BLUE, aria=False).encode(x=alt.X("zero:Q", **x), x2="value:Q", y=_y())
    return [bars, *_intervals(sure, x, halo=True)]


def _dots(chart: alt.Chart, x: dict[str, Any], colour: str) -> alt.Chart:
    dots = chart.mark_point(filled=True, size=80, color=colour, stroke=PAPER, strokeWidth=1, opacity=1, aria=False)
    made: alt.Chart = dots.encode(x=alt.X("value:Q", **x), y=_y())
    return made


def _intervals(sure: alt.Chart, x: dict[str, Any], *, halo: bool = False) -> list[alt.Chart]:
    """Return the line from low to high, with its ends; over a bar it has a light rim, so that it is seen in both."""
    line = {"x": alt.X("low:Q", **x), "x2": "high:Q", "y": _y()}
    made = [sure.mark_rule(stroke=PAPER, strokeWidth=4, aria=False).encode(**line)] if halo else []
    made.append(sure.mark_rule(stroke=INK, strokeWidth=1.5, aria=False).encode(**line))
    for end in ("low", "high"):
        made.append(
            sure.mark_tick(color=INK, thickness=1.5, size=8, aria=False).encode(x=alt.X(f"{end}:Q", **x), y=_y())
        )
    return made


def _words(table: pl.DataFrame, size: Size) -> list[alt.Chart]:
    wide = not size.over
    text = alt.Chart(table)
    labels = text.mark_text(
        align="left", baseline="middle", fontSize=TEXT, color=INK, limit=size.labels - 14 if wide else 190, aria=False
    ).encode(y=_y("words"), x=alt.value(-size.labels), text="label:N")
    figures = text.mark_text(
        align="right",
        baseline="middle",
        fontSize=SMALL,
        color=INK if wide else SOFT,
        limit=size.figures - 8 if wide else 150,
        aria=False,
    ).encode(y=_y("words"), x=alt.value(size.plot + (size.figures - 2 if wide else 0)), text="figures:N")
    return [labels, figures]
