"""Saved pages of shops: JSON-LD as shops write it, microdata, OpenGraph."""

import sys
from decimal import Decimal

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.offer_files import product_page
from intake.samples import offers

PRODUCT = """{"@context": "https://schema.org", "@type": "Product", "name": "Fjord shoes", "sku": "F-1",
 "brand": {"@type": "Brand", "name": "Halvorsen"}, "image": ["https://x/1.jpg", {"url": "https://x/2.jpg"}],
 "offers": {"@type": "Offer", "price": 19.90, "priceCurrency": "EUR", "availability": "https://schema.org/InStock",
            "itemCondition": "http://schema.org/UsedCondition", "seller": {"name": "Shop"}}}"""


def page(*scripts: str, head: str = "", body: str = "") -> str:
    blocks = "\n".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<!DOCTYPE html>\n<html><head>{head}\n{blocks}</head><body>{body}</body></html>"


def test_a_product_in_json_ld_is_an_offer() -> None:
    row = offers(page(PRODUCT)).kept.row(0, named=True)
    assert (row["id"], row["title"], row["brand"], row["line"]) == ("F-1", "Fjord shoes", "Halvorsen", 3)
    assert (row["price"], row["price_currency"], row["external_seller_id"]) == (Decimal("19.9"), "EUR", "Shop")
    assert (row["condition"], row["availability"]) == ("used", "in_stock")
    assert (row["image_link"], row["additional_image_link"]) == ("https://x/1.jpg", ["https://x/2.jpg"])


@pytest.mark.parametrize(
    "script",
    [
        "// ours\n" + PRODUCT,
        PRODUCT.replace('"sku"', '/* number */ "sku"'),
        PRODUCT.replace('"name": "Fjord shoes",', '"name": "Fjord shoes", // as sold\n'),
        "<!-- ours -->\n" + PRODUCT,
        PRODUCT.replace('{"name": "Shop"}}}', '{"name": "Shop"},},}'),
        PRODUCT.replace("Fjord shoes", "Fjord\tshoes\n"),
        f"[{PRODUCT}]",
        f'{{"@graph": [{{"@type": "WebPage"}}, {PRODUCT}]}}',
        f'{{"@type": "ItemList", "itemListElement": [{{"@type": "ListItem", "item": {PRODUCT}}}]}}',
        f'{{"@type": "WebPage", "mainEntity": {PRODUCT}}}',
    ],
)
def test_json_ld_as_shops_write_it(script: str) -> None:
    result = offers(page("null", script))
    assert result.kept.select("id", "price_currency").rows() == [("F-1", "EUR")]
    assert result.rejects.height == 0


def test_a_broken_block_is_a_reject_and_the_others_are_read() -> None:
    deep = '{"a":' * 50_000 + "1" + "}" * 50_000
    result = offers(page("{broken", PRODUCT, deep))
    assert result.kept["id"].to_list() == ["F-1"]
    assert result.rejects["line"].to_list()[0] == 3
    assert result.rejects.height == 2


def test_references_within_a_graph_are_followed() -> None:
    graph = """{"@graph": [{"@type": "Product", "name": "Fjord", "sku": "F", "brand": {"@id": "#b"},
      "offers": [{"@id": "#o"}, {"@type": "Offer", "price": "21", "priceCurrency": "EUR"}]},
      {"@id": "#b", "@type": "Brand", "name": "Halvorsen"}, {"@id": "#o", "price": "20", "priceCurrency": "EUR"}]}"""
    kept = offers(page(graph)).kept
    assert kept.select("id", "brand", "price").rows() == [("F/1", "Halvorsen", 20), ("F/2", "Halvorsen", 21)]


def test_variants_of_a_group_are_offers_and_related_products_are_none() -> None:
    group = """{"@type": "ProductGroup", "name": "Fjord", "productGroupID": "G", "brand": "Halvorsen",
      "hasVariant": [{"sku": "F-41"}, {"@type": "Product", "sku": "F-42", "name": "Fjord 42"}],
      "isRelatedTo": {"@type": "Product", "name": "Belt", "sku": "B"}}"""
    kept = offers(page(group)).kept
    assert kept.select("id", "title", "item_group_id", "brand").rows() == [
        ("F-41", "Fjord", "G", "Halvorsen"),
        ("F-42", "Fjord 42", "G", "Halvorsen"),
    ]


def test_an_aggregate_is_asked_its_lowest_price() -> None:
    offer = '{"@type": "AggregateOffer", "lowPrice": "10", "highPrice": 20, "priceCurrency": "USD"}'
    row = offers(page(f'{{"@type": "Product", "name": "Fjord", "mpn": "M", "offers": {offer}}}')).kept.row(
        0, named=True
    )
    assert (row["id"], row["price"]) == ("M", 10)


MICRODATA = """<div itemscope itemtype="http://schema.org/Product">
  <span itemprop="name">Fjord shoes</span><meta itemprop="sku" content="F-1">
  <img itemprop="image" src=" https://x/1.jpg ">
  <span itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR">
  <b itemprop="price">19.90</b></span></div>"""
OPEN_GRAPH = """<meta property="og:type" content="product"><meta property="og:title" content="Fjord shoes | Shop">
<meta property="og:url" content="https://shop.example/1"><meta property="product:price:amount" content="19.90">
<meta property="product:price:currency" content="EUR"><meta property="product:gtin" content="4006381333931">"""


def test_microdata_and_open_graph_are_read_where_nothing_better_is() -> None:
    row = offers(page(body=MICRODATA)).kept.row(0, named=True)
    assert (row["id"], row["price"], row["image_link"], row["line"]) == ("F-1", Decimal("19.9"), "https://x/1.jpg", 3)
    row = offers(page(head=OPEN_GRAPH)).kept.row(0, named=True)
    assert (row["id"], row["price_currency"], row["link"]) == ("4006381333931", "EUR", "https://shop.example/1")


def test_open_graph_fills_the_gaps_of_the_pages_only_product() -> None:
    row = offers(page(PRODUCT, head=OPEN_GRAPH, body=MICRODATA)).kept.row(0, named=True)
    assert (row["id"], row["title"], row["gtin"]) == ("F-1", "Fjord shoes", "4006381333931")
    assert offers(page(PRODUCT, PRODUCT, head=OPEN_GRAPH)).kept["gtin"].to_list() == [None, None]


def test_a_page_without_goods_is_refused() -> None:
    with pytest.raises(UserError, match="describes no product"):
        offers(page('{"@type": "NewsArticle", "headline": "News"}'))
    with pytest.raises(UserError, match="looks like HTML"):
        offers("<html><body>Hello</body></html>")


def test_a_page_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product_page, "LARGEST_PAGE", 100)
    with pytest.raises(UserError, match="larger than"):
        offers(page(PRODUCT))


def test_without_the_library_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "extruct", None)
    with pytest.raises(UserError, match=r"pip install 'counterfoil\[pages\]'"):
        offers(page(PRODUCT))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_encoding_that_the_page_declares_holds(encoding: str) -> None:
    text = page(PRODUCT.replace("Fjord", "Crème"), head=f'<meta charset="{encoding.removesuffix("-sig")}">')
    assert offers(text.encode(encoding)).kept["title"].to_list() == ["Crème shoes"]


def test_many_blocks_that_refer_to_others_take_no_longer_than_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    class Counted(dict[str, object]):
        def get(self, name: str, other: object = None) -> object:  # type: ignore[override]
            nonlocal asked
            asked += 1
            return super().get(name, other)

    whole = product_page.graph_of
    monkeypatch.setattr(product_page, "graph_of", lambda nodes: Counted(whole(nodes)))
    block = '{"@type": "Product", "name": "x", "sku": "1", "brand": {"@id": "#absent"}}'
    assert offers(page(*[block] * 200)).kept.height == 200
    assert asked == 200
