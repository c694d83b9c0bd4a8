"""The charts of an effect, as SVG: what was seen and what was to be expected, and the effect by time since the start.

Colours are those of `mark_chart`: blue is what was seen, grey what was to be expected, vermilion the start. Lines
differ in dashes as well, so that they stay apart in grey print.
"""

from typing import Any, Final, NamedTuple

import altair as alt
import polars as pl
import vl_convert

from counterfoil.documents.charts.drawing import for_inlining

INK, SEEN, EXPECTED, START = "#1b1f24", "#2f74b5", "#8a95a1", "#a32c10"


class Size(NamedTuple):
    """Pixels of one chart without its axes, and how many stand beside each other."""

    width: int
    height: int
    beside: int


WIDE: Final = Size(width=340, height=170, beside=2)
NARROW: Final = Size(width=270, height=150, beside=1)
WIDE_ALONE: Final = Size(width=730, height=240, beside=1)


def paths_chart(paths: pl.DataFrame, *, unit_names: dict[str, str], size: Size) -> str:
    """Return one small chart for each start (columns of `paths`): seen, expected with its interval, and the start.

    `unit_names` says for each start, as text, what its chart is headed with.
    """
    rows = paths.filter(pl.col("group").is_not_null()).with_columns(name=pl.col("group").cast(pl.String))
    charts = [
        _path(of_start, unit_names[str(name)], size) for (name,), of_start in rows.group_by("name", maintain_order=True)
    ]
    return _drawn(alt.concat(*charts, columns=size.beside, spacing=24).resolve_scale(y="shared"))


def _path(rows: pl.DataFrame, title: str, size: Size) -> Any:
    start = rows["group"][0]
    x = alt.X("period:T", axis=alt.Axis(title=None, format="%Y", tickCount="year", labelColor=INK, grid=False))
    y = alt.Y("observed:Q", axis=alt.Axis(title=None, labelColor=INK, tickCount=5), scale=alt.Scale(zero=False))
    known = rows.filter(pl.col("expected").is_not_null())
    layers = [
        alt.Chart(known.filter(pl.col("low").is_not_null()))
        .mark_area(color=EXPECTED, opacity=0.3)
        .encode(x=x, y=alt.Y("low:Q"), y2="high:Q"),
        alt.Chart(known).mark_line(color=EXPECTED, strokeWidth=2, strokeDash=[5, 3]).encode(x=x, y=alt.Y("expected:Q")),
        alt.Chart(rows).mark_line(color=SEEN, strokeWidth=2).encode(x=x, y=y),
        alt.Chart(pl.DataFrame({"at": [start]})).mark_rule(color=START, strokeWidth=1.5).encode(x=alt.X("at:T")),
    ]
    return alt.layer(*layers).properties(width=size.width, height=size.height, title=title)


def event_chart(events: pl.DataFrame, *, size: Size) -> str:
    """Return the effect by periods after the start (columns of `event_study`), with intervals; before it, what shows of
    no effect."""
    rows = events.with_columns(is_before=pl.col("after") < 0)
    # the first ticks say “periods before” by being below 0
    x = alt.X(
        "after:Q",
        axis=alt.Axis(title="periods since the start", tickMinStep=1, grid=False, labelColor=INK, titleColor=INK),
        scale=alt.Scale(nice=False, padding=10),
    )
    y = alt.Y("effect:Q", axis=alt.Axis(title=None, labelColor=INK, tickCount=6))
    colour = alt.condition("datum.is_before", alt.value(EXPECTED), alt.value(SEEN))
    layers = [
        alt.Chart(pl.DataFrame({"effect": [0.0]})).mark_rule(color=INK).encode(y="effect:Q"),
        alt.Chart(rows.filter(pl.col("low").is_not_null() & pl.col("high").is_not_null()))
        .mark_rule(strokeWidth=2)
        .encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        alt.Chart(rows).mark_point(filled=True, size=45, opacity=1).encode(x=x, y=y, color=colour),
        alt.Chart(pl.DataFrame({"after": [-0.5]})).mark_rule(color=START, strokeWidth=1.5).encode(x="after:Q"),
    ]
    return _drawn(alt.layer(*layers).properties(width=size.width, height=size.height))


def _drawn(chart: Any) -> str:
    shown = (
        chart.properties(background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            domainColor=EXPECTED,
            tickColor=EXPECTED,
            gridColor=EXPECTED,
            gridOpacity=0.3,
            labelFontSize=12,
            titleFontSize=12,
        )
    )
    shown = shown.configure_title(fontSize=13, color=INK, anchor="start", fontWeight=600)
    return for_inlining(vl_convert.vegalite_to_svg(shown.to_dict()))
