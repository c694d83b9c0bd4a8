"""One product code on two products."""

from typing import Any

import pytest

from screening.population.compared import marked

CODE = "9521011001028"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([("shoes", "Halvorsen", CODE)], None),
        ([("shoes", "Halvorsen", CODE), ("lamp", "Lumo", CODE)], "goods of 2 kinds and goods under 2 brand names"),
        ([("shoes", "Halvorsen", CODE), ("shoes", "Lumo", CODE)], "goods under 2 brand names"),
        ([("shoes", "Halvorsen", CODE), ("shoes", "HALVORSEN", "952-1011001028")], None),
        ([("shoes", "Generic", CODE), ("thing", None, CODE)], None),
        ([("shirt", None, CODE), ("t-shirt", None, CODE)], None),
        ([("shoes", "A", "n/a"), ("lamp", "B", "n/a")], None),
        ([("shoes", "A", "2000000000015"), ("lamp", "B", "2000000000015")], None),
    ],
)
def test_a_code_belongs_to_one_kind_of_goods_of_one_maker(rows: list[tuple[Any, ...]], says: str | None) -> None:
    offers = [{"title": title, "brand": brand, "gtin": gtin} for title, brand, gtin in rows]
    found = marked("gtin_on_two_products", offers)
    assert [(row["group"], row["example"], row["offers"]) for row in found] == [(f"0{CODE}", says, len(rows))] * len(
        found
    )
    assert len(found) == (len(rows) if says else 0)
