"""Does each drawing follow its rows: as many bars as labels, on one scale, with what is left out said?"""

import re

import polars as pl
import pytest
from lxml import etree

from counterfoil.documents.charts.bands import MOST as MOST_LINES
from counterfoil.documents.charts.bands import bands as lines_of
from counterfoil.documents.charts.draw import drawings
from counterfoil.documents.charts.network_map import MOST as MOST_NODES
from counterfoil.documents.charts.row_chart import MOST
from documents.charts.drawn_charts import (
    EVERY,
    FUNNEL,
    MONEY,
    RECORDS,
    ROWS,
    STACK,
    STEPS,
    Chart,
    bands,
    bars,
    network,
    table,
)


def texts(svg: str) -> list[str]:
    """Return what is written in a drawing, in its order."""
    return ["".join(one.itertext()) for one in etree.fromstring(svg).iter("text", "{*}text")]


def widths(svg: str) -> list[float]:
    """Return how long the bars are, in pixels, from top to bottom."""
    return [width for _, width, _ in parts(svg)]


def parts(svg: str) -> list[tuple[float, float, str]]:
    """Return the parts of the bars: height from the top, length and colour, from top to bottom and left to right."""
    found = re.findall(r'd="M([\d.-]+),([\d.-]+)h([\d.]+)v1[25][^"]*" fill="(#\w{6})"', svg)
    ordered = sorted((float(y), float(x), float(width), colour) for x, y, width, colour in found)
    return [(y, width, colour) for y, _, width, colour in ordered]


@pytest.mark.parametrize("chart", EVERY)
def test_every_drawing_is_sound_and_names_no_address(chart: Chart) -> None:
    first = drawings(chart)
    assert first is not None
    assert len(first.wide) == len(first.narrow)
    for panel in (*first.wide, *first.narrow):
        etree.fromstring(panel.svg)
        assert "http" not in panel.svg
        assert "<script" not in panel.svg
        assert panel.svg.startswith('<svg viewBox="0 0 ')


@pytest.mark.parametrize("chart", [STACK, RECORDS, bands(1)])
def test_the_same_rows_give_the_same_drawing(chart: Chart) -> None:
    assert drawings(chart) == drawings(chart)


def test_an_empty_chart_has_no_drawing() -> None:
    assert drawings(bars(0)) is None


def test_bars_are_as_long_as_their_values_and_stand_with_their_figures() -> None:
    shown = drawings(bars(3))
    assert shown is not None
    lengths = widths(shown.wide[0].svg)
    assert [round(one / lengths[0], 2) for one in lengths] == [1.0, 0.5, 0.33]
    assert "90.0 % of 9 (50.0 to 100)" in texts(shown.wide[0].svg)


def test_what_is_not_drawn_is_counted() -> None:
    many, nodes = drawings(bars(MOST + 4)), drawings(network(60))
    lines = lines_of(bands(MOST_LINES + 2), width="small")
    assert many is not None
    assert nodes is not None
    assert many.wide[0].more == 4
    assert (len(lines), lines[-1].more) == (MOST_LINES, 2)
    assert nodes.wide[0].more == 64 - MOST_NODES
    assert nodes.wide[0].svg.count("<circle") == MOST_NODES


def test_amounts_of_two_currencies_share_no_scale_and_a_missing_one_is_said() -> None:
    shown = drawings(MONEY)
    assert shown is not None
    assert len(shown.wide) == 2
    assert {"USD 412k (300k to 610k)", "too few to tell"} <= set(texts(shown.wide[0].svg))
    assert "EUR 82.50" in texts(shown.wide[1].svg)


def test_a_step_of_the_funnel_is_told_as_a_part_of_the_last_of_its_own_subject_alone() -> None:
    shown = drawings(FUNNEL)
    assert shown is not None
    assert [panel.heading for panel in shown.wide] == ["offers", "units"]
    assert {"1,000", "250 (25 % of the last)"} <= set(texts(shown.wide[0].svg))
    assert {"40", "50"} <= set(texts(shown.wide[1].svg))


def test_times_far_apart_stand_on_an_axis_that_people_read() -> None:
    shown = drawings(STEPS)
    assert shown is not None
    assert {"1 h", "1 d", "7 d", "5.0 h, 90 %: 31.0 h", "37.5 days, 90 %: not yet", "none"} <= set(
        texts(shown.wide[0].svg)
    )


def test_records_of_another_kind_have_a_scale_of_their_own_and_shares_go_to_the_whole() -> None:
    shown = drawings(RECORDS)
    assert shown is not None
    assert [panel.heading for panel in shown.wide] == ["precision", "delay, median"]
    assert "100%" in texts(shown.wide[0].svg)
    assert "hours" in texts(shown.wide[1].svg)


def test_a_month_that_cannot_be_told_breaks_the_line() -> None:
    shown = drawings(bands(1))
    assert shown is not None
    line = re.findall(r'<path[^>]* d="([^"]*)"[^>]*stroke="#2f74b5"[^>]*stroke-width="2"', shown.wide[0].svg)
    assert [part.count("M") for part in line] == [2]


def test_the_map_is_the_same_however_its_rows_come() -> None:
    told = network(12)
    assert told.edges is not None
    turned = told._replace(table=told.table.reverse(), edges=told.edges.reverse())
    assert drawings(told) == drawings(turned)


def test_series_that_add_up_are_the_parts_of_one_bar_in_the_colours_of_the_decisions() -> None:
    shown = drawings(STACK)
    assert shown is not None
    (panel,) = shown.wide
    assert {"8", "4", "1"} <= set(texts(panel.svg))
    assert [name for _, name in panel.keys] == ["review", "hold", "remove"]
    review, hold, remove = (colour for colour, _ in panel.keys)
    assert [colour for *_, colour in parts(panel.svg)] == [review, hold, review, remove, remove]
    unit = parts(panel.svg)[-1][1]
    assert [round(width / unit, 1) for _, width, _ in parts(panel.svg)] == [2.0, 6.0, 1.0, 3.0, 1.0]


def test_the_parts_stand_in_the_order_that_all_rows_keep_though_the_first_lacks_some() -> None:
    rows = [("a", "taken down"), ("b", "suspected"), ("b", "confirmed"), ("c", "confirmed"), ("c", "taken down")]
    told = table(*((label, series, 1.0, None, None, "count", None, "") for label, series in rows), columns=ROWS)
    shown = drawings(Chart("bars", told))
    assert shown is not None
    assert [name for _, name in shown.wide[0].keys] == ["suspected", "confirmed", "taken down"]


def test_shares_and_what_has_an_interval_are_never_laid_side_by_side() -> None:
    told = STACK.table.with_columns(pl.lit("share").alias("unit"), (pl.col("value") / 10).alias("value"))
    shown = drawings(STACK._replace(table=told))
    assert shown is not None
    assert [panel.heading for panel in shown.wide] == ["review", "hold", "remove"]
    lengths = [max(widths(panel.svg)) for panel in shown.wide]
    assert [round(one / lengths[1], 1) for one in lengths] == [0.3, 1.0, 0.5]  # all on one scale
