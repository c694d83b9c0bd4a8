"""The network of seller accounts, suspect offers and rights as GraphML, for Gephi, Cytoscape, yEd and networkx.

Source: GraphML, http://graphml.graphdrawing.org/specification.html
"""

import re
from collections.abc import Iterator

import polars as pl
from lxml import etree

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
_KEYS = (  # id, of nodes or edges, and type; the id is the name, too
    ("kind", "node", "string"), ("label", "node", "string"), ("decision", "node", "string"),
    ("score", "node", "double"),
    ("owner", "node", "string"), ("marketplace", "node", "string"), ("status", "node", "string"),
    ("party", "node", "string"), ("relation", "edge", "string"), ("reasons", "edge", "string"),
    ("ground", "edge", "string"), ("weight", "edge", "long"),
)  # fmt: skip
TAIL = "</graph>\n</graphml>\n"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def network(suspect: pl.DataFrame, uses: pl.DataFrame, rights: pl.DataFrame) -> Iterator[str]:
    """Yield the graph as text: nodes account, offer and right; edges “offers” and “held against” (weight in
    thousandths of a nat)."""
    yield from head("screening", edges="directed")
    accounts = suspect.select("external_seller_id", "marketplace").drop_nulls("external_seller_id")
    for seller, marketplace in accounts.unique("external_seller_id", maintain_order=True).iter_rows():
        yield node(f"account:{seller}", kind="account", label=seller, marketplace=marketplace)
    for offer in suspect.iter_rows(named=True):
        told = {name: offer[name] for name in ("decision", "score", "marketplace")}
        yield node(f"offer:{offer['id']}", kind="offer", label=offer["title"], **told)
    named = rights.join(uses.select("right_id").unique(), left_on="id", right_on="right_id", how="semi")
    for right, mark, owner in named.select("id", "mark", "owner").iter_rows():
        yield node(f"right:{right}", kind="right", label=mark, owner=owner)
    for offer, seller in suspect.select("id", "external_seller_id").drop_nulls().iter_rows():
        yield edge(f"account:{seller}", f"offer:{offer}", relation="offers")
    for offer, right, ground, weight, _ in uses.filter(pl.col("right_id").is_in(named["id"].to_list())).iter_rows():
        yield edge(f"offer:{offer}", f"right:{right}", relation="held against", ground=ground, weight=weight)
    yield TAIL


def head(name: str, *, edges: str) -> Iterator[str]:
    """Yield what a graph begins with; `edges` are directed or undirected."""
    yield HEAD
    for key, element, kind in _KEYS:
        yield f'<key id="{key}" for="{element}" attr.name="{key}" attr.type="{kind}"/>\n'
    yield f'<graph id="{name}" edgedefault="{edges}">\n'


def node(name: str, **told: object) -> str:
    """Return a node with what is told of it under the names of the keys."""
    return _element("node", {"id": name}, told)


def edge(source: str, target: str, **told: object) -> str:
    """Return an edge with what is told of it under the names of the keys."""
    return _element("edge", {"source": source, "target": target}, told)


def _element(tag: str, attributes: dict[str, str], told: dict[str, object]) -> str:
    element = etree.Element(tag, {name: _sound(value) for name, value in attributes.items()})
    for name, value in told.items():
        if value is not None:
            etree.SubElement(element, "data", key=name).text = _sound(str(value))
    return etree.tostring(element, encoding="unicode") + "\n"


def _sound(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
