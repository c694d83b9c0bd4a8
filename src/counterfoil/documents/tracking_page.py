"""How much counterfeit trade is there, where, and what is done about it? One page of charts that needs nothing else.

Each chart stands with one sentence that reads it, its numbers as a table and the query that counts them; both are open
in print. There is no script and no outside resource, and everything outside of us is escaped.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import polars as pl
from markupsafe import Markup

from counterfoil.documents.charts.draw import Drawings, drawings
from counterfoil.documents.charts.drawing import Drawn, Panel, in_figures
from counterfoil.documents.page import environment

ROWS: Final = 200  # of a table on the page; all stand in the CSV file beside it
HEADS: Final = {
    "label": "What", "series": "Of", "period": "Period", "subject": "Of", "value": "Value", "low": "From", "high": "To",
    "cases": "Cases", "note": "Note", "median": "Median", "p90": "Nine of ten within", "open": "Still open", "id": "Id",
    "kind": "Kind", "degree": "Links", "from_id": "From", "to_id": "To", "weight": "Weight",
}  # fmt: skip
FIGURES: Final = ("value", "low", "high", "median", "p90")


class Head(NamedTuple):
    """What stands above the charts: title, one sentence, and the facts of the making as (name, value)."""

    title: str
    lead: str
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def tracking_page(charts: Iterable[Drawn], *, head: Head) -> str:
    """Return the page as one HTML document (UTF-8 text), the charts in their order under their groups."""
    shown = [_chart(chart) for chart in charts]
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in shown:
        groups.setdefault(one["group"], []).append(one)
    template = environment().get_template("tracking.html.j2")
    return template.render(head=head, groups=groups, charts=len(shown))


def _chart(chart: Drawn) -> dict[str, Any]:
    drawn = drawings(chart)
    return {
        "name": chart.name,
        "title": chart.title,
        "says": chart.says,
        "group": chart.group,
        "kind": chart.kind,
        "notes": chart.notes,
        "query": chart.query,
        "panels": [] if drawn is None else _panels(drawn),
        "small": drawn is not None and drawn.small,
        "tables": [table_on_page(table) for table in (chart.table, chart.edges) if table is not None and table.height],
    }


def _panels(drawn: Drawings) -> list[dict[str, Any]]:
    return [
        {"heading": wide.heading, "wide": _svg(wide), "narrow": _svg(narrow), "more": wide.more, "legend": wide.keys}
        for wide, narrow in zip(drawn.wide, drawn.narrow, strict=True)
    ]


def _svg(panel: Panel) -> Markup:
    return Markup(panel.svg)  # noqa: S704  the renderers escape what they are given


def table_on_page(table: pl.DataFrame) -> dict[str, Any]:
    """Return a table as the page shows it: columns that hold something, values in words, at most ROWS rows."""
    kept = [name for name in table.columns if name != "unit" and _holds(table[name])]
    rows = [[_cell(row, name) for name in kept] for row in table.head(ROWS).iter_rows(named=True)]
    heads = [(HEADS.get(name, name), table[name].dtype.is_numeric()) for name in kept]
    return {"heads": heads, "rows": rows, "more": max(0, table.height - ROWS)}


def _holds(column: pl.Series) -> bool:
    return bool((column.cast(pl.String).fill_null("") != "").any())


def _cell(row: dict[str, Any], name: str) -> str:
    value = row[name]
    if value is None:
        return "–" if name in FIGURES else ""
    if name in FIGURES:
        return in_figures(float(value), row.get("unit") or "count", whole=True)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
