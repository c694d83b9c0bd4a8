"""What titles and columns say of colour, size, volume, count and the like: drawn rows, and any text at all."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.matching.product.tables import goods

from counterfoil.matching.product.attributes import attributes, colours, units
from counterfoil.matching.product.wording import wordings

DRAWN: list[tuple[dict[str, Any], set[tuple[str, str]]]] = [
    ({"title": "Night balm 50 ml"}, {("volume", "50")}),
    ({"title": "Night balm 50ML"}, {("volume", "50")}),
    ({"title": "Crème de nuit 5 cl"}, {("volume", "50")}),
    ({"title": "Saft 0,5 l"}, {("volume", "500")}),
    ({"title": "Juice 1,000 ml"}, {("volume", "1000")}),
    ({"title": "Shampoo", "volume": "250 ml"}, {("volume", "250")}),
    ({"title": "Cola 6 x 330ml"}, {("count", "6"), ("volume", "330")}),
    ({"title": "Cola 6x330 ml"}, {("count", "6"), ("volume", "330")}),
    ({"title": "Razor blades, pack of 12"}, {("count", "12")}),
    ({"title": "Razor blades 12 pcs"}, {("count", "12")}),
    ({"title": "Razor blades", "count": "12"}, {("count", "12")}),
    ({"title": "Drill 18V 1.5 kW"}, {("voltage", "18"), ("power", "1500")}),
    ({"title": "Drill", "voltage": "230"}, {("voltage", "230")}),
    ({"title": "Card 1 TB"}, {("capacity", "1000000")}),
    ({"title": "Shoes EU 42 blue"}, {("size eu", "42"), ("colour", "blue")}),
    ({"title": "Shirt XXL"}, {("size", "2xl")}),
    ({"title": "Shirt 2XL"}, {("size", "2xl")}),
    ({"title": "Shirt, M"}, {("size", "m")}),
    ({"title": "Shirt size 44"}, {("size", "44")}),
    ({"title": "Tasche schwarz"}, {("colour", "black")}),
    ({"title": "Sac noir et blanc"}, {("colour", "black"), ("colour", "white")}),
    ({"title": "Bag red", "colour": "navy"}, {("colour", "navy")}),
    ({"title": "Headset QX-1000-B"}, {("code", "qx1000b")}),
    ({"title": "Headset", "mpn": "QX 1000/B", "model": "QX1000"}, {("code", "qx1000"), ("code", "1000b")}),
    ({"title": "Orb 9", "gtin": "4006381333931"}, {("gtin", "04006381333931")}),
    ({"title": "Orb", "gtin": "4006381333932"}, set()),  # check digit
    ({"title": "Orb", "gtin": "2012345678900"}, set()),  # restricted circulation
    ({"title": "The s pen of grace"}, set()),  # a lone letter is no size
    ({"title": None}, set()),
]


@pytest.mark.parametrize(("row", "expected"), DRAWN)
def test_the_row_says(row: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    table = goods(row)
    found = attributes(table, wordings(table)).filter(pl.col("kind") != "number")
    assert set(found.select("kind", "value").iter_rows()) == expected


def test_versions_and_plain_numbers_are_numbers() -> None:
    table = goods({"title": "Ledger v5.0 2007 edition"})
    found = attributes(table, wordings(table)).filter(pl.col("kind") == "number")
    assert found["value"].to_list() == ["2007", "5"]


def test_the_tables_hold_no_name_twice() -> None:
    assert len(units()) > 80
    assert set(colours().values()) >= {"black", "white", "red", "navy"}


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                name: st.none() | st.text(max_size=40)
                for name in (
                    "title",
                    "description",
                    "brand",
                    "gtin",
                    "mpn",
                    "model",
                    "colour",
                    "size",
                    "volume",
                    "count",
                    "voltage",
                )
            },
        ),
        max_size=5,
    )
)
def test_any_text_is_read(rows: list[dict[str, Any]]) -> None:
    table = goods(*rows)
    wording = wordings(table)
    found = attributes(table, wording)
    assert wording.height == table.height
    assert wording.null_count().sum_horizontal().sum() == 0
    assert found.is_unique().all()
    assert found.null_count().sum_horizontal().sum() == 0
    assert found.filter(pl.col("row") >= table.height).is_empty()


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = wordings(goods({"title": text}))["title"]
    assert wordings(goods({"title": once[0]}))["title"].equals(once)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Crème DE Nuit", "creme de nuit"),
        ("ｆｕｌｌ　width", "full width"),
        ("Gucсi™ bag", "gucci bag"),
        ("a  |b", "a b"),
    ],
)
def test_letters_are_brought_to_one_form(written: str, read: str) -> None:
    assert wordings(goods({"title": written}))["title"].to_list() == [read]
