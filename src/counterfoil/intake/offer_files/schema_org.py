"""Which products and offers does a graph of schema.org nodes tell? Nodes in the form of JSON-LD.

Sources: https://schema.org/Product, /Offer, /AggregateOffer, /ProductGroup; JSON-LD 1.1 (@graph, @id),
https://www.w3.org/TR/json-ld11/.
"""

import re
from collections.abc import Iterator
from typing import Any

from counterfoil.intake.html_text import text_of_html
from counterfoil.intake.reader import LIST_SEPARATOR

_PRODUCTS = {"Product", "IndividualProduct", "ProductModel", "SomeProducts", "ProductGroup", "Vehicle", "Car"}
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasVariant", "about")
_OFFERS = {"Offer", "AggregateOffer", "OfferForPurchase"}
_FOR_AN_ID = ("gtin", "mpn", "link")  # where a product has no number of its own
_GTINS = ("gtin", "gtin14", "gtin13", "gtin12", "gtin8", "ean", "upc")
_SHARED = ("brand", "description", "image", "name")  # of a group, where a variant does not say it itself
_DEEPEST = 12  # nodes within nodes
_MOST_OFFERS = 1_000  # of one product

Node = dict[str, Any]
Graph = dict[str, Node]  # nodes by their @id
Told = dict[str, str]  # our names, texts


def product_nodes(node: Any, depth: int = _DEEPEST) -> Iterator[Node]:
    """Yield the products of a node, its graph, lists and variants; related products are not the page's goods."""
    if depth == 0:
        return
    if isinstance(node, list):
        for one in node:
            yield from product_nodes(one, depth - 1)
    elif isinstance(node, dict):
        variants = _several(node.get("hasVariant"))
        if _types(node) & _PRODUCTS and not variants:
            yield node
        for name in _HOLDERS:
            for inner in _several(node.get(name)):
                shared = {"@type": "Product"} | {key: node[key] for key in _SHARED if key in node}
                is_variant = name == "hasVariant" and isinstance(inner, dict)
                yield from product_nodes(shared | inner | _group(node) if is_variant else inner, depth - 1)


def offers_of_node(product: Node, graph: Graph, others: Told) -> list[Told]:
    """Return what each offer of the product says under our names, empty values left out; one row where it has none.

    What the product leaves open is taken from `others`. Ids are the product's, followed by the offer's number where
    there are several.
    """
    offers = [_resolved(offer, graph) for offer in _several(product.get("offers"))]
    nested = [inner for offer in offers for inner in _several(offer.get("offers"))]
    told = ([_resolved(offer, graph) for offer in nested] or offers)[:_MOST_OFFERS]
    common = others | _of_product(product, graph)
    own = next((common[name] for name in ("id", *_FOR_AN_ID) if common.get(name)), "") or _text(product.get("@id"))
    rows = []
    for number, offer in enumerate(told or [{}], start=1):
        numbered = {"id": f"{own}/{number}" if len(told) > 1 and own else own}
        rows.append(common | numbered | {name: value for name, value in _of_offer(offer, graph).items() if value})
    return rows


def _of_product(product: Node, graph: Graph) -> Told:
    images = [address for image in _several(product.get("image")) if (address := _link(image, graph))]
    told = {
        "id": _text(product.get("sku")) or _text(product.get("productID")),
        "title": _text(product.get("name")),
        "description": text_of_html(_text(product.get("description"))),
        "link": _text(product.get("url")),
        "image_link": images[0] if images else "",
        "additional_image_link": LIST_SEPARATOR.join(dict.fromkeys(images[1:])),
        "brand": _name(product.get("brand"), graph) or _name(product.get("manufacturer"), graph),
        "gtin": next((code for name in _GTINS if (code := _text(product.get(name)))), ""),
        "mpn": _text(product.get("mpn")),
        "condition": _condition(product),
        "product_type": _name(product.get("category"), graph),
        "item_group_id": _text(product.get("inProductGroupWithID")),
    }
    return {name: value for name, value in told.items() if value}


def _of_offer(offer: Node, graph: Graph) -> Told:
    """Return the price (of an aggregate the lowest), place, seller and state of an offer."""
    stated = [_resolved(one, graph) for one in _several(offer.get("priceSpecification"))]
    priced = next((one for one in [offer, *stated] if _amount(one)), {})
    currency = _text(priced.get("priceCurrency")) or _text(offer.get("priceCurrency"))
    return {
        "id": _text(offer.get("sku")),
        "link": _text(offer.get("url")),
        "price": f"{_amount(priced)} {currency}".strip() if priced else "",
        "condition": _condition(offer),
        "availability": _snake(_word(offer.get("availability"))),
        "external_seller_id": _name(offer.get("seller"), graph) or _name(offer.get("offeredBy"), graph),
    }


def _amount(node: Node) -> str:
    return _text(node.get("price")) or _text(node.get("lowPrice"))


def _resolved(node: Any, graph: Graph) -> Node:
    """Return the node, or that of the graph which a mere reference ({"@id": …}) names."""
    if not isinstance(node, dict):
        return {}
    return graph.get(str(node["@id"]), node) if set(node) == {"@id"} else node


def graph_of(nodes: list[Any]) -> Graph:
    """Return the nodes, and those of their graphs, by their @id; mere references are left out."""
    inner = [one for node in nodes if isinstance(node, dict) for one in (node, *_several(node.get("@graph")))]
    told = [node for node in inner if isinstance(node, dict) and "@id" in node and set(node) != {"@id"}]
    return {str(node["@id"]): node for node in reversed(told)}


def _group(node: Node) -> Node:
    own = _text(node.get("productGroupID"))
    return {"inProductGroupWithID": own} if own else {}


def _types(node: Node) -> set[str]:
    """Return the types of the node without their vocabulary: "http://schema.org/Product" is Product."""
    return {str(kind).rstrip("/").rpartition("/")[2].rpartition(":")[2] for kind in _several(node.get("@type"))}


def _several(value: Any) -> list[Any]:
    if isinstance(value, dict) and "@list" in value:
        value = value["@list"]
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """Return a text or number; of several the first, of {"@value": …} the value."""
    value = next(iter(_several(value)), "")
    if isinstance(value, dict):
        value = value.get("@value", "")
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _name(value: Any, graph: Graph) -> str:
    first = next(iter(_several(value)), "")
    return _text(_resolved(first, graph).get("name")) if isinstance(first, dict) else _text(first)


def _link(value: Any, graph: Graph) -> str:
    node = _resolved(value, graph)
    return _text(node.get("url")) or _text(node.get("contentUrl")) if node else _text(value)


def _word(value: Any) -> str:
    """Return the last word of an enumeration: "https://schema.org/UsedCondition" is UsedCondition."""
    return _text(value).rstrip("/").rpartition("/")[2]


def _condition(node: Node) -> str:
    return _snake(_word(node.get("itemCondition")).removesuffix("Condition"))


def _snake(word: str) -> str:
    """Return "InStock" as Google writes it, "in_stock"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word).lower()
