"""Which Nice classes a Google category holds, and whether an offer's goods lie in those of a mark."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes.goods_classes import offer_classes, right_classes, with_related
from counterfoil.codes.google_category import category_classes
from counterfoil.codes.nice import bits


@pytest.mark.parametrize(
    ("category", "classes"),
    [
        ("187", [25]),
        ("201", [14]),  # watches, by the number of a category below jewellery
        (" 187 - Shoes", [25]),
        ("Apparel & Accessories > Shoes", [25]),
        ("apparel & accessories  >  SHOES > Sandals", [25]),
        ("Food, Beverages & Tobacco > Beverages > Tea & Infusions", [5, 30]),
        ("Software", [9, 42]),
        ("Möbel > Stühle", [20, 24]),
        ("Meubles", [20, 24]),
        ("mobiliario > sillas", [20, 24]),
        ("Electronics > Computers", [9, 18, 20]),
        ("999999999", None),
        ("My own shelf > Shoes", None),
        ("", None),
        (None, None),
    ],
)
def test_classes_of_a_category(category: str | None, classes: list[int] | None) -> None:
    found = category_classes(pl.Series([category], dtype=pl.String)).item()
    assert found == (None if classes is None else bits(classes))


@pytest.mark.parametrize(
    ("goods_type", "category", "classes"),
    [
        ("watch", None, [14]),
        (None, "187", [25]),
        ("footwear", "166", [25]),  # the title is narrower than the category
        ("watch", "187", [14, 25]),  # either may be right
        ("smartwatch", None, [9, 14]),
        (None, None, None),
        (None, "no such category", None),
    ],
)
def test_classes_of_an_offer(goods_type: str | None, category: str | None, classes: list[int] | None) -> None:
    types, categories = pl.Series([goods_type], dtype=pl.String), pl.Series([category], dtype=pl.String)
    assert offer_classes(types, categories).item() == (None if classes is None else bits(classes))


def test_services_say_nothing_about_goods() -> None:
    types = pl.Series([None, ["watch"], None, ["watch"]], dtype=pl.List(pl.String))
    given_classes = pl.Series([[25, 35], [35], [35, 45], None], dtype=pl.List(pl.Int64))
    assert right_classes(given_classes, types).to_list() == [bits([25]), bits([14]), None, bits([14])]


def test_bags_and_clothing_are_related_and_clothing_and_food_are_not() -> None:
    related = with_related(pl.Series([bits([18]), None], dtype=pl.Int64))
    assert related.to_list() == [bits([14, 18, 25]), None]


@given(st.lists(st.none() | st.text(max_size=40)))
def test_any_category_is_read(categories: list[str | None]) -> None:
    assert category_classes(pl.Series(categories, dtype=pl.String)).len() == len(categories)
