"""One bestseller in one wording, at one price, from many accounts or towns."""

from decimal import Decimal

import pytest

from screening.population.compared import Row, marked, sold_by

KIND = "bestseller_in_one_wording"
TITLE = "Ambre Vesper by Orlune Eau de Parfum Spray 100 ml"


def at(*prices: str, title: str = TITLE) -> list[Row]:
    return [
        {"title": title, "price": Decimal(price), "price_currency": "USD", "external_seller_id": f"s-{n}"}
        for n, price in enumerate(prices)
    ]


@pytest.mark.parametrize(
    ("offers", "is_one"),
    [
        (at("74.97", "74.99", "74.98", "74.96"), True),
        (at("59.99", "60.99", "60.99", "60.99"), True),
        (at("74.97", "74.99", "74.98"), False),  # three shops at one price are a price list
        (at("74.97", "84.99", "94.98", "64.96"), False),
        (at("74.97", "74.99", "74.98", "74.96", title="Orlune perfume new"), False),  # nobody's own wording
        (sold_by(4, TITLE), False),  # no price
        (sold_by(4, TITLE, price=Decimal("74.97")), False),  # no currency
        (
            sold_by(
                4, TITLE, TITLE.replace("100", "50"), f"{TITLE} New In Box", price=Decimal(9), price_currency="USD"
            ),
            True,
        ),
    ],
)
def test_four_accounts_in_one_wording_at_one_price_are_a_set(offers: list[Row], is_one: bool) -> None:
    assert [row["offers"] for row in marked(KIND, offers)] == ([4] * 4 if is_one else [])


def test_variants_of_one_seller_are_no_set_but_four_towns_are() -> None:
    one = [{**offer, "external_seller_id": "s-1"} for offer in at("9.99", "9.99", "9.99", "9.99")]
    assert marked(KIND, one) == []
    towns = [
        {**offer, "item_location": town} for offer, town in zip(one, ("Reno", "Tampa", "Fresno", "Ely"), strict=True)
    ]
    assert [(row["accounts"], row["towns"]) for row in marked(KIND, towns)] == [(1, 4)] * 4


def test_the_usual_price_is_the_median_over_wordings_so_that_copies_do_not_set_it() -> None:
    other = [
        {**offer, "title": f"Orlune perfume {word} eau de parfum", "brand": "Orlune"}
        for offer, word in zip(at("150", "160", "170", "180"), ("Rose", "Iris", "Moss", "Salt"), strict=True)
    ]
    copies = [{**offer, "brand": "Orlune", "title": "Orlune perfume Ambre eau de parfum"} for offer in at(*["70"] * 6)]
    assert {row["usual_price"] for row in marked(KIND, copies + other)} == {Decimal(160)}
    assert {row["usual_price"] for row in marked(KIND, copies + other[:3])} == {None}
