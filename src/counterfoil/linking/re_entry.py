"""Which applications come from the operator of an account that was terminated or debarred?"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from counterfoil.tables.link import ONE_OPERATOR
from counterfoil.tables.re_entry import ReEntry

CLOSED = ("terminated", "debarred")
THROUGH = "Both are linked to account {}."
Edge = dict[str, Any]
Edges = dict[str, dict[str, Edge]]


def re_entries(applications: pl.DataFrame, known: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Return the re-entries (columns of ReEntry), by application and then what speaks most for it.

    `applications` and `known` have the columns of Seller, `links` those of Link. Accounts that are linked through
    others are told with the account between them, and weigh what the weakest link between them weighs. An application
    that was closed itself comes back from nowhere, and what a reviewer called not the same is no link.
    """
    is_closed = pl.col("status").is_in(CLOSED).fill_null(value=False)
    closed = dict(known.filter(is_closed).select("id", "status").iter_rows())
    applying = set(applications.filter(~is_closed)["id"])
    edges = _edges(links.filter(pl.col("relation") == ONE_OPERATOR))
    rows = [
        {"seller_id": seller, "known_seller_id": account, "known_status": status, **told}
        for account, status in sorted(closed.items())
        for seller, told in _reached(account, edges)
        if seller in applying
    ]
    found = pl.DataFrame(rows, schema=ReEntry.create_empty().schema)
    return ReEntry.cast(found).sort(["seller_id", "weight", "known_seller_id"], descending=[False, True, False])


def _edges(linked: pl.DataFrame) -> Edges:
    """Return of each account the links to others."""
    edges: Edges = {}
    for row in linked.select("seller_id", "other_seller_id", "score", "weight", "reasons").iter_rows(named=True):
        one, other = row.pop("seller_id"), row.pop("other_seller_id")
        edges.setdefault(one, {})[other] = edges.setdefault(other, {})[one] = row
    return edges


def _reached(account: str, edges: Edges) -> Iterator[tuple[str, Edge]]:
    """Yield the accounts linked to one, at first hand or through others, nearest and strongest first."""
    seen, ring = {account}, dict(edges.get(account, {}))
    while ring:
        yield from ring.items()
        seen |= set(ring)
        further: dict[str, Edge] = {}
        for between in sorted(ring, key=lambda one: (-ring[one]["weight"], one)):
            for seller, edge in edges[between].items():
                if seller not in seen and seller not in further:
                    weakest = min(ring[between], edge, key=lambda told: told["weight"])
                    further[seller] = {**weakest, "reasons": [THROUGH.format(between), *edge["reasons"]]}
        ring = further
