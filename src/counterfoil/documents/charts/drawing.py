"""What do all drawings of a tracking report have in common: what they are made of, their sizes, their words, their SVG?

Colours are few: one blue for what is counted, ink for words and intervals, grey for the
ground. They differ in lightness, so that a grey print says the same; the style sheets replace them in the dark.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple, Protocol

import altair as alt
import polars as pl
import vl_convert

from counterfoil.documents.highlight import HIDDEN

BLUE, INK, SOFT, LINE, PALE, PAPER = "#2f74b5", "#1b1f24", "#56606b", "#d8dde3", "#c3d7ea", "#ffffff"
TEXT, SMALL = 13, 12  # pixels of letters
LONGEST_LABEL = 90  # characters handed to the renderer, which cuts by width
SHARE, HOURS, DAYS, COUNT, UNITS = "share", "hours", "days", "count", "units"
LONG_HOURS = 48  # from two days on people speak of days


LETTER, LEAST = 7.2, 64  # pixels of a letter, and of a column


class Drawn(Protocol):
    """A chart of `tracking.chart`, as it is drawn; the columns of its tables by kind stand there."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def table(self) -> pl.DataFrame: ...
    @property
    def query(self) -> str: ...
    @property
    def edges(self) -> pl.DataFrame | None: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def group(self) -> str: ...


class Size(NamedTuple):
    """Pixels of the whole drawing and of its columns of labels and of figures; `over` puts both above the bar."""

    width: int
    labels: int
    figures: int
    row: int
    over: bool

    @property
    def plot(self) -> int:
        """Pixels that are left for the bars."""
        return self.width - self.labels - self.figures

    def fitting(self, labels: Iterable[str], figures: Iterable[str]) -> "Size":
        """Return the size with columns no broader than their words, so that what is left goes to the bars."""
        if self.over:
            return self
        broad = [max((len(one) for one in words), default=0) for words in (labels, figures)]
        return self._replace(
            labels=min(self.labels, max(LEAST, 22 + round(LETTER * broad[0]))),
            figures=min(self.figures, max(LEAST, 16 + round(LETTER * broad[1]))),
        )


class Panel(NamedTuple):
    """One drawing, and what it is headed by; several make a chart."""

    heading: str
    svg: str
    more: int = 0  # rows that are not drawn, and stand in the table
    keys: tuple[tuple[str, str], ...] = ()  # colour and what it stands for, where bars have parts


WIDE = Size(width=800, labels=250, figures=190, row=28, over=False)
NARROW = Size(width=350, labels=0, figures=0, row=48, over=True)


def finished(chart: alt.LayerChart | alt.FacetChart, *, width: int, height: int, padding: dict[str, int]) -> str:
    """Return the SVG of a chart, to stand in a page: it takes the page's width and names nothing outside."""
    made = chart.properties(
        width=width,
        height=height,
        padding=padding,
        autosize=alt.AutoSizeParams(type="none"),
        background="transparent",
    )
    made = made.configure_view(stroke=None).configure_axis(
        labelColor=SOFT,
        labelFontSize=SMALL,
        gridColor=LINE,
        domainColor=SOFT,
        tickColor=SOFT,
        titleColor=SOFT,
        titleFontSize=SMALL,
        titleFontWeight="normal",
    )
    return for_inlining(vl_convert.vegalite_to_svg(made.to_dict(validate=False)))


def for_inlining(svg: str) -> str:
    """Drop what only a separate file needs, and the fixed size: the drawing takes the page's width."""
    opening, box = re.search(r"<svg[^>]*>", svg), re.search(r'viewBox="[^"]*"', svg)
    if not opening or not box:
        raise ValueError("The chart renderer returned no SVG.")
    return f'<svg {box[0]} aria-hidden="true">' + svg[opening.end() :].replace(' font-family="sans-serif"', "")


def plain(text: str, limit: int = LONGEST_LABEL) -> str:
    """Return a text from outside as it is drawn: without characters that turn or hide others, and cut to `limit`."""
    told = HIDDEN.sub("\ufffd", " ".join(text.split()))
    return told if len(told) <= limit else told[: limit - 1] + "…"


def in_figures(value: float | None, unit: str, *, whole: bool = False) -> str:
    """Return a value with its unit, as briefly as it can be read: `12.3 %`, `4.1 days`, `USD 310k`.

    `whole`: amounts are not shortened.
    """
    if value is None:
        return "–"
    if unit == SHARE:
        return f"{_short(value * 100)} %"
    if unit == HOURS and abs(value) < LONG_HOURS:
        return f"{_short(value)} h"
    if unit in (HOURS, DAYS):
        days = value / 24 if unit == HOURS else value
        return f"{_short(days)} days"
    if unit in (COUNT, UNITS):
        return f"{value:,.0f}"
    if whole or abs(value) < 100:
        return f"{unit} {value:,.2f}"
    return f"{unit} {_amount(value)}"


def between(low: float | None, high: float | None, unit: str) -> str:
    """Return the ends of an interval as `8.1 to 17.9`, in the unit of the value beside it; empty for none."""
    if low is None or high is None:
        return ""
    factor = 100 if unit == SHARE else 1
    told = [_amount(one) if unit not in (SHARE, HOURS, DAYS) else _short(one * factor) for one in (low, high)]
    if unit == HOURS and max(abs(low), abs(high)) >= LONG_HOURS:
        return f"{in_figures(low, unit)} to {in_figures(high, unit)}"
    return " to ".join(told)


def axis_words(unit: str) -> str:
    """Return how the renderer writes the numbers of an axis (a Vega expression): nought without a unit of thousands."""
    return "format(datum.value, '.1~%')" if unit == SHARE else "datum.value == 0 ? '0' : format(datum.value, '~s')"


def axis_title(unit: str) -> str:
    """Return what the numbers of an axis are; a share says it by its sign."""
    return {SHARE: "", COUNT: "", UNITS: "units"}.get(unit, unit)


def _amount(value: float) -> str:
    """Return an amount of money or a number of things with at most six signs: `3,120`, `610k`, `4.2M`."""
    for least, letter in ((1e9, "bn"), (1e6, "M"), (1e5, "k")):
        if abs(value) >= least:
            part = value / (1000 if letter == "k" else least)
            return f"{part:,.0f}{letter}" if abs(part) >= 100 else f"{part:,.1f}{letter}"
    return f"{value:,.0f}"


def _short(value: float) -> str:
    """Return three digits that matter."""
    size = abs(value)
    if size == 0 or size >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if size >= 1 or float(f"{value:.1f}") == value else f"{value:.2g}"
