"""How do the rows of a chart's table become panels of a drawing? One function to a kind; what differs in unit or in
what it counts never shares a scale.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import polars as pl

from counterfoil.documents.charts.drawing import COUNT, Drawn, Panel, Size, between, in_figures
from counterfoil.documents.charts.row_chart import BAR, DOT, SPAN, Row, row_chart
from counterfoil.documents.charts.stacked_bars import is_stack, stacked_bars

Told = dict[str, Any]


def bars(chart: Drawn, size: Size) -> list[Panel]:
    """Return bars from nought: with the interval where one is told, of parts where the series of a row add up."""
    if is_stack(chart.table):
        return [stacked_bars(chart.table, size)]
    highest = {unit: _highest(part) for unit, part in _by(chart.table, "unit")}
    return [_panel(rows, BAR, heading, size, highest=highest[_unit(rows)]) for heading, rows in _parts(chart.table)]


def records(chart: Drawn, size: Size) -> list[Panel]:
    """Return dots with their intervals, a panel to each thing that is told of: precision, overturned, delay."""
    return [_panel(rows, DOT, heading, size) for heading, rows in _parts(chart.table)]


def steps(chart: Drawn, size: Size) -> list[Panel]:
    """Return the time of each step from its median to the time within which nine of ten were done."""
    made = []
    for unit, table in _by(chart.table, "unit"):
        rows = [
            Row(_label(row), _times(row), row["median"], row["median"] if row["p90"] is not None else None, row["p90"])
            for row in table.iter_rows(named=True)
        ]
        made.append(row_chart(rows, mark=SPAN, unit=unit, size=size))
    return made


def funnel(chart: Drawn, size: Size) -> list[Panel]:
    """Return what is left at each step; of another subject, another panel with a scale of its own."""
    made = []
    for subject, table in _by(chart.table, "subject"):
        rows, before = [], None
        for row in table.iter_rows(named=True):
            rows.append(Row(_label(row), _left(row, before), row["value"]))
            before = row["value"]
        made.append(row_chart(rows, mark=BAR, unit=_unit(table), size=size, heading=subject))
    return made


def _highest(table: pl.DataFrame) -> float | None:
    """Return the highest end of what is drawn in one unit: panels of the same unit can be held against one another."""
    ends = [one for name in ("value", "high") if isinstance(one := table[name].max(), int | float)]
    return max(ends, default=None)


def _panel(table: pl.DataFrame, mark: str, heading: str, size: Size, highest: float | None = None) -> Panel:
    rows = [
        Row(_label(row), _figures(row), row["value"], row["low"], row["high"]) for row in table.iter_rows(named=True)
    ]
    return row_chart(rows, mark=mark, unit=_unit(table), size=size, heading=heading, highest=highest)


def _parts(table: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the rows by series and unit, in the order in which they are told; one part alone has no heading."""
    keys = table.select(pl.col("series").fill_null(""), pl.col("unit")).unique(maintain_order=True).rows()
    for series, unit in keys:
        yield series, table.filter(pl.col("series").fill_null("") == series, pl.col("unit") == unit)


def _by(table: pl.DataFrame, column: str) -> Iterable[tuple[str, pl.DataFrame]]:
    told = table.with_columns(pl.col(column).fill_null(""))
    return [(str(key[0]), part) for key, part in told.partition_by(column, as_dict=True, maintain_order=True).items()]


def _label(row: Told) -> str:
    return row["label"] or "not told"


def _unit(table: pl.DataFrame) -> str:
    return table["unit"][0] or COUNT


def _figures(row: Told) -> str:
    if row["value"] is None:
        return "too few to tell" if row["cases"] else "none"
    ends = between(row["low"], row["high"], row["unit"])
    of = f" of {row['cases']:,}" if row["cases"] is not None and row["unit"] == "share" else ""
    return f"{in_figures(row['value'], row['unit'])}{of}" + (f" ({ends})" if ends else "")


def _times(row: Told) -> str:
    median = in_figures(row["median"], row["unit"]) if row["median"] is not None else "not yet half"
    late = in_figures(row["p90"], row["unit"]) if row["p90"] is not None else "not yet"
    return f"{median}, 90 %: {late}" if row["cases"] else "none"


def _left(row: Told, before: float | None) -> str:
    """Return the number, and the share of the stage before that came on."""
    told = in_figures(row["value"], row["unit"])
    before_it = row.get("of_before")  # others came by another way
    came = row["value"] if before_it is None else before_it
    if before and row["value"] is not None and came <= before:
        return f"{told} ({came / before:.0%} of the last)".replace("%", " %")
    return told


ROWS: Final[Mapping[str, Callable[[Drawn, Size], list[Panel]]]] = {
    "bars": bars,
    "records": records,
    "steps": steps,
    "funnel": funnel,
}
