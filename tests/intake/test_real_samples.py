"""Real files of others, read where they lie. Counts were made by counting elements and records by hand."""

import csv
import re
from collections.abc import Iterator

import pytest

from counterfoil.intake.rights import read_rights
from intake.samples import mapped, offers_of, shared_file

pytestmark = pytest.mark.shared
FEEDS = "formats/google-merchant-feed/"
SHOPIFY = "formats/shopify-csv/"


@pytest.mark.parametrize(("name", "rows"), [("celebird_apparel_upi_example.xml", 2), ("google_feed.xml", 47)])
def test_google_feeds_in_xml(name: str, rows: int) -> None:
    path = shared_file(FEEDS + name)
    result = offers_of(path)
    assert (result.kept.height, result.rejects.height) == (rows, 0)
    text = path.read_text("utf-8")
    assert len(re.findall(r"<item>", text)) == rows
    assert result.kept["line"].to_list() == [
        number for number, line in enumerate(text.splitlines(), start=1) if "<item>" in line
    ]
    assert result.kept["price"].null_count() == 0
    assert set(result.kept["price_currency"]) == {"USD"}


def test_googles_feed_as_tsv() -> None:
    path = shared_file(FEEDS + "google_feed_first24.tsv")
    result = offers_of(path)
    assert (result.kept.height, result.rejects.height) == (24, 0)
    assert result.kept["id"].to_list() == [line.split("\t")[0] for line in path.read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(
    ("name", "records", "variants"),
    [("apparel.csv", 22, 22), ("home-and-garden.csv", 21, 21), ("jewelery.csv", 41, 23)],
)
def test_shopify(name: str, records: int, variants: int) -> None:
    path = shared_file(SHOPIFY + name)
    with path.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    priced = [row for row in rows if row["Variant Price"]]
    assert (len(rows), len(priced)) == (records, variants)
    result = offers_of(path)
    assert (result.kept.height, result.rejects.height) == (variants, 0)
    assert result.kept["id"].n_unique() == variants
    assert result.kept["item_group_id"].to_list() == [row["Handle"] for row in priced]
    assert result.kept["title"].null_count() == 0
    assert [f"{price:.2f}" for price in result.kept["price"]] == [
        f"{float(row['Variant Price']):.2f}" for row in priced
    ]


LISTINGS = {
    "dealer_watches.csv": (602, """
        [columns]
        id = "watch_id"
        title = "name"
        mpn = "reference"
        [constants]
        price_currency = "USD" """),
    "ebay_mens_perfume.csv": (1_000, """
        [columns]
        id = "(line)"
        price = "priceWithCurrency"
        product_type = "type"
        item_location = "itemLocation" """),
    "replica_catalogue_kakobuylinki.csv": (276, """
        [columns]
        id = "listing_id"
        price = "price_usd"
        product_type = "subcategory"
        [constants]
        price_currency = "USD" """),
    "retail_catalogue_myntra.csv": (2_500, """
        [columns]
        id = "ProductID"
        title = "ProductName"
        brand = "ProductBrand"
        price = "Price (INR)"
        description = "Description"
        [constants]
        price_currency = "INR" """),
    "retail_catalogue_sportswear.csv": (700, """
        [columns]
        id = "Product ID"
        title = "Product Name"
        price = "Sale Price"
        seen_at = "Last Visited"
        [constants]
        price_currency = "INR" """),
    "wish_summer_2020.csv": (1_573, """
        [columns]
        id = "product_id"
        title = "title_orig"
        price_currency = "currency_buyer"
        external_seller_id = "merchant_id" """),
    "hard_negatives_keyword.csv": (502, '[columns]\ndescription = "text"'),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTINGS)
def test_listings_through_a_mapping(name: str) -> None:
    rows, mapping = LISTINGS[name]
    path = shared_file("listings/" + name)
    result = offers_of(path, mapping)
    assert sum(1 for _ in _records(path)) == rows
    assert result.kept.height + result.rejects.height == rows
    assert result.rejects.height == 0
    if "price" in mapping:
        assert result.kept["price"].null_count() == 0
        assert result.kept["price_currency"].null_count() == 0


def test_ten_thousand_brands_as_rights() -> None:
    path = shared_file("listings/brand_names.csv")
    given = mapped('[columns]\nmark = "name"\nowner = "name"')
    with path.open("rb") as opened:
        result = read_rights(opened, file=path.name, mapping=given)
    assert result.kept.height + result.rejects.height == 10_594
    assert result.rejects.height == 0


def _records(path) -> Iterator[dict[str, str]]:  # type: ignore[no-untyped-def]
    with path.open(encoding="utf-8-sig", newline="") as opened:
        yield from csv.DictReader(opened)
