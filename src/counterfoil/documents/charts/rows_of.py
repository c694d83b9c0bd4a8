"""How do the rows of a chart's table become panels of a drawing? One function to a kind; what differs in unit or in
what it counts never shares a scale.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import polars as pl

from counterfoil.documents.charts.drawing import Drawn, Panel, Size, between, in_figures
from counterfoil.documents.charts.row_chart import BAR, DOT, SPAN, Row, fitted, row_chart
from counterfoil.documents.charts.stacked_bars import is_stack, stacked_bars

Told = dict[str, Any]


class Part(NamedTuple):
    """What becomes one panel."""

    rows: list[Row]
    unit: str
    heading: str = ""
    highest: float | None = None


def bars(chart: Drawn, size: Size) -> list[Panel]:
    """Return bars from nought: with the interval where one is told, of parts where the series of a row add up."""
    if is_stack(chart.table):
        return [stacked_bars(chart.table, size)]
    highest = {unit: _highest(part) for unit, part in _by(chart.table, "unit")}
    return _drawn([part._replace(highest=highest[part.unit]) for part in _parts(chart.table)], BAR, size)


def records(chart: Drawn, size: Size) -> list[Panel]:
    """Return dots with their intervals, a panel to each thing that is told of: precision, overturned, delay."""
    return _drawn(list(_parts(chart.table)), DOT, size)


def steps(chart: Drawn, size: Size) -> list[Panel]:
    """Return the time of each step from its median to the time within which nine of ten were done."""
    made = []
    for unit, table in _by(chart.table, "unit"):
        rows = [
            Row(_label(row), _times(row), row["median"], row["median"] if row["p90"] is not None else None, row["p90"])
            for row in table.iter_rows(named=True)
        ]
        made.append(Part(rows, unit))
    return _drawn(made, SPAN, size)


def funnel(chart: Drawn, size: Size) -> list[Panel]:
    """Return what is left at each step; of another subject, another panel with a scale of its own."""
    made = []
    for subject, table in _by(chart.table, "subject"):
        rows, before = [], None
        for row in table.iter_rows(named=True):
            rows.append(Row(_label(row), _left(row, before), row["value"]))
            before = row["value"]
        made.append(Part(rows, table["unit"][0], subject))
    return _drawn(made, BAR, size)


def _drawn(parts: list[Part], mark: str, size: Size) -> list[Panel]:
    size = fitted((row for part in parts for row in part.rows), size)
    return [
        row_chart(part.rows, mark=mark, unit=part.unit, size=size, heading=part.heading, highest=part.highest)
        for part in parts
    ]


def _highest(table: pl.DataFrame) -> float | None:
    """Return the highest end of what is drawn in one unit: panels of the same unit can be held against one another."""
    ends = [one for name in ("value", "high") if isinstance(one := table[name].max(), int | float)]
    return max(ends, default=None)


def _parts(table: pl.DataFrame) -> Iterator[Part]:
    """Yield the rows by series and unit, in the order in which they are told; one series alone has no heading."""
    told = table.with_columns(pl.col("series").fill_null(""))
    for (series, unit), own in told.partition_by("series", "unit", as_dict=True, maintain_order=True).items():
        rows = [
            Row(_label(row), _figures(row), row["value"], row["low"], row["high"]) for row in own.iter_rows(named=True)
        ]
        yield Part(rows, str(unit), str(series))


def _by(table: pl.DataFrame, column: str) -> Iterable[tuple[str, pl.DataFrame]]:
    told = table.with_columns(pl.col(column).fill_null(""))
    return [(str(key[0]), part) for key, part in told.partition_by(column, as_dict=True, maintain_order=True).items()]


def _label(row: Told) -> str:
    return row["label"] or "not told"


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
