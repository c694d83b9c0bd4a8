"""The network map: which edges are shown, and what the nodes of it are called."""

from typing import Final, NamedTuple

import polars as pl

from counterfoil.tracking.chart import EDGES, NETWORK
from counterfoil.tracking.labels import code_name
from counterfoil.tracking.shape import shaped

SHOWN: Final = 60  # nodes; more can be told apart on no page


class Network(NamedTuple):
    """`nodes` (id, kind, degree) and `edges` between them; of `all_nodes` the best connected are shown."""

    nodes: pl.DataFrame
    edges: pl.DataFrame
    all_nodes: int


def network(rows: pl.DataFrame) -> Network:
    """Return the network of the edges as they were counted: from_kind, from_id, to_kind, to_id, kind, weight."""
    named = rows.with_columns(_shown(rows, "from").alias("from_id"), _shown(rows, "to").alias("to_id"))
    ends = pl.concat([named.select(id=f"{end}_id", kind=f"{end}_kind") for end in ("from", "to")])
    degree = ends.group_by("id", "kind").agg(degree=pl.len())
    kept = degree.sort(["degree", "kind", "id"], descending=[True, False, False]).head(SHOWN)
    inside = named.filter(pl.col(f"{end}_id").is_in(kept["id"].implode()).alias(end) for end in ("from", "to"))
    edges = inside.group_by("from_id", "to_id", "kind").agg(pl.col("weight").sum()).sort("from_id", "to_id", "kind")
    return Network(
        shaped(kept.sort("kind", "id"), NETWORK), edges.select(EDGES).cast({"weight": pl.Int64}), degree.height
    )


def _shown(rows: pl.DataFrame, end: str) -> pl.Series:
    """Return the ids as they are shown: a consignor is told by its number or a code."""
    return pl.Series(
        [
            code_name(one) if kind == "consignor" else one
            for kind, one in rows.select(f"{end}_kind", f"{end}_id").iter_rows()
        ],
        dtype=pl.String,
    )
