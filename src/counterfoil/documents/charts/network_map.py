"""Draw who is linked to what: a column to each kind of node, a line to each link, the same picture for the same rows.

Nodes are put beside those that they are linked with (the mean of their neighbours' places, M. J. Carpano, IEEE
Transactions on Systems, Man and Cybernetics 10 (1980), 705-715), ties by id. On a phone the columns stand one below
the other, and the links run at the side.
"""

from collections import defaultdict
from typing import Final, NamedTuple

import polars as pl
from markupsafe import escape

from counterfoil.documents.charts.drawing import BLUE, INK, PAPER, SOFT, Drawn, Panel, plain

MOST: Final = 40  # nodes that are drawn: those with most links
SWEEPS: Final = 6
ROW, TOP, DOT = 24, 34, 4.5
WIDTH, NARROW = 800, 350
WIDE_LETTER: Final = 6.6  # pixels
SIDE: Final = 150  # pixels of a phone's drawing for the links


class Place(NamedTuple):
    """Where a node stands, and of which kind it is."""

    x: float
    y: float
    kind: str


def network(chart: Drawn, *, wide: bool) -> list[Panel]:
    """Return the map of the nodes with most links, as one drawing."""
    nodes = chart.table.sort("degree", "id", descending=[True, False])
    shown = nodes.head(MOST)
    edges = [] if chart.edges is None else _edges(chart.edges, set(shown["id"]))
    columns = _columns(shown, edges)
    svg = _wide(columns, edges) if wide else _narrow(columns, edges)
    return [Panel("", svg, nodes.height - shown.height)]


def _edges(edges: pl.DataFrame, known: set[str]) -> list[tuple[str, str, float]]:
    rows = edges.select("from_id", "to_id", pl.col("weight").cast(pl.Float64).fill_null(1.0)).sort("from_id", "to_id")
    return [(one, other, weight) for one, other, weight in rows.rows() if {one, other} <= known]


def _columns(nodes: pl.DataFrame, edges: list[tuple[str, str, float]]) -> dict[str, list[str]]:
    """Return the ids by kind, the kinds as they come, the ids beside their neighbours."""
    kinds = dict(nodes.select("id", "kind").rows())
    columns: dict[str, list[str]] = defaultdict(list)
    for node in sorted(kinds):
        columns[kinds[node]].append(node)
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other, _ in edges:
        beside[one].append(other)
        beside[other].append(one)
    place = {node: at / len(ids) for ids in columns.values() for at, node in enumerate(ids)}
    for _ in range(SWEEPS):
        for ids in columns.values():
            ids.sort(key=lambda node: (_mean([place[other] for other in beside[node]], place[node]), node))
            place.update({node: at / len(ids) for at, node in enumerate(ids)})
    return {
        kind: columns[kind] for kind in sorted(columns, key=lambda kind: (-_reach(columns[kind], beside, kinds), kind))
    }


def _mean(values: list[float], otherwise: float) -> float:
    return round(sum(values) / len(values), 9) if values else otherwise


def _reach(ids: list[str], beside: dict[str, list[str]], kinds: dict[str, str]) -> int:
    """Return how many other kinds the ids of a kind are linked with: those with most stand first."""
    return len({kinds[other] for node in ids for other in beside[node]})


def _wide(columns: dict[str, list[str]], edges: list[tuple[str, str, float]]) -> str:
    tallest, step = max(map(len, columns.values()), default=1), WIDTH / max(1, len(columns))
    places: dict[str, Place] = {}
    for at, (kind, ids) in enumerate(columns.items()):
        gap = ROW * tallest / len(ids)
        places |= {node: Place(at * step + 10, TOP + gap * (place + 0.5), kind) for place, node in enumerate(ids)}
    letters = max(8, int((step - 34) / 7))
    heads = [_text(at * step + 6, 14, kind, 22, bold=True) for at, kind in enumerate(columns)]
    dots = [_node(place, node, letters) for node, place in places.items()]
    return _svg(WIDTH, TOP + ROW * tallest + 8, [*_lines(places, edges, letters), *heads, *dots])


def _narrow(columns: dict[str, list[str]], edges: list[tuple[str, str, float]]) -> str:
    places: dict[str, Place] = {}
    heads, y = [], 14.0
    for kind, ids in columns.items():
        heads.append(_text(SIDE - 4, y, kind, 26, bold=True))
        places |= {node: Place(SIDE, y + ROW * (place + 1) - 4, kind) for place, node in enumerate(ids)}
        y += ROW * (len(ids) + 1.4)
    heaviest = max((weight for *_, weight in edges), default=1.0)
    arcs = []
    for one, other, weight in edges:
        first, second = sorted((places[one].y, places[other].y))
        out = max(6.0, SIDE - 10 - (second - first) / 3)
        arcs.append(
            _path(
                f"M{SIDE},{first:.1f} C{out:.1f},{first:.1f} {out:.1f},{second:.1f} {SIDE},{second:.1f}",
                weight / heaviest,
            )
        )
    return _svg(NARROW, y, [*arcs, *heads, *(_node(place, node, 26) for node, place in places.items())])


def _lines(places: dict[str, Place], edges: list[tuple[str, str, float]], letters: int) -> list[str]:
    """Return a line to each link, from behind the words of the left node to the dot of the right one."""
    heaviest = max((weight for *_, weight in edges), default=1.0)
    made = []
    for one, other, weight in edges:
        (left, name), (right, _) = sorted(((places[one], one), (places[other], other)))
        words = 18 + WIDE_LETTER * min(len(name), letters)
        if left.x == right.x:  # of one kind: an arc at its side
            out = left.x - 8 if left.x > 20 else left.x + words
            path = f"M{left.x:.1f},{left.y:.1f} Q{out:.1f},{(left.y + right.y) / 2:.1f} {right.x:.1f},{right.y:.1f}"
        else:
            begin = min(left.x + words, right.x - 12)
            middle = (begin + right.x) / 2
            path = f"M{begin:.1f},{left.y:.1f} C{middle:.1f},{left.y:.1f} {middle:.1f},{right.y:.1f}"
            path += f" {right.x:.1f},{right.y:.1f}"
        made.append(_path(path, weight / heaviest))
    return made


def _path(path: str, part: float) -> str:
    thick = 0.8 + 3.2 * max(0.0, part)
    return f'<path d="{path}" fill="none" stroke="{SOFT}" stroke-opacity=".55" stroke-width="{thick:.1f}"/>'


def _node(place: Place, node: str, letters: int) -> str:
    """Return a dot with its id, on a ground that hides the links behind the words."""
    words = WIDE_LETTER * min(len(node), letters) + 4
    return (
        f'<rect x="{place.x + 8:.1f}" y="{place.y - 8:.1f}" width="{words:.1f}" height="16" fill="{PAPER}"'
        f' fill-opacity=".85"/><circle cx="{place.x:.1f}" cy="{place.y:.1f}" r="{DOT}" fill="{BLUE}"'
        f' stroke="{PAPER}"/>{_text(place.x + 10, place.y + 4, node, letters)}'
    )


def _text(x: float, y: float, text: str, letters: int, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" fill="{INK}"{weight}>{escape(plain(text, letters))}</text>'


def _svg(width: int, height: float, parts: list[str]) -> str:
    return f'<svg viewBox="0 0 {width} {height:.0f}" aria-hidden="true">{"".join(parts)}</svg>'
