"""What does a saved page of a shop say that it sells? One HTML page: JSON-LD, else microdata, else OpenGraph.

Sources: https://schema.org/Product and /Offer; https://ogp.me; what search engines ask of shops,
https://developers.google.com/search/docs/appearance/structured-data/product. The library `extruct` (extra [pages])
takes them out of the page: it copes with comments, control characters and trailing commas in JSON-LD. Nothing is
fetched and nothing is run. The page is read whole, at most LARGEST_PAGE bytes.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from lxml import etree, html

from counterfoil.errors import UserError
from counterfoil.intake.decoding import head_text
from counterfoil.intake.naming import frame_of_records
from counterfoil.intake.offer_files.schema_org import graph_of, offers_of_node, product_nodes
from counterfoil.intake.reader import HEAD_BYTES, OFFERS, Format, RawBatch, Refused, Wanted, rejects_of

LARGEST_PAGE = 8 * 1024 * 1024  # bytes
_NOT_JSON = "JSON-LD must be readable; this block is not ({fault})"
_CURE = "Save the page of a product, or download the feed itself."
_PAGE = r"(?i)\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|div|script|meta|main|article)\b"
_SIGNS = ("schema.org", "application/ld+json", 'property="og:', 'property="product:', "property='og:")
_OF_OPEN_GRAPH = {  # ours → theirs
    "id": ("product:retailer_item_id", "product:retailer_part_no", "product:gtin", "og:url"),
    "title": ("og:title",),
    "description": ("og:description",),
    "link": ("og:url",),
    "image_link": ("og:image", "og:image:url"),
    "brand": ("product:brand", "og:brand"),
    "gtin": ("product:gtin", "product:ean", "product:upc"),
    "mpn": ("product:mfr_part_no",),
    "condition": ("product:condition",),
    "availability": ("product:availability", "og:availability"),
    "product_type": ("product:category",),
    "item_group_id": ("product:item_group_id",),
}
_AMOUNTS = (("price", "product:price"), ("price", "og:price"), ("sale_price", "product:sale_price"))


class _Node(NamedTuple):
    """A node of schema.org as JSON-LD writes it, and the line on which its block begins."""

    line: int
    value: Any


class _Told(NamedTuple):
    """What is told of one offer under our names, and the line on which that begins."""

    line: int
    told: dict[str, str]


def recognises(head: bytes) -> bool:
    """Tell whether this is a page, and either describes goods or is too long to be seen whole."""
    text = head_text(head)
    is_page = re.match(_PAGE, text.lstrip("\ufeff"), re.DOTALL) is not None
    return is_page and (len(head) >= HEAD_BYTES or any(sign in text for sign in _SIGNS))


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield one row for each offer of each product on the page, `line` being that on which its description begins.

    Raises UserError for a page that is too large or describes no product, and where `extruct` is not installed.
    """
    document = _document(stream, wanted)
    nodes, bad = _json_ld(document)
    page = _open_graph(document)
    found = _records(nodes, page) or _records(_microdata(document), page) or [page] * bool(page.told)
    if not found and not bad:
        problem = "The page describes no product (JSON-LD, microdata or OpenGraph)."
        raise UserError(problem, cure=_CURE, file=wanted.file)
    records, lines = [one.told for one in found], [one.line for one in found]
    rows = frame_of_records(records, lines, wanted, first=bool(found))
    yield RawBatch(rows, rejects_of(bad, file=wanted.file))


def _document(stream: BinaryIO, wanted: Wanted) -> html.HtmlElement:
    content = stream.read(LARGEST_PAGE + 1)
    if len(content) > LARGEST_PAGE:
        raise UserError("The page is larger than 8 MiB.", cure=_CURE, file=wanted.file)
    encoding = wanted.encoding or ("utf-8" if _is_utf8(content) else None)
    parser = html.HTMLParser(encoding=encoding, no_network=True, remove_comments=True)
    try:
        return html.document_fromstring(content, parser=parser)
    except (etree.ParserError, ValueError):
        raise UserError("The page is empty.", cure=_CURE, file=wanted.file) from None


def _is_utf8(content: bytes) -> bool:
    """Tell whether the page is UTF-8; only of others the encoding that it declares is believed."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _json_ld(document: html.HtmlElement) -> tuple[list[_Node], list[Refused]]:
    """Return the nodes of all blocks of JSON-LD, and the blocks that cannot be read."""
    extractor = _extruct().JsonLdExtractor()
    nodes: list[_Node] = []
    bad: list[Refused] = []
    for script in document.xpath('//script[contains(@type, "ld+json")]'):
        script.set("type", "application/ld+json")  # without parameters such as charset
        line = script.sourceline or 1
        try:
            nodes += [_Node(line, node) for node in extractor.extract_items(script)]
        except (ValueError, RecursionError) as fault:
            reason = "nested too deeply" if isinstance(fault, RecursionError) else str(fault).split(":")[0]
            bad.append(Refused(line, script.text or "", _NOT_JSON.format(fault=reason)))
    return nodes, bad


def _microdata(document: html.HtmlElement) -> list[_Node]:
    extractor = _extruct().MicrodataExtractor(add_html_node=True)
    try:
        items = extractor.extract_items(document, "")
    except (ValueError, RecursionError):
        return []
    return [_Node(item["htmlNode"].sourceline or 1, _as_node(item)) for item in items]


def _as_node(item: Any) -> Any:
    """Return an item of microdata in the form that JSON-LD has."""
    if isinstance(item, list):
        return [_as_node(one) for one in item]
    if not isinstance(item, dict):
        return item
    properties = {name: _as_node(value) for name, value in item.get("properties", {}).items()}
    return {"@type": item.get("type", ""), "@id": item.get("id", "")} | properties


def _open_graph(document: html.HtmlElement) -> _Told:
    """Return what OpenGraph says of the one product that the page is; nothing where it says of none."""
    found = list(_extruct().OpenGraphExtractor().extract_items(document))
    told: dict[str, str] = {}
    for name, value in found[0]["properties"] if found else []:
        told.setdefault(name, value.strip())
    if not told.get("og:type", "").startswith("product") and not any(name.startswith("product:") for name in told):
        return _Told(1, {})
    ours = {name: next((told[t] for t in theirs if told.get(t)), "") for name, theirs in _OF_OPEN_GRAPH.items()}
    for name, prefix in _AMOUNTS:
        amount, currency = told.get(f"{prefix}:amount", ""), told.get(f"{prefix}:currency", "")
        ours[name] = ours.get(name) or f"{amount} {currency}".strip()
    meta = document.xpath("//head/meta[starts-with(@property, 'og:') or starts-with(@property, 'product:')]")
    return _Told(meta[0].sourceline or 1, told | {name: value for name, value in ours.items() if value})


def _records(nodes: list[_Node], page: _Told) -> list[_Told]:
    """Return the offers of all products; where there is but one, OpenGraph tells of the same, and fills its gaps."""
    products = [(node.line, product) for node in nodes for product in product_nodes(node.value)]
    graph = graph_of([node.value for node in nodes])
    others = page.told if len(products) == 1 else {}
    return [_Told(line, told) for line, product in products for told in offers_of_node(product, graph, others)]


def _extruct() -> Any:
    try:
        import extruct
    except ModuleNotFoundError:
        cure = "Install it: pip install 'counterfoil[pages]'."
        raise UserError("Reading pages of shops needs the library extruct.", cure=cure) from None
    return extruct


PRODUCT_PAGE = Format("product_page", recognises, read, holds=OFFERS)
