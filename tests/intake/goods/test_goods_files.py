"""Goods out of whatever holds them: which table is it, is every row kept or explained, and what becomes of a column?"""

import csv
import io
from functools import partial

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake.goods.goods_files import GoodsFile, read_goods_file, table_of
from counterfoil.intake.mapping import Mapping
from counterfoil.tables.contract import LINE, Sorted
from counterfoil.tables.goods import Goods
from docs.pages import EXAMPLES
from intake import goods_samples
from intake.samples import together

GOODS = """id,status,title,gtin,lot,price,quantity,image_ids,kind
g-1,Confirmed Counterfeit,shoes,9521011001028,0821,46.90 USD,12,a.png;b.png,STOCK
g-2,stolen,shoes,,,,,,
g-3,genuine,,,,,,,
g-4,genuine,shoes,,,cheap,,,
"""
STOCK = """facility_gln,facility,sscc,lot,gtin,title,quantity,entry,inbound_shipment_id,external_seller_id
9529001000013,Reno,095290010004120014,0821,9521011001028,shoes,388,count,SHP-0412,s-29
9529001000013,,,0821,9521011001028,shoes,-3,adjustment,,
9529001000013,,,,,,7,count,,
"""


def file(text: str | bytes, name: str = "f.csv", mapping: Mapping | None = None) -> GoodsFile:
    data = text.encode() if isinstance(text, str) else text
    return GoodsFile(name, partial(io.BytesIO, data), mapping)


def read(text: str | bytes, mapping: Mapping | None = None) -> Sorted:
    given_file = file(text, mapping=mapping)
    return together(list(read_goods_file(given_file, table_of(given_file))))


@pytest.mark.parametrize(
    ("name", "table", "rows"),
    [
        ("offers.xml", "offers", 316),
        ("genuine_catalogue.csv", "offers", 217),
        ("shipments.csv", "shipments", 19),
        ("inventory.csv", "inventory", 25),
        ("confirmed_goods.csv", "goods", 4),
    ],
)
def test_the_files_of_the_example_are_told_apart_and_add_up(name: str, table: str, rows: int) -> None:
    given_file = GoodsFile(name, partial(open_example, name))
    assert table_of(given_file).name == table
    found = together(list(read_goods_file(given_file, table_of(given_file))))
    assert found.kept.height + found.rejects.height == rows
    Goods.validate(found.kept.drop(LINE))


def open_example(name: str) -> io.BytesIO:
    return io.BytesIO((EXAMPLES / name).read_bytes())


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (goods_samples.NOTICE, "shipments"),
        (goods_samples.ADVICE, "inventory"),
        (goods_samples.DESADV, "shipments"),
        ('{"id": "1", "title": "shoes", "price": "3 EUR", "condition": "new"}', "offers"),
        ('{"id": "1", "title": "shoes", "lot": "0821"}', "goods"),
        ("shipment_id\tconsignor\tdescription\nSHP-1\tx\tshoes\n", "shipments"),
    ],
)
def test_other_files_of_goods_are_told_by_their_content(text: str, table: str) -> None:
    assert table_of(file(text)).name == table


@pytest.mark.parametrize("name", ["sellers.csv", "rights.csv", "sales.csv"])
def test_a_file_without_goods_is_refused_and_named_for_what_it_is(name: str) -> None:
    with pytest.raises(UserError, match="and no goods") as refusal:
        table_of(GoodsFile(name, partial(open_example, name)))
    assert name.split(".")[0] in str(refusal.value)


def test_columns_of_other_names_need_a_mapping_and_are_read_with_it() -> None:
    text = "Pallet,What,How many\n1,shoes,5\n2,boots,6\n"
    with pytest.raises(UserError, match="--mapping"):
        table_of(file(text))
    mapping = Mapping(columns={"sscc": "Pallet", "title": "What", "quantity": "How many"})
    assert read(text, mapping).kept.select("id", "sscc", "title", "kind").rows() == [
        ("f.csv:2", "1", "shoes", "stock"),
        ("f.csv:3", "2", "boots", "stock"),
    ]


def test_goods_are_read_with_their_types_and_what_breaks_a_rule_is_explained() -> None:
    kept, rejects = read(GOODS)
    row = kept.row(0, named=True)
    assert (row["status"], row["kind"], str(row["price"]), row["price_currency"]) == (
        *("confirmed counterfeit", "stock", "46.9000", "USD"),
    )
    assert row["image_ids"] == ["a.png", "b.png"]
    assert rejects.select("line", "field", "rule").rows() == [
        (3, "status", "status is confirmed counterfeit or suspected or genuine"),
        (4, "title", "title or a code or a brand or a source is given"),
        (5, "price", "price must be readable as an amount"),
    ]


def test_stock_keeps_its_place_and_a_journal_is_no_stock() -> None:
    kept, rejects = read(STOCK)
    assert kept.select("id", "facility", "shipment_id", "kind").rows() == [("f.csv:2", "Reno", "SHP-0412", "stock")]
    assert rejects.select("line", "rule").rows() == [
        (3, "an adjustment tells of a change, not of goods that lie here"),
        (4, "goods are named by a code or a title"),
    ]


def test_a_shipment_s_consignor_is_the_supplier_and_its_description_the_title() -> None:
    kept = read("shipment_id,consignor,description,facility_gln\nSHP-1,Golden Reed,sandals,952\n").kept
    assert kept.select("shipment_id", "supplier", "title", "facility").row(0) == (
        "SHP-1",
        "Golden Reed",
        "sandals",
        "952",
    )


def test_several_rows_of_one_line_have_ids_of_their_own() -> None:
    kept = read(goods_samples.NOTICE.replace("\n", "")).kept
    assert kept["id"].n_unique() == kept.height
    assert kept["id"].to_list()[:2] == ["f.csv:1", "f.csv:1/2"]


CELL = st.sampled_from(
    ["", "1", "shoes", "0821", "-3", "adjustment", "genuine", "x,y", "9521011001028", "a\nb", "\x00"]
)


@given(st.lists(st.tuples(*[CELL] * 6), min_size=1, max_size=12))
def test_rows_in_are_rows_kept_and_rows_set_aside(rows: list[tuple[str, ...]]) -> None:
    for header in (
        ("quantity", "title", "gtin", "lot", "entry", "sscc"),
        ("id", "title", "status", "lot", "kind", "quantity"),
        ("shipment_id", "description", "lot", "quantity", "consignor", "gtin"),
    ):
        text = io.StringIO(newline="")
        csv.writer(text, quoting=csv.QUOTE_ALL).writerows([header, *rows])
        try:
            found = read(text.getvalue())
        except UserError as refusal:
            assert "No row could be used" in str(refusal)  # noqa: PT017  the one refusal that is due here
            continue
        assert found.kept.height + found.rejects.height == len(rows)
        Goods.validate(found.kept.drop(LINE).unique("id"))
        assert isinstance(found.kept, pl.DataFrame)
