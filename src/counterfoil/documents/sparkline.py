"""How did a number go, period by period? A line the size of a few words, as SVG: the band is the 95 % interval.

A dot is a measured period, a ring one with too few cases, a gap one without a number. The lower edge is 0. A single
number has no line: it lies on a scale from 0 instead. Ink is
`currentColor`, so that it takes the colour of the page, light or dark; print needs no colour to read it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from counterfoil.documents.scorecard_words import interval, number, period
from counterfoil.tables.scorecard_measure import MEASURED, SHARE

WIDTH, HEIGHT, MARGIN = 168, 40, 5
RADIUS: Final = 2.6
ROOM: Final = 1.4  # times the highest number; a band that reaches further is cut, or the line would lie flat
Row = Mapping[str, Any]
_LIMIT: Final = Markup(
    '<line class="limit" x1="0" x2="{0}" y1="{1:.1f}" y2="{1:.1f}" stroke="currentColor" stroke-dasharray="3 3"/>'
)
_SCALE: Final = Markup('<line x1="{0}" x2="{1}" y1="{2}" y2="{2}" stroke="currentColor" opacity=".4"/>')
_UPRIGHT: Final = Markup(
    '<line class="limit" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}" stroke="currentColor" stroke-dasharray="3 3"/>'
)
_BAND: Final = Markup('<polygon points="{}" fill="currentColor" opacity=".16"/>')
_LINE: Final = Markup('<polyline points="{}" fill="none" stroke="currentColor" stroke-width="1.5"/>')
_DOT: Final = Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{}" fill="{}" stroke="currentColor"/>')


def sparkline(rows: Sequence[Row], *, limit: float | None = None) -> Markup:
    """Return the drawing of the rows of one measure (ScorecardMeasure), in the order of their periods.

    `limit` is a threshold in the unit of the measure, drawn as a dashed line.
    """
    known = [row for row in rows if row["value"] is not None]
    if not known:
        return Markup("")
    if len(known) == 1:
        return _framed(_lying(known[0], limit), known)
    top = max(ROOM * max(row["value"] for row in known), limit or 0) or max(row["high"] or 1 for row in known)
    step = (WIDTH - 2 * MARGIN) / max(1, len(rows) - 1)

    def at(place: int, value: float) -> tuple[float, float]:
        return MARGIN + place * step, HEIGHT - MARGIN - value / top * (HEIGHT - 2 * MARGIN)

    parts = [_band(run, at, top) for run in _runs(rows)] + [_line(run, at) for run in _runs(rows)]
    parts += [_dot(row, *at(place, row["value"])) for place, row in enumerate(rows) if row["value"] is not None]
    if limit is not None:
        height = at(0, limit)[1]
        parts.append(_LIMIT.format(WIDTH, height))
    return _framed(parts, known)


def _framed(parts: Sequence[Markup], known: Sequence[Row]) -> Markup:
    head = Markup('<svg class="spark" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">')
    return head.format(WIDTH, HEIGHT, _said(known)) + Markup("").join([*parts, Markup("</svg>")])


def _lying(row: Row, limit: float | None) -> list[Markup]:
    """Return a single number on a scale from 0, which of a share ends at 1: its interval as a bar, itself as a dot."""
    value, low, high = row["value"], row["low"] or 0, row["high"]
    end = 1.0 if row["unit"] == SHARE else max(ROOM * value, high or 0, limit or 0) or 1.0
    middle, half = HEIGHT / 2, 4

    def at(number: float) -> float:
        return MARGIN + min(number, end) / end * (WIDTH - 2 * MARGIN)

    first, last = at(low), at(end if high is None else high)
    corners = ((first, middle - half), (last, middle - half), (last, middle + half), (first, middle + half))
    parts = [
        _SCALE.format(MARGIN, WIDTH - MARGIN, middle),
        _BAND.format(" ".join(f"{x:.1f},{y:.1f}" for x, y in corners)),
        _dot(row, at(value), middle),
    ]
    return parts if limit is None else [*parts, _UPRIGHT.format(at(limit), middle - 2 * half, middle + 2 * half)]


def _runs(rows: Sequence[Row]) -> list[list[tuple[int, Row]]]:
    """Return the stretches of periods with a number, each with its place."""
    runs: list[list[tuple[int, Row]]] = [[]]
    for place, row in enumerate(rows):
        if row["value"] is None:
            runs.append([])
        else:
            runs[-1].append((place, row))
    return [run for run in runs if run]


def _band(run: Sequence[tuple[int, Row]], at: Any, top: float) -> Markup:
    upper = [at(place, top if row["high"] is None else min(row["high"], top)) for place, row in run]
    lower = [at(place, row["low"] or 0) for place, row in run]
    if len(run) == 1:
        (x, high), (_, low) = upper[0], lower[0]
        upper, lower = [(x - RADIUS, high), (x + RADIUS, high)], [(x - RADIUS, low), (x + RADIUS, low)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*upper, *lower[::-1]])
    return _BAND.format(points)


def _line(run: Sequence[tuple[int, Row]], at: Any) -> Markup:
    points = " ".join("{:.1f},{:.1f}".format(*at(place, row["value"])) for place, row in run)
    return _LINE.format(points)


def _dot(row: Row, x: float, y: float) -> Markup:
    filled = "currentColor" if row["standing"] == MEASURED else "var(--paper)"
    return _DOT.format(x, y, RADIUS, filled)


def _said(known: Sequence[Row]) -> str:
    told = [
        f"{period(row['period_from'], row['period_until'], short=True)} {number(row['value'], row['unit'])}"
        f" ({interval(row)})"
        for row in known
    ]
    return "; ".join(told)
