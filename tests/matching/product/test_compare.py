"""Which goods are identical, another variant of the model, similar, or nothing of each other: drawn pairs."""

from typing import Any

import polars as pl
import pytest
from tests.matching.product.tables import goods

from counterfoil.matching.product.compare import IDENTICAL, SIMILAR, VARIANT, product_matches
from counterfoil.matching.product.model import default_model

FJORD = {"title": "Halvorsen Fjord Runner trail running shoes, blue, EU 42", "brand": "Halvorsen"}
BALM = {"title": "Marulla Night Balm 50 ml", "brand": "Marulla"}
DRILL = {"title": "Torkel cordless drill TK-1802B 18V 2 batteries", "brand": "Torkel"}
NOISE = [
    {"title": "Oak kitchen table, round, for six people"},
    {"title": "Garden hose 25 m with brass fittings"},
    {"title": "Children's raincoat with hood, yellow"},
    {"title": "Stainless kettle 1.7 l 2200W"},
]
PAIRS: list[tuple[dict[str, Any], dict[str, Any], str | None]] = [
    (FJORD, FJORD, IDENTICAL),
    (FJORD, {"title": "HALVORSEN trail running shoes Fjord Runner blue size EU 42"}, IDENTICAL),
    (FJORD, {"title": "Halvorsen Fjord Runner trail running shoes, red, EU 42"}, VARIANT),
    (FJORD, {"title": "Halvorsen Fjord Runner trail running shoes, blue, EU 44"}, VARIANT),
    (FJORD, {"title": "Oak kitchen table, round, for six people"}, None),
    (BALM, {"title": "Night balm by Marulla, 50ml"}, IDENTICAL),
    (BALM, {"title": "Marulla Night Balm 5 cl"}, IDENTICAL),
    (BALM, {"title": "Marulla Night Balm 100 ml"}, VARIANT),
    (BALM, {"title": "Marulla Night Balm 50 ml, pack of 3"}, VARIANT),
    (DRILL, {"title": "TORKEL TK1802B cordless drill 18 V"}, IDENTICAL),
    (DRILL, {"title": "Torkel cordless drill TK-1402B 14V 2 batteries"}, VARIANT),
    ({**BALM, "gtin": "4006381333931"}, {"title": "Balm", "gtin": "4006381333931"}, IDENTICAL),
]


@pytest.mark.parametrize(("one", "other", "grade"), PAIRS)
def test_the_pair_is_graded(one: dict[str, Any], other: dict[str, Any], grade: str | None) -> None:
    found = product_matches(goods(one), goods(other, *NOISE), default_model())
    assert dict(found.select("item_id", "product_grade").iter_rows()).get("0") == grade, found.to_dicts()
    assert found.filter(pl.col("product_grade") == IDENTICAL)["item_id"].to_list() in ([], ["0"])


def test_the_columns_are_those_that_were_agreed() -> None:
    found = product_matches(goods(FJORD), goods(FJORD), default_model())
    assert dict(found.schema) == {
        "goods_id": pl.String,
        "item_id": pl.String,
        "product_grade": pl.String,
        "product_score": pl.Float64,
        "product_reasons": pl.List(pl.String),
    }


@pytest.mark.parametrize(("ours", "theirs"), [([], []), ([FJORD], []), ([], [FJORD]), ([{}], [{}])])
def test_nothing_finds_nothing(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    assert product_matches(goods(*ours), goods(*theirs), default_model()).is_empty()


def test_pictures_bring_a_pair_that_no_word_does() -> None:
    items = goods({"title": "qqqq"}, *NOISE)
    pictures = pl.DataFrame({"goods_id": ["0"], "item_id": ["0"], "verdict": ["copy"]})
    assert product_matches(goods(FJORD), items, default_model()).filter(pl.col("item_id") == "0").is_empty()
    found = product_matches(goods(FJORD), items, default_model(), pictures=pictures)
    assert found.filter(pl.col("item_id") == "0")["product_grade"].to_list() == [SIMILAR]


def test_the_reasons_can_be_checked() -> None:
    ours = {**BALM, "gtin": "4006381333931"}
    theirs = goods({**BALM, "title": "Marulla Night Balm 100 ml", "gtin": "9521011001028"}, {**ours})
    found = product_matches(goods(ours), theirs, default_model())
    assert found["product_reasons"].to_list() == [
        ["titles 72 % alike", "another GTIN", "another volume: 100 ml, not 50 ml"],
        ["the same GTIN 04006381333931", "titles 100 % alike"],
    ]


def test_another_colour_in_the_picture_is_never_identical() -> None:
    pictures = pl.DataFrame({"goods_id": ["0"], "item_id": ["0"], "verdict": ["other_colour"]})
    found = product_matches(goods(FJORD), goods(FJORD), default_model(), pictures=pictures)
    assert found["product_grade"].to_list() == [VARIANT]
