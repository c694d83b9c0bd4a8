"""Real files of offers in others' formats, read where they lie; rows are counted beside by plain means."""

import csv
import json
import re
from typing import Any

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.offer_files.answers import NOTHING_SOLD
from intake.samples import offers_of, shared_file

pytestmark = pytest.mark.shared
FORMATS = "formats/"


def document(name: str) -> Any:
    return json.loads(shared_file(FORMATS + name).read_text("utf-8"))


@pytest.mark.parametrize(("name", "variants"), [("products.json", 5), ("product.json", 4)])
def test_shopify_json(name: str, variants: int) -> None:
    products = document("shopify-json/" + name)
    listed = products.get("products") or [products["product"]]
    assert sum(len(product["variants"]) for product in listed) == variants
    result = offers_of(shared_file(FORMATS + "shopify-json/" + name))
    assert (result.kept.height, result.rejects.height) == (variants, 0)
    assert result.kept["id"].to_list() == [str(v["id"]) for product in listed for v in product["variants"]]
    assert set(result.kept["price_currency"]) == {"USD"}


def test_shopify_orders_are_no_products() -> None:
    with pytest.raises(UserError, match="is JSON, but neither"):
        offers_of(shared_file(FORMATS + "shopify-json/orders.json"))


def test_ebay() -> None:
    items = document("ebay-browse/sample_response_100.json")["itemSummaries"]
    path = shared_file(FORMATS + "ebay-browse/sample_response_100.json")
    result = offers_of(path)
    assert (len(items), result.kept.height, result.rejects.height) == (100, 100, 0)
    assert result.kept["id"].to_list() == [item["itemId"] for item in items]
    assert result.kept["external_seller_id"].to_list() == [item["seller"]["username"] for item in items]
    assert [f"{price:.2f}" for price in result.kept["price"]] == [item["price"]["value"] for item in items]
    lines = path.read_text("utf-8").splitlines()
    assert [lines[line].strip()[:9] for line in result.kept["line"]] == ['"itemId":'] * 100


def amazon_rows(name: str) -> tuple[int, int]:
    """Return how many rows name a title, and how many do not or hold no item."""
    titled = others = 0
    for example in document("amazon-spapi/" + name):
        answer = example.get("example") or example.get("response")
        for item in answer.get("items", [answer]):
            summaries = item.get("summaries") or [{}]
            name_of = [one.get("itemName") or item.get("attributes", {}).get("item_name") for one in summaries]
            titled += sum(map(bool, name_of))
            others += len(name_of) - sum(map(bool, name_of))
    return titled, others


@pytest.mark.parametrize(
    ("name", "kept", "rejected"),
    [("catalogItems_2022-04-01.examples.json", 4, 2), ("listingsItems_2021-08-01.examples.json", 8, 15)],
)
def test_amazon(name: str, kept: int, rejected: int) -> None:
    assert amazon_rows(name) == (kept, rejected)
    result = offers_of(shared_file(FORMATS + "amazon-spapi/" + name))
    assert (result.kept.height, result.rejects.height) == (kept, rejected)
    assert set(result.rejects["rule"]) <= {NOTHING_SOLD, "title must be given"}


def test_amazons_listings_feed() -> None:
    result = offers_of(shared_file(FORMATS + "amazon-spapi/listings-feed-schema-v2.example.json"))
    assert result.kept["id"].to_list() == ["My-SKU-C"]
    assert result.rejects["rule"].to_list() == ["title must be given"] * 4


@pytest.mark.parametrize(
    "name",
    [
        "catalogItems_2022-04-01.json",
        "listingsItems_2021-08-01.json",
        "listings-feed-schema-v2.json",
        "fbaInventory.json",
        "fbaInventory.examples.json",
        "listingsRestrictions_2021-08-01.json",
        "listingsRestrictions_2021-08-01.examples.json",
        "BrandedItemContentChangeNotification.json",
        "ListingsItemStatusChangeNotification.json",
    ],
)
def test_what_amazon_writes_of_other_things_is_refused(name: str) -> None:
    with pytest.raises(UserError):
        offers_of(shared_file(FORMATS + "amazon-spapi/" + name))


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("woocommerce-csv/sample_products.csv", 24),
        ("magento-csv/products_gear_bags.csv", 14),
        ("magento-csv/products_gear_watches.csv", 9),
        ("meta-catalog/reddit_feed.csv", 48),
    ],
)
def test_tables_of_shops(name: str, rows: int) -> None:
    path = shared_file(FORMATS + name)
    with path.open(encoding="utf-8-sig", newline="") as opened:
        records = list(csv.DictReader(opened))
    result = offers_of(path)
    assert (len(records), result.kept.height, result.rejects.height) == (rows, rows, 0)
    assert result.kept["id"].n_unique() == rows
    title = "Name" if "Name" in records[0] else "name" if "name" in records[0] else "title"
    assert result.kept["title"].to_list() == [record[title] for record in records]


def test_metas_listings_in_xml() -> None:
    path = shared_file(FORMATS + "meta-catalog/facebook_feed.xml")
    result = offers_of(path)
    assert len(re.findall("<listing>", path.read_text("utf-8"))) == 48
    assert (result.kept.height, result.rejects.height) == (48, 0)
    assert set(result.kept["price_currency"]) == {"USD"}


@pytest.mark.parametrize(
    ("name", "identifier", "rejected"),
    [
        ("product.html", "925872", 0),
        ("product_microdata.html", "925872", 0),
        ("product-ref.html", "925872", 1),
        ("opengraph_ns_product_test.html", "fye.000000032429335302", 0),
    ],
)
def test_pages(name: str, identifier: str, rejected: int) -> None:
    result = offers_of(shared_file(FORMATS + "schemaorg-product-html/" + name))
    assert result.kept["id"].to_list() == [identifier]
    assert result.rejects.height == rejected
    assert result.kept["price_currency"].to_list() == ["USD"]


@pytest.mark.parametrize(
    "name", ["JSONLD_with_JS_comment.html", "JSONLD_with_control_characters.html", "null_ld_mock.html"]
)
def test_pages_of_other_things_are_refused(name: str) -> None:
    with pytest.raises(UserError, match="describes no product"):
        offers_of(shared_file(FORMATS + "schemaorg-product-html/" + name))


def test_a_scrapers_table_of_aliexpress_through_a_mapping() -> None:
    mapping = """
        [columns]
        id = "SKU"
        link = "Product_link"
        image_link = "Image_link_1"
        additional_image_link = "Image_link_2"
        gtin = "UPC"
        mpn = "Model"
        external_seller_id = "Vendor Name"
        [constants]
        marketplace = "AliExpress"
        price_currency = "USD" """
    result = offers_of(shared_file(FORMATS + "marketplace-listings-csv/aliexpress.csv"), mapping)
    assert (result.kept.height, result.rejects.height) == (30, 0)
    assert result.kept.select("price", "price_currency").unique().rows() == [(result.kept["price"][0], "USD")]
    assert f"{result.kept['price'][0]:.2f}" == "14.06"


REAL = (
    "shopify-json/products.json",
    "ebay-browse/sample_response_100.json",
    "amazon-spapi/catalogItems_2022-04-01.examples.json",
    "woocommerce-csv/sample_products.csv",
    "magento-csv/products_gear_bags.csv",
    "meta-catalog/facebook_feed.xml",
    "meta-catalog/reddit_feed.csv",
    "schemaorg-product-html/product.html",
    "google-merchant-feed/google_feed.xml",
)


@pytest.mark.parametrize("name", REAL)
def test_a_file_cut_off_at_any_kilobyte_is_read_or_refused(name: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    content = shared_file(FORMATS + name).read_bytes()
    whole = offers_of(shared_file(FORMATS + name))
    for kilobytes in range(0, len(content) // 1024 + 1, max(1, len(content) // 1024 // 40)):
        part = tmp_path / "part"
        part.write_bytes(content[: kilobytes * 1024])
        try:
            result = offers_of(part)
        except UserError:
            continue
        assert result.kept.height <= whole.kept.height
        if not name.endswith(".csv"):  # there every line of the record that was cut is one
            assert result.rejects.height <= whole.rejects.height + 1
