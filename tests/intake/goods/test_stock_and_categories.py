"""Amazon's reports as inventories, and the schemes that goods are sorted by."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from intake.goods_samples import FBA, FBA_API, FBA_LEDGER, GPC, HS, HTS, categories, inventory, shipments
from intake.samples import offers


@pytest.mark.parametrize("content", [FBA, FBA_API])
def test_goods_in_a_fulfilment_centre(content: str) -> None:
    (row,) = inventory(content).kept.rows(named=True)
    assert (row["sku"], row["facility_item_id"], row["marketplace_item_id"]) == ("HFR-42", "X000000001", "B000000001")
    assert (row["quantity"], row["entry"], row["title"]) == (Decimal(14), "count", "Halvorsen Fjord Runner")


def test_a_sellers_report_may_be_a_list_of_offers() -> None:
    offers_of_report = offers(FBA, mapping='[columns]\nid = "sku"\ntitle = "product-name"\nprice = "your-price"')
    assert offers_of_report.kept.select("id", "title").rows() == [("HFR-42", "Halvorsen Fjord Runner")]


def test_a_ledger_tells_changes() -> None:
    (row,) = inventory(FBA_LEDGER).kept.rows(named=True)
    assert (row["quantity"], row["entry"], row["reason"]) == (Decimal(-3), "adjustment", "Shipments")
    assert (row["counted_at"], row["facility"]) == (dt.datetime(2026, 9, 30, tzinfo=dt.UTC), "XYZ1")


def test_a_summary_that_is_not_as_the_api_has_it_is_a_reject() -> None:
    assert inventory(FBA_API).rejects.select("line", "rule").rows() == [
        (4, "the fields of a summary must be texts and numbers")
    ]


def test_what_nobody_can_find_or_count_is_a_reject() -> None:
    result = inventory('quantity,title,gtin\n5,Shoes,\n-1,Shoes,\n1.5,,\nten,Shoes,\n"1,234",Shoes,\n')
    assert result.kept["quantity"].to_list() == [Decimal(5), Decimal(1234)]
    assert result.rejects["rule"].to_list() == [
        "quantity of a count is not negative",
        "goods are named by a code or a title",
        "quantity must be readable as a number with at most six decimals",
    ]


def test_a_table_of_shipments() -> None:
    text = "shipment_id,declared_value,currency,pieces,hs\nS-1,12.50,EUR,3,6404.11\nS-2,12,,1,\nS-3,-1,EUR,1,\n"
    result = shipments(text)
    assert result.kept.select("declared_value", "currency", "hs").rows() == [(Decimal("12.50"), "EUR", "6404.11")]
    assert result.rejects["rule"].to_list() == [
        "declared value names its currency", "declared value is not negative",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (GPC, [("GPC", "70000000", None), ("GPC", "70010000", "70000000"), ("GPC", "70010100", "70010000")]),
        (HTS, [("HTS", "6404", None), ("HTS", None, "6404"), ("HTS", "640411", "6404")]),
        (HS, [("HS", "6404", "64"), ("HS", "640411", "6404")]),
    ],
)
def test_categories_know_what_they_belong_to(content: str, rows: list[tuple[str | None, ...]]) -> None:
    assert categories(content).kept.select("scheme", "code", "parent").rows() == rows


def test_the_examples_of_this_repository() -> None:
    examples = Path(__file__).parents[3] / "examples"
    assert shipments((examples / "shipments.csv").read_bytes()).kept.height == 19
    assert inventory((examples / "inventory.csv").read_bytes()).kept.height == 25
