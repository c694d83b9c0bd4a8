"""Do the peers find what such screens find?"""

import peers
import polars as pl
import pytest

RIGHTS = pl.DataFrame(
    {
        "mark": ["Halvorsen", "Halvorsen", "Norden & Co."],
        "aliases": ["HVN; Halvorsen Sport", None, None],
        "price_floor": ["40 USD", "12.5 USD", "100 USD"],
    }
)
RATES = pl.DataFrame({"currency": ["USD", "INR"], "usd": [1.0, 0.0135]})


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Replica watch", True),
        ("AAA+ quality bag", True),
        ("shoes, 1:1", True),
        ("11:10 edition", False),
        ("Copyright poster", False),
        ("Scarf", False),
    ],
)
def test_bad_words(title: str, found: bool) -> None:
    assert peers.bad_word(pl.DataFrame({"title": [title]})).to_list() == [found]


def test_bad_words_in_the_description() -> None:
    offers = pl.DataFrame({"title": ["Shoes", "Shoes"], "description": [None, "Inspired by the moon."]})
    assert peers.bad_word(offers).to_list() == [False, True]


@pytest.mark.parametrize(
    ("title", "price", "currency", "below"),
    [
        ("Halvorsen cap", "12.49", "USD", True),
        ("Halvorsen cap", "12.50", "USD", False),
        ("hvn cap", "US $5", "USD", True),
        ("HVNX cap", "5", "USD", False),
        ("Norden & Co. coat", "7000", "INR", True),
        ("Norden & Co. coat", "8000", "INR", False),
        ("Halvorsen cap", None, "USD", False),
    ],
)
def test_below_the_lowest_floor(title: str, price: str | None, currency: str, below: bool) -> None:
    row = {"title": [title], "price": [price], "price_currency": [currency]}
    offers = pl.DataFrame(row, schema_overrides={"price": pl.String})
    assert peers.below_floor(offers, RIGHTS, RATES).to_list() == [below]


def test_offers_without_prices_are_never_below() -> None:
    assert peers.below_floor(pl.DataFrame({"title": ["Halvorsen cap"]}), RIGHTS, RATES).to_list() == [False]
