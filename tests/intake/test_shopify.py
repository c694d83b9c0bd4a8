"""Shopify's product CSV: one offer per variant, pictures folded into their product."""

import pytest

from counterfoil.errors import UserError
from counterfoil.intake import delimited
from counterfoil.intake.offers import read_offers
from counterfoil.intake.shopify import NOTHING_TOLD
from intake.samples import offers, stream, together

HEADER = (
    "Handle,Title,Body (HTML),Vendor,Type,Option1 Value,Option2 Value,Variant SKU,Variant Price,Variant Barcode,"
    "Image Src,Variant Image,Google Shopping / MPN,Google Shopping / Condition\n"
)
SHIRT = (
    "shirt,Fjord shirt,<p>Warm &amp; <b>dry</b></p><script>x()</script>,Halvorsen,Shirts,"
    "Blue,S,H-1,50.00,4006381333931,http://x/1,,M1,new\n"
    "shirt,,,,,Blue,M,H-2,52.00,,http://x/2,http://x/2,,\n"
    "shirt,,,,,,,,,,http://x/3,,,\n"
)


def test_variants_inherit_what_the_product_says() -> None:
    kept = offers(HEADER + SHIRT).kept
    assert kept.select("id", "title", "brand", "product_type", "item_group_id", "line").rows() == [
        ("shirt/Blue/S", "Fjord shirt", "Halvorsen", "Shirts", "shirt", 2),
        ("shirt/Blue/M", "Fjord shirt", "Halvorsen", "Shirts", "shirt", 3),
    ]
    assert kept["description"].to_list() == ["Warm & dry"] * 2
    assert kept["gtin"].to_list() == ["4006381333931", None]
    assert kept["mpn"].to_list() == ["M1", None]
    assert kept["condition"].to_list() == ["new", "new"]


def test_rows_that_only_add_an_image_are_images_of_the_product() -> None:
    result = offers(HEADER + SHIRT)
    assert result.kept["image_link"].to_list() == ["http://x/1", "http://x/2"]
    assert [sorted(links) for links in result.kept["additional_image_link"].to_list()] == [
        ["http://x/2", "http://x/3"],
        ["http://x/1", "http://x/3"],
    ]
    assert result.rejects.height == 0


@pytest.mark.parametrize(
    ("option", "sku", "expected"),
    [("Default Title", "H-1", "mug"), ("", "H-1", "mug/H-1"), ("Red", "", "mug/Red"), ("", "", "mug")],
)
def test_the_id_is_made_of_handle_and_options_or_sku(option: str, sku: str, expected: str) -> None:
    row = f"mug,Mug,,,,{option},,{sku},5,,,,,\n"
    assert offers(HEADER + row).kept["id"].to_list() == [expected]


def test_a_row_that_adds_nothing_is_a_reject() -> None:
    result = offers(HEADER + SHIRT + "shirt,,,,,,,,,,,,,\n")
    assert result.rejects.select("line", "value", "rule").rows() == [(5, "shirt", NOTHING_TOLD)]


def test_rows_without_a_handle_do_not_become_one_product() -> None:
    result = offers(HEADER + SHIRT + ",A,,,,,,,1,,,,,\n,,,,,,,,2,,,,,\n")
    assert result.kept.height == 2
    assert result.rejects["field"].to_list() == ["id", "id"]


def test_a_mapping_adds_the_currency_and_goes_before_shopifys_columns() -> None:
    mapping = '[columns]\nmpn = "Variant SKU"\n[constants]\nprice_currency = "USD"\nmarketplace = "own shop"'
    row = offers(HEADER + SHIRT, mapping=mapping).kept.row(0, named=True)
    assert (row["mpn"], row["price_currency"], row["marketplace"]) == ("H-1", "USD", "own shop")


def test_the_newer_template_is_read_too() -> None:
    text = (
        "Title,URL handle,Description,Vendor,Option1 value,SKU,Barcode,Price,Product image URL\n"
        "Mug,mug,Big,Halvorsen,Red,M-1,4006381333931,5.00,http://x/1\n"
    )
    row = offers(text).kept.row(0, named=True)
    assert (row["id"], row["title"], row["brand"], row["gtin"]) == ("mug/Red", "Mug", "Halvorsen", "4006381333931")


def test_a_product_may_go_on_in_the_next_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "BATCH_ROWS", 2)
    cup = "cup,Cup,,Halvorsen,,,,C-1,5,,,,,\n"
    batches = list(read_offers(stream(HEADER + cup + SHIRT + cup), file="f"))
    assert together(batches).kept["id"].to_list() == ["cup/C-1", "shirt/Blue/S", "shirt/Blue/M", "cup/C-1"]
    assert together(batches).kept["additional_image_link"].list.len().to_list() == [None, 2, 2, None]


def test_a_forced_format_without_handles_is_refused() -> None:
    with pytest.raises(UserError, match="no column Handle"):
        offers("id,title\n1,one\n", mapping='[file]\nformat = "shopify"')
