"""Product codes that do not hold, and whose they are."""

import polars as pl
import pytest

from counterfoil.screening.population.comparisons import population_of
from screening.screened import (
    HALVORSEN,
    Case,
    Row,
    check_not_shown,
    check_shown,
    kinds_of,
    offers_of,
    prices_table,
    screened,
)

GTIN = "9521011001028"
PREFIXED: Row = {**HALVORSEN, "company_prefixes": ["9521011"]}
SKARV: Row = {"id": "r-2", "mark": "Skarv", "owner": "Skarv AB", "company_prefixes": ["9521022"]}
TWICE = population_of(
    offers_of({"title": "Shoes", "brand": "Skarv", "gtin": GTIN}, {"title": "Lamp", "brand": "Lumo", "gtin": GTIN})
)

CASES = (
    Case(
        kind="gtin_fails_check_digit",
        shown={"title": "Shoes", "gtin": "9521011001029"},
        detail="The product code 9521011001029 is no GTIN: its last digit does not fit the others, so no "
        "owner can have "
        "assigned it.",
        field="gtin",
        seen="9521011001029",
        not_shown=(
            {"title": "Shoes", "gtin": GTIN},
            {"title": "Shoes", "gtin": "does not apply"},
            {"title": "Shoes", "gtin": "SKU-17"},
            "Shoes",
        ),
    ),
    Case(
        kind="gtin_on_two_products",
        shown={"title": "Shoes", "gtin": GTIN},
        detail="The product code 9521011001028 stands among these offers on goods of 2 kinds and goods under 2 brand "
        "names; a GTIN belongs to one product.",
        field="gtin",
        seen=GTIN,
        not_shown=({"title": "Shoes", "gtin": "9521022034010"}, "Shoes"),
        tables={"population": TWICE},
    ),
    Case(
        kind="gtin_of_another_owner",
        shown={"title": "Halvorsen shoes", "gtin": "9521022001024"},
        detail="The product code 9521022001024 begins with the company prefix of Skarv AB, not with one "
        "of Halvorsen Sport "
        "AS, to whom Halvorsen belongs.",
        field="gtin",
        seen="9521022001024",
        not_shown=(
            {"title": "Halvorsen shoes", "gtin": GTIN},
            {"title": "Laces for Halvorsen", "gtin": "9521022001024"},
            {"title": "Skarv boots", "gtin": "9521022001024"},
        ),
        rights=(PREFIXED, SKARV),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


@pytest.mark.parametrize(
    ("other", "seen"),
    [
        ({"title": "Garden lamp", "brand": "Lumo"}, True),
        ({"title": "Halvorsen shoes", "brand": "Skarv"}, True),
        ({"title": "Halvorsen sneakers", "brand": "HALVORSEN"}, False),
        ({"title": "Halvorsen shoes", "brand": "As Shown"}, False),
        ({"title": "Halvorsen shoes", "brand": "-"}, False),
        ({"title": "Halvorsen something"}, False),
    ],
)
def test_a_code_is_on_two_products_only_when_goods_or_makers_differ(other: Row, seen: bool) -> None:
    offers = [{"title": "Halvorsen shoes", "brand": "Halvorsen", "gtin": GTIN}, {**other, "gtin": GTIN}]
    assert ("gtin_on_two_products" in set(screened(offers).findings["kind"])) is seen


def test_a_shirt_and_a_t_shirt_under_one_code_are_one_product_told_twice() -> None:
    offers = [{"title": "Skarv shirt", "gtin": GTIN}, {"title": "Skarv t-shirt", "gtin": GTIN}]
    assert screened(offers).findings.filter(pl.col("kind") == "gtin_on_two_products").is_empty()


def test_codes_that_a_shop_gives_out_itself_may_repeat() -> None:
    offers = [{"title": title, "gtin": "2000000000015"} for title in ("Shoes", "Lamp")]
    assert "gtin_on_two_products" not in set(screened(offers).findings["kind"])


def test_a_prefix_that_two_owners_name_accuses_neither() -> None:
    sister = {"id": "r-3", "mark": "Nordlys", "owner": "Halvorsen Holding AS", "company_prefixes": ["9521011"]}
    offer = {"title": "Nordlys shoes", "gtin": GTIN}
    assert "gtin_of_another_owner" not in kinds_of(offer, [PREFIXED, sister], prices=prices_table())


def test_the_longest_prefix_tells_the_owner() -> None:
    inner = {"id": "r-2", "mark": "Skarv", "owner": "Skarv AB", "company_prefixes": ["952101100"]}
    assert "gtin_of_another_owner" in kinds_of({"title": "Halvorsen shoes", "gtin": GTIN}, [PREFIXED, inner])
