"""Draw bars that are made of parts: what was decided on the listings of a mark, what became of the units of a facility.

Parts are laid side by side only where they add up: counts, units or one currency, without intervals. Their colours are
those of `mark_chart`, which stay apart for colour-blind readers and in grey print; a decision keeps its own.
"""

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Final

import altair as alt
import polars as pl

from counterfoil.documents.charts.drawing import (
    INK,
    PAPER,
    SHARE,
    SMALL,
    TEXT,
    Panel,
    Size,
    axis_title,
    axis_words,
    finished,
    in_figures,
    plain,
)
from counterfoil.documents.charts.row_chart import MOST
from counterfoil.documents.mark_chart import COLOURS
from counterfoil.tables.decision import DECISIONS

OF_DECISION: Final = dict(zip(DECISIONS, COLOURS, strict=True))
IN_ORDER: Final = (*COLOURS[1:], COLOURS[0])
NO_SUM: Final = (SHARE, "hours", "days")


def is_stack(table: pl.DataFrame) -> bool:
    """Return whether the rows of a label are parts that add up, and few enough to be told apart."""
    return (
        1 < table["series"].n_unique() <= len(COLOURS)
        and table["unit"].n_unique() == 1
        and table["unit"][0] not in NO_SUM
        and table["low"].null_count() == table.height
        and not table.select("label", "series").is_duplicated().any()
    )


def stacked_bars(table: pl.DataFrame, size: Size) -> Panel:
    """Return one bar to a label, its parts in the order of the series, with the sum right of it."""
    unit, series = table["unit"][0], _in_order(table)
    sums = table.group_by("label", maintain_order=True).agg(pl.col("value").sum().alias("total"))
    shown = (
        sums.head(MOST)
        .with_row_index("place")
        .with_columns(
            pl.col("label").fill_null("not told").map_elements(plain, return_dtype=pl.String).alias("told"),
            pl.col("total").map_elements(lambda one: in_figures(one, unit), return_dtype=pl.String).alias("figures"),
        )
    )
    size = size.fitting(shown["told"], shown["figures"])
    bar, words = size.row / 2 + (6 if size.over else 0), 12 if size.over else size.row / 2
    placed = shown.with_columns(y=pl.col("place") * size.row + bar, words=pl.col("place") * size.row + words)
    rank = pl.col("series").replace_strict({name: rank for rank, name in enumerate(series)}, return_dtype=pl.Int64)
    until = pl.col("value").fill_null(0).cum_sum().over("label")
    parts = (
        table.join(placed.select("label", "y"), on="label", nulls_equal=True, maintain_order="left")
        .sort("y", rank)
        .with_columns(until=until, since=until - pl.col("value").fill_null(0))
    )
    colours = _colours(series)
    layers = [_parts(parts.filter(pl.col("value") > 0), colours, unit, size), *_words(placed, size)]
    bottom = 30 + (18 if axis_title(unit) else 0)
    padding = {"left": max(size.labels, 8), "right": max(size.figures, 10), "top": 4, "bottom": bottom}
    svg = finished(alt.layer(*layers), width=size.plot, height=size.row * shown.height, padding=padding)
    keys = tuple((colours[name], plain(name)) for name in series)
    return Panel("", svg, sums.height - shown.height, keys)


def _in_order(table: pl.DataFrame) -> list[str]:
    """Return the series in an order that the rows of every label keep; where they disagree, as they first come."""
    first = table["series"].unique(maintain_order=True).to_list()
    before: dict[str, set[str]] = {name: set() for name in first}
    for own in table.group_by("label", maintain_order=True).agg("series")["series"].to_list():
        for earlier, later in pairwise(own):
            before[later].add(earlier)
    try:
        return list(TopologicalSorter(before).static_order())
    except CycleError:
        return first


def _colours(series: list[str]) -> dict[str, str]:
    if set(series) <= set(OF_DECISION):
        return {name: OF_DECISION[name] for name in series}
    return dict(zip(series, IN_ORDER, strict=False))


def _parts(parts: pl.DataFrame, colours: dict[str, str], unit: str, size: Size) -> alt.Chart:
    axis = alt.Axis(labelExpr=axis_words(unit), title=axis_title(unit) or None, tickCount=5, labelOverlap=True)
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    bars = alt.Chart(parts).mark_bar(height=12 if size.over else 15, stroke=PAPER, strokeWidth=0.5, aria=False)
    made: alt.Chart = bars.encode(
        y=alt.Y("y:Q", scale=None, axis=None),
        x=alt.X("since:Q", scale=alt.Scale(nice=False), axis=axis),
        x2="until:Q",
        color=alt.Color("series:N", scale=scale, legend=None),
    )
    return made


def _words(placed: pl.DataFrame, size: Size) -> list[alt.Chart]:
    text, y = alt.Chart(placed), alt.Y("words:Q", scale=None, axis=None)
    limit = 190 if size.over else size.labels - 14
    labels = text.mark_text(align="left", baseline="middle", fontSize=TEXT, color=INK, limit=limit, aria=False)
    figures = text.mark_text(align="right", baseline="middle", fontSize=SMALL, color=INK, aria=False)
    right = size.plot + (0 if size.over else size.figures - 2)
    return [
        labels.encode(y=y, x=alt.value(-size.labels), text="told:N"),
        figures.encode(y=y, x=alt.value(right), text="figures:N"),
    ]
