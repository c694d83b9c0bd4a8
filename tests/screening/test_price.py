"""Prices against what genuine goods cost, on both sides of the threshold."""

import dataclasses
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from screening.screened import HALVORSEN, Case, Row, check_not_shown, check_shown, finding, kinds_of, price_row
from screening.screened import prices_table as prices

FLOOR: Row = {**HALVORSEN, "price_floor": Decimal(100), "price_floor_currency": "USD"}
FLOOR_WORDS = "the owner's lowest price for genuine new goods of this kind"
RATES = pl.DataFrame({"currency": ["USD", "EUR"], "usd": [1.0, 1.25]})
PRICES = {"price_far_below", "price_well_below", "price_below", "price_as_genuine"} | {
    "price_under_owners_floor",
    "price_slightly_below",
}


def shoes(price: str | None, currency: str | None = "USD", **more: Any) -> Row:
    amount = None if price is None else Decimal(price)
    return {"title": "Halvorsen shoes", "price": amount, "price_currency": currency, **more}


def price_kinds(offer: Row, rights: tuple[Row, ...] = (FLOOR,), **tables: Any) -> set[str]:
    return kinds_of(offer, rights, **tables) & PRICES


def case(kind: str, price: str, rest: str, *, not_shown: tuple[str, ...]) -> Case:
    return Case(
        kind=kind,
        shown=shoes(price),
        detail=f"The price of {price} USD is {rest}",
        field="price",
        seen=f"{price} USD",
        expected="100.00 USD",
        not_shown=tuple(shoes(other) for other in not_shown),
        rights=(FLOOR,),
    )


CASES = (
    case(
        "price_far_below",
        "24.99",
        f"24 % of 100.00 USD, {FLOOR_WORDS}: genuine goods are not sold at a quarter of it.",
        not_shown=("25.00", "100", "0"),
    ),
    case(
        "price_well_below",
        "49.99",
        f"49 % of 100.00 USD, {FLOOR_WORDS}: less than half of it.",
        not_shown=("24.99", "50.00"),
    ),
    case("price_below", "74.99", f"74 % of 100.00 USD, {FLOOR_WORDS}.", not_shown=("49.99", "75.00")),
    case(
        "price_under_owners_floor",
        "99.99",
        f"99 % of 100.00 USD, {FLOOR_WORDS}: not far below it, but by the owner's account genuine goods are not sold "
        "for less.",
        not_shown=("74.99", "100.00"),
    ),
    dataclasses.replace(
        case(
            "price_slightly_below",
            "99.99",
            "99 % of 100.00 USD, the low end (5th percentile) of genuine catalogue prices of this kind: low, but sales "
            "explain such prices.",
            not_shown=("74.99", "100.00"),
        ),
        rights=(HALVORSEN,),
        tables={"prices": prices(price_row("halvorsen", "footwear", "100"))},
    ),
    case("price_as_genuine", "100.00", f"not below 100.00 USD, {FLOOR_WORDS}.", not_shown=("99.99", "0")),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


def detail(offer: Row, rights: tuple[Row, ...] = (FLOOR,), **tables: Any) -> str:
    (kind,) = price_kinds(offer, rights, **tables)
    return str(finding(kind, offer, rights, **tables)["detail"])


def test_a_price_that_rounds_to_the_threshold_is_shown_as_it_is() -> None:
    assert detail(shoes("99.9999")).startswith("The price of 99.9999 USD is 99 % of 100.00 USD")


def test_a_price_of_next_to_nothing_is_not_called_nought_per_cent() -> None:
    assert "is less than 1 % of" in detail(shoes("0.50"))


@pytest.mark.parametrize("offer", [shoes("0"), shoes(None), shoes("5", None), shoes("5", "EUR"), shoes("5", "JPY")])
def test_no_price_no_currency_and_no_rate_bring_no_evidence(offer: Row) -> None:
    assert price_kinds(offer) == set()


@pytest.mark.parametrize(("price", "kind"), [("80", "price_as_genuine"), ("79.99", "price_under_owners_floor")])
def test_currencies_are_compared_at_the_users_rates(price: str, kind: str) -> None:
    assert price_kinds(shoes(price, "EUR"), rates=RATES) == {kind}
    assert price_kinds(shoes(price, "GBP"), rates=RATES) == set()


@pytest.mark.parametrize(
    ("sale", "kind"), [("20", "price_far_below"), ("0", "price_as_genuine"), ("150", "price_as_genuine")]
)
def test_the_lower_of_price_and_sale_price_counts_and_nought_is_no_sale(sale: str, kind: str) -> None:
    assert price_kinds(shoes("120", sale_price=Decimal(sale))) == {kind}


def test_used_goods_are_held_against_prices_of_used_ones_or_a_fifth_of_the_floor() -> None:
    used = shoes("21", condition="used")
    assert "not below 20.00 USD, a fifth of the owner's lowest price for new goods." in detail(used)
    table = prices(price_row("halvorsen", "footwear", "10", condition="used"))
    assert "not below 10.00 USD, the low end" in detail(used, prices=table)


@pytest.mark.parametrize(("low", "threshold"), [("60", "60.00"), ("140", "100.00")])
def test_the_lower_of_floor_and_catalogue_is_the_threshold(low: str, threshold: str) -> None:
    table = prices(price_row("halvorsen", "footwear", low))
    assert f"not below {threshold} USD" in detail(shoes("200"), prices=table)


@pytest.mark.parametrize(
    "row",
    [
        price_row("halvorsen", "footwear", "10", n=4),
        price_row("halvorsen", "socks", "10"),
        price_row("skarv", "footwear", "10"),
        price_row("halvorsen", "footwear", "10", currency="EUR"),
        price_row("halvorsen", "footwear", "10", condition="used"),
    ],
)
def test_catalogue_prices_of_other_goods_too_few_or_foreign_ones_are_not_used(row: Row) -> None:
    assert price_kinds(shoes("20"), (HALVORSEN,), prices=prices(row)) == set()


def test_a_line_is_held_against_its_house_where_it_has_no_prices_of_its_own() -> None:
    line = {"mark": "Fjord", "owner": "Halvorsen Sport AS", "house_mark": "Halvorsen", "goods": ["footwear"]}
    offer = {**shoes("20"), "title": "Halvorsen Fjord shoes"}
    table = prices(price_row("halvorsen", "footwear", "100"))
    assert price_kinds(offer, (line,), prices=table) == {"price_far_below"}


LINES = (
    {**FLOOR, "id": "r-1", "goods": ["shoes"]},
    {**FLOOR, "id": "r-2", "goods": ["socks"], "price_floor": Decimal(6)},
)


@pytest.mark.parametrize(
    ("title", "threshold", "basis"),
    [
        ("Halvorsen shoes", "100.00", FLOOR_WORDS),
        ("Halvorsen socks", "6.00", FLOOR_WORDS),
        ("Halvorsen thing", "6.00", "the lowest of the owner's prices for genuine new goods that these may be"),
    ],
)
def test_each_line_of_goods_has_its_floor_and_unknown_goods_the_lowest(title: str, threshold: str, basis: str) -> None:
    assert detail({**shoes("200"), "title": title}, LINES).endswith(f"not below {threshold} USD, {basis}.")


def test_goods_that_the_owner_does_not_make_have_no_price() -> None:
    assert price_kinds({**shoes("1"), "title": "Halvorsen phone case"}) == set()
