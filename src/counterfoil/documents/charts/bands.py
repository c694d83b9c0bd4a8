"""Draw a value over periods with the band of its interval: one small drawing to a line, all on one scale."""

from typing import Any, Final

import altair as alt
import polars as pl

from counterfoil.documents.charts.drawing import (
    BLUE,
    INK,
    PAPER,
    SMALL,
    Drawn,
    Panel,
    axis_title,
    axis_words,
    finished,
    in_figures,
    plain,
)

MOST: Final = 12  # lines that are drawn
PERIODS: Final = 24  # periods that are drawn: the last
WIDTHS: Final = {"wide": 800, "narrow": 350, "small": 380}
HEIGHT: Final = 150
LEFT, RIGHT, TOP, BOTTOM = 56, 70, 10, 28
LETTERS: Final = 62  # pixels that the name of a period takes


def bands(chart: Drawn, *, width: str) -> list[Panel]:
    """Return a drawing for each line (label and series) of the chart, the first MOST."""
    lines = chart.table.select("series", "label", "unit").unique(maintain_order=True).rows()
    drawn = []
    for series, label, unit in lines[:MOST]:
        own = chart.table.filter(
            *(
                pl.col(name).eq_missing(pl.lit(told))
                for name, told in (("series", series), ("label", label), ("unit", unit))
            )
        )
        highest = _highest(chart.table.filter(pl.col("unit").eq_missing(pl.lit(unit))))
        heading = plain(" · ".join(part for part in (label, series) if part))
        drawn.append(Panel(heading, _line(own.tail(PERIODS), unit or "count", highest, WIDTHS[width])))
    if drawn:
        drawn[-1] = drawn[-1]._replace(more=len(lines) - len(drawn))
    return drawn


def _highest(table: pl.DataFrame) -> float:
    ends = [table[name].max() for name in ("value", "high")]
    return max((float(one) for one in ends if isinstance(one, int | float)), default=0.0) or 1.0


def _line(rows: pl.DataFrame, unit: str, highest: float, width: int) -> str:
    across = width - LEFT - RIGHT
    table = rows.with_columns(
        pl.col("period").cast(pl.String), *(pl.col(n).cast(pl.Float64) for n in ("value", "low", "high"))
    )
    x = alt.X("period:O", sort=None, scale=alt.Scale(type="point", padding=0.4), axis=_periods(table["period"], across))
    y: dict[str, Any] = {
        "scale": alt.Scale(domain=[0, highest], nice=True),
        "axis": alt.Axis(labelExpr=axis_words(unit), title=axis_title(unit) or None, tickCount=4),
    }
    known = table.filter(pl.col("value").is_not_null())
    sure = alt.Chart(table.filter(pl.col("low").is_not_null(), pl.col("high").is_not_null()))
    base = alt.Chart(table).mark_rule(opacity=0, aria=False).encode(x=x)
    layers = [
        base,
        alt.Chart(table)
        .mark_area(invalid="break-paths-show-path-domains", color=BLUE, opacity=0.22, aria=False)
        .encode(x=x, y=alt.Y("low:Q", **y), y2="high:Q"),
        sure.mark_rule(stroke=INK, strokeWidth=1, aria=False).encode(x=x, y=alt.Y("low:Q", **y), y2="high:Q"),
        alt.Chart(table)
        .mark_line(invalid="break-paths-show-path-domains", stroke=BLUE, strokeWidth=2, aria=False)
        .encode(x=x, y=alt.Y("value:Q", **y)),
        alt.Chart(known)
        .mark_point(filled=True, size=50, color=BLUE, stroke=PAPER, strokeWidth=1, opacity=1, aria=False)
        .encode(x=x, y=alt.Y("value:Q", **y)),
        *_last(known, unit, x, y),
    ]
    padding = {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM}
    return finished(alt.layer(*layers), width=across, height=HEIGHT, padding=padding)


def _periods(told: pl.Series, across: int) -> alt.Axis:
    """Return the axis of periods: as many names as there is room for, the last always among them."""
    names = told.unique(maintain_order=True).to_list()
    step = max(1, -(-len(names) * LETTERS // max(1, across)))
    return alt.Axis(title=None, labelAngle=0, values=names[::-1][::step][::-1], labelOverlap=False, ticks=True)


def _last(known: pl.DataFrame, unit: str, x: alt.X, y: dict[str, Any]) -> list[alt.Chart]:
    """Return the figure of the last period, right of it."""
    if known.is_empty():
        return []
    last = known.tail(1).with_columns(told=pl.lit(in_figures(known["value"][-1], unit)))
    text = alt.Chart(last).mark_text(align="left", dx=8, fontSize=SMALL, color=INK, fontWeight="bold", aria=False)
    made: alt.Chart = text.encode(x=x, y=alt.Y("value:Q", **y), text="told:N")
    return [made]
