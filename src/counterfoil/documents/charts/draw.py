"""Which drawing does a chart get? By its kind, once for a wide page and once for a phone."""

from typing import NamedTuple

from counterfoil.documents.charts.bands import bands
from counterfoil.documents.charts.drawing import NARROW, WIDE, Drawn, Panel
from counterfoil.documents.charts.network_map import network
from counterfoil.documents.charts.rows_of import ROWS


class Drawings(NamedTuple):
    """The panels of a chart for a wide page and, in the same order, for a phone; of `small` ones two stand in a row."""

    wide: list[Panel]
    narrow: list[Panel]
    small: bool = False


def drawings(chart: Drawn) -> Drawings | None:
    """Return the drawings of a chart, or None where its table is empty. Raises KeyError for a kind not known."""
    if chart.table.is_empty():
        return None
    if chart.kind == "network":
        return Drawings(network(chart, wide=True), network(chart, wide=False))
    if chart.kind == "bands":
        narrow = bands(chart, width="narrow")
        small = len(narrow) > 1
        return Drawings(bands(chart, width="small" if small else "wide"), narrow, small=small)
    draw = ROWS[chart.kind]
    return Drawings(draw(chart, WIDE), draw(chart, NARROW))
