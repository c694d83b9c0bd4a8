"""The chart “decisions by mark”: stacked bars as SVG, drawn without a script or an outside resource.

Colours: grey, blue, ochre, vermilion, plum, in the order of gravity. Neighbours differ in lightness as well
as in hue, so that they stay apart for colour-blind readers and in grey print; each has 3:1 against white
(WCAG 2.2, success criterion 1.4.11). The style sheet replaces them in the dark by the value of `fill`.
"""

from typing import NamedTuple

import altair as alt
import polars as pl
import vl_convert

from counterfoil.documents.charts.drawing import for_inlining
from counterfoil.documents.highlight import HIDDEN
from counterfoil.tables.decision import DECISIONS

COLOURS = ("#8a95a1", "#2f74b5", "#c08400", "#a32c10", "#4a1552")  # of DECISIONS, mildest first
INK, PAPER = "#1b1f24", "#ffffff"
ROW = 26  # pixels from bar to bar
LONGEST_LABEL = 60  # characters handed to the renderer, which cuts by width


class Size(NamedTuple):
    """Pixels for the `labels` on the left, the `bars`, and the `totals` on the right."""

    labels: int
    bars: int
    totals: int = 48


WIDE = Size(labels=150, bars=630)
NARROW = Size(labels=108, bars=190, totals=44)


def mark_chart(marks: pl.DataFrame, *, shown: tuple[str, ...], size: Size) -> str:
    """Return the SVG for rows of `decisions_by_mark`: one bar per row, made of the `shown` decisions."""
    placed = marks.with_columns(_label(), total=pl.sum_horizontal(shown)).with_row_index("place")
    bars = placed.unpivot(shown, index="place", variable_name="decision", value_name="offers").with_columns(
        rank=pl.col("decision").replace_strict({name: rank for rank, name in enumerate(DECISIONS)})
    )
    layers = alt.layer(_bars(bars), _totals(placed), _labels(placed, size.labels))
    chart = layers.properties(
        width=size.bars,
        height=alt.Step(ROW),
        padding={"left": size.labels, "right": size.totals, "top": 2, "bottom": 2},
        autosize=alt.AutoSizeParams(type="none"),
        background="transparent",
    ).configure_view(stroke=None)
    chart = chart.configure_text(limit=size.labels - 12)
    return for_inlining(vl_convert.vegalite_to_svg(chart.to_dict()))


def _label() -> pl.Expr:
    plain = pl.col("mark").str.replace_all(HIDDEN.pattern, "\ufffd")
    cut = plain.str.slice(0, LONGEST_LABEL) + "…"
    return pl.when(plain.str.len_chars() > LONGEST_LABEL).then(cut).otherwise(plain).alias("label")


def _bars(bars: pl.DataFrame) -> alt.Chart:
    colours = alt.Scale(domain=list(DECISIONS), range=list(COLOURS))
    chart: alt.Chart = (
        alt.Chart(bars.filter(pl.col("offers") > 0))
        .mark_bar(height=16, stroke=PAPER, strokeWidth=0.5, aria=False)
        .encode(
            y=alt.Y("place:O", axis=None),
            x=alt.X("offers:Q", stack="zero", axis=None),
            color=alt.Color("decision:N", scale=colours, legend=None),
            order=alt.Order("rank:Q"),
        )
    )
    return chart


def _totals(placed: pl.DataFrame) -> alt.Chart:
    text = alt.Chart(placed).mark_text(align="left", dx=6, fontSize=13, color=INK, aria=False)
    chart: alt.Chart = text.encode(y=alt.Y("place:O", axis=None), x="total:Q", text=alt.Text("total:Q", format=",d"))
    return chart


def _labels(placed: pl.DataFrame, labels_width: int) -> alt.Chart:
    text = alt.Chart(placed).mark_text(align="left", fontSize=13, color=INK, aria=False)
    chart: alt.Chart = text.encode(y=alt.Y("place:O", axis=None), x=alt.value(-labels_width), text="label:N")
    return chart
