"""Answers of web APIs: Shopify's, eBay's and Amazon's items, one answer, several, or one to a line."""

import json
from decimal import Decimal
from typing import Any

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.json_text import BROKEN_OFF, NOT_TEXT
from counterfoil.intake.offer_files.answers import NOTHING_SOLD
from counterfoil.intake.offers import read_offers
from intake.samples import Pipe, offers, together

SHOP: dict[str, Any] = {
    "id": 7,
    "title": "Fjord shoes",
    "body_html": "<p>Blue</p>",
    "vendor": "Halvorsen",
    "handle": "fjord",
    "product_type": "Shoes",
    "variants": [
        {"id": 71, "price": "129.00", "barcode": "4006381333931", "image_id": 2},
        {"id": 72, "price": "139.00", "available": False,
         "presentment_prices": [{"price": {"amount": "139.00", "currency_code": "EUR"}}]},
    ],
    "images": [{"id": 1, "src": "https://x/1.jpg"}, {"id": 2, "src": "https://x/2.jpg"}],
}  # fmt: skip
EBAY = {
    "itemId": "v1|1|0",
    "title": "Fjord shoes",
    "itemWebUrl": "https://ebay.example/1",
    "price": {"value": "20.50", "currency": "EUR"},
    "seller": {"username": "s-1"},
    "itemLocation": {"city": "Bergen", "country": "NO"},
    "itemGroupHref": "https://api.ebay.example/items?item_group_id=99&x=1",
    "image": {"imageUrl": "https://x/1.jpg"},
    "additionalImages": [{"imageUrl": "https://x/2.jpg"}, {"imageUrl": "https://x/1.jpg"}],
    "localizedAspects": [{"name": "Brand", "value": "Halvorsen"}],
}
AMAZON = {
    "sku": "F-1",
    "summaries": [
        {"marketplaceId": "M1", "asin": "B01", "itemName": "Fjord shoes", "conditionType": "used_good"},
        {"marketplaceId": "M2", "asin": "B01", "itemName": "Chaussures Fjord"},
    ],
    "offers": [
        {"marketplaceId": "M1", "price": {"amount": "10.00", "currencyCode": "USD"}},
        {"marketplaceId": "M2", "price": {"amount": "13.00", "currencyCode": "CAD"}},
    ],
    "identifiers": [{"marketplaceId": "M1", "identifiers": [{"identifierType": "EAN", "identifier": "4006381333931"}]}],
}


def test_every_variant_of_shopifys_products_is_an_offer() -> None:
    kept = offers(json.dumps({"products": [SHOP, SHOP | {"id": 8, "variants": []}]}, indent=1)).kept
    assert kept.select("id", "item_group_id", "price", "price_currency").rows() == [
        ("71", "7", Decimal("129.0000"), None),
        ("72", "7", Decimal("139.0000"), "EUR"),
        ("8", "8", None, None),
    ]
    first = kept.row(0, named=True)
    assert (first["image_link"], first["additional_image_link"]) == ("https://x/2.jpg", ["https://x/1.jpg"])
    assert (first["brand"], first["description"], first["gtin"]) == ("Halvorsen", "Blue", "4006381333931")
    assert kept["availability"].to_list() == [None, "out_of_stock", None]
    assert kept["line"].to_list()[:2] == [3, 3]


def test_a_single_product_and_a_shops_own_page_are_read() -> None:
    assert offers(json.dumps({"product": SHOP})).kept.height == 2
    assert offers("\n".join(json.dumps({"products": [SHOP]}) for _ in range(3))).kept["line"].to_list() == [
        1, 1, 2, 2, 3, 3,
    ]  # fmt: skip


def test_ebays_items_are_read() -> None:
    row = offers(json.dumps({"total": 1, "itemSummaries": [EBAY]})).kept.row(0, named=True)
    assert (row["id"], row["price"], row["price_currency"]) == ("v1|1|0", Decimal("20.5"), "EUR")
    assert (row["external_seller_id"], row["item_location"], row["ships_from_country"]) == ("s-1", "Bergen, NO", "NO")
    assert (row["item_group_id"], row["brand"], row["marketplace"]) == ("99", "Halvorsen", "EBAY")
    assert row["additional_image_link"] == ["https://x/2.jpg"]
    assert offers(json.dumps(EBAY)).kept.height == 1
    assert offers(json.dumps([{"itemSummaries": [EBAY]}, {"itemSummaries": [EBAY, EBAY]}])).kept.height == 3


def test_a_listing_of_amazon_is_an_offer_in_each_of_its_marketplaces() -> None:
    kept = offers(json.dumps({"numberOfResults": 1, "items": [AMAZON]})).kept
    assert kept.select("id", "title", "price_currency", "marketplace", "condition", "gtin").rows() == [
        ("F-1/M1", "Fjord shoes", "USD", "M1", "used", "4006381333931"),
        ("F-1/M2", "Chaussures Fjord", "CAD", "M2", None, None),
    ]
    assert kept["item_group_id"].to_list() == ["B01", "B01"]


def test_a_catalogue_tells_no_price() -> None:
    item = {"asin": "B01", "summaries": [{"marketplaceId": "M1", "itemName": "Fjord"}],
            "attributes": {"list_price": [{"value": 10, "currency": "USD", "marketplace_id": "M1"}],
                           "bullet_point": [{"value": "Blue", "marketplace_id": "M1"}]}}  # fmt: skip
    row = offers(json.dumps({"items": [item]})).kept.row(0, named=True)
    assert (row["id"], row["price"], row["description"]) == ("B01", None, "Blue")


def test_the_mapping_names_any_field_by_its_path() -> None:
    kept = offers(json.dumps({"itemSummaries": [EBAY]}), mapping='[columns]\nmpn = "seller.username"').kept
    assert kept["mpn"].to_list() == ["s-1"]


def test_what_holds_no_goods_is_a_reject() -> None:
    errors = {"errors": [{"code": "BAD_REQUEST"}]}
    result = offers("\n".join(json.dumps(one) for one in ({"items": [AMAZON]}, errors)))
    assert result.rejects.select("line", "rule").rows() == [(2, NOTHING_SOLD)]
    result = offers(json.dumps({"itemSummaries": [EBAY, 7, [], EBAY | {"title": "\ud800"}]}))
    assert result.kept.height == 1
    assert result.rejects["rule"].to_list()[-1] == NOT_TEXT
    assert result.rejects.height == 3


@pytest.mark.parametrize("cut", [40, 200, 700])
def test_of_an_answer_broken_off_what_came_before_is_kept(cut: int) -> None:
    text = json.dumps({"itemSummaries": [EBAY] * 20}, indent=1)
    result = offers(text[: len(text) - cut])
    assert 17 <= result.kept.height < 21
    assert result.rejects["rule"].to_list() == [BROKEN_OFF]


def test_an_answer_without_a_title_at_all_is_refused() -> None:
    with pytest.raises(UserError, match="No column is named title"):
        offers(json.dumps({"itemSummaries": [{"itemId": "1", "itemWebUrl": "https://x"}]}))


def test_a_large_answer_on_one_line_comes_in_batches() -> None:
    text = json.dumps({"itemSummaries": [EBAY] * 25_000})
    batches = list(read_offers(Pipe(text.encode(), at_once=100_000), file="-"))  # type: ignore[arg-type]
    assert [batch.kept.height for batch in batches] == [10_000, 10_000, 5_000]
    assert together(batches).rejects.height == 0
