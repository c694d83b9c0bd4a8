"""The network map: which edges are shown, and what the nodes of it are called."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import polars as pl

from counterfoil.tracking.chart import EDGES, NETWORK
from counterfoil.tracking.labels import code_name
from counterfoil.tracking.shape import shaped

SHOWN: Final = 60  # nodes; more can be told apart on no page
SEVERAL: Final = "?"  # the platform of an account that may be on one of several


class Node(NamedTuple):
    """What tells one node from all others: an account's id is its platform's own, and a case may bear its number."""

    kind: str
    at: str  # of an account: its platform, as it is compared
    id: str


class Network(NamedTuple):
    """`nodes` (id, kind, degree) and `edges` between them; of `all_nodes` the best connected are shown.

    `left_out`: ties of an account whose id stands on several platforms, where the table does not say on which.
    """

    nodes: pl.DataFrame
    edges: pl.DataFrame
    all_nodes: int
    left_out: int


def network(rows: pl.DataFrame) -> Network:
    """Return the network of the edges as they were counted: kind, at and id of both ends, kind, weight.

    No two nodes bear one id: where they would, it stands with the platform of the account, or with the kind.
    """
    whole = rows.filter((pl.col("from_at") != SEVERAL) & (pl.col("to_at") != SEVERAL))
    left_out = int(rows["weight"].sum() - whole["weight"].sum())
    platforms = _platforms(whole)
    firsts, lasts = _ends(whole, "from", platforms), _ends(whole, "to", platforms)
    names = _names({*firsts, *lasts}, platforms)
    ties = pl.DataFrame(
        {
            "from_id": [names[node] for node in firsts],
            "to_id": [names[node] for node in lasts],
            "kind": whole["kind"],
            "weight": whole["weight"].cast(pl.Int64),
        },
        schema_overrides={"from_id": pl.String, "to_id": pl.String},
    )
    degree = Counter([*firsts, *lasts])
    nodes = pl.DataFrame(
        [(names[node], node.kind, number) for node, number in degree.items()],
        schema={"id": pl.String, "kind": pl.String, "degree": pl.Int64},
        orient="row",
    )
    kept = nodes.sort(["degree", "kind", "id"], descending=[True, False, False]).head(SHOWN)
    inside = ties.filter(pl.col(end).is_in(kept["id"].implode()) for end in ("from_id", "to_id"))
    edges = inside.group_by("from_id", "to_id", "kind").agg(pl.col("weight").sum()).sort("from_id", "to_id", "kind")
    return Network(shaped(kept.sort("kind", "id"), NETWORK), edges.select(EDGES), nodes.height, left_out)


def _ends(rows: pl.DataFrame, end: str, platforms: Mapping[str, str]) -> list[Node]:
    """Return the nodes at one end of each tie, as they are shown: a consignor is told by its number or a code."""
    shown = {"consignor": code_name, "platform": lambda one: platforms[one.lower()]}
    told = rows.select(f"{end}_kind", f"{end}_at", f"{end}_id").iter_rows()
    return [Node(kind, at, shown[kind](one) if kind in shown else one) for kind, at, one in told]


def _platforms(rows: pl.DataFrame) -> dict[str, str]:
    """Return how each platform is written, by how it is compared."""
    written = rows.filter(from_kind="platform")["from_id"].unique().sort(descending=True)
    return {one.lower(): one for one in written}


def _names(nodes: Iterable[Node], platforms: Mapping[str, str]) -> dict[Node, str]:
    """Return a name of its own for each node: its id, or where others bear that id too, with where it is from."""
    ordered = sorted(nodes)
    borne = Counter(node.id for node in ordered)
    names = {node: node.id for node in ordered if borne[node.id] == 1}
    taken = set(borne)
    for node in ordered:
        if node in names:
            continue
        name = f"{node.id} ({platforms.get(node.at, node.at) or node.kind})"
        while name in taken:
            name += f" ({node.kind})"
        names[node] = name
        taken.add(name)
    return names
