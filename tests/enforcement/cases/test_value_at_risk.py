"""What is at stake: counted once, in one currency, and what is left out is said with its amount."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.cases.value import Value, rates_by_currency, value_at_risk

GTIN = "9521011001028"
EURO = {"USD": Decimal(1), "EUR": Decimal("1.10")}


def offer(
    price: str | None, currency: str | None = "USD", gtin: str | None = None, decision: str = "hold"
) -> dict[str, Any]:
    told = None if price is None else Decimal(price)
    return {"subject_kind": "offer", "decision": decision, "price": told, "price_currency": currency, "gtin": gtin}


def lot(quantity: str | None, decision: str = "identical offending goods", gtin: str | None = GTIN) -> dict[str, Any]:
    told = None if quantity is None else Decimal(quantity)
    return {"subject_kind": "item", "decision": decision, "quantity": told, "gtin": gtin}


@pytest.mark.parametrize(
    ("rows", "rates", "amount", "currency", "says"),
    [
        ([], {}, None, None, "No price is known"),
        ([offer(None, None)], {}, None, None, "1 offer names no price."),
        ([offer("10.00"), offer("2.50")], {}, "12.50", "USD", "2 offers once each at the price asked"),
        ([offer("10.00"), offer("99", decision="clear")], {}, "10.00", "USD", "1 offer once"),
        ([offer("10"), offer("20"), offer("9", "EUR")], {}, "30.00", "USD", "for want of a rate: EUR 9.00 of 1 offer"),
        ([offer("10"), offer("9", "EUR")], EURO, "19.90", "USD", "Converted at 1 EUR = 1.1 USD."),
        ([offer("10"), offer("9", "SEK")], EURO, "10.00", "USD", "SEK 9.00"),
        ([offer("9", "EUR")], {}, "9.00", "EUR", "1 offer once"),
        ([offer("10", gtin=GTIN), offer("8", gtin="0" + GTIN), lot("100")], {}, "800.00", "USD", "100 pieces in stock"),
        ([offer("10", gtin=GTIN), lot("100", "examine")], {}, "10.00", "USD", "1 offer once"),
        ([offer("10", gtin=GTIN), lot(None)], {}, "10.00", "USD", "1 lot of identical goods without"),
        ([offer("10"), lot("100"), lot("5")], {}, "10.00", "USD", "2 lots of identical goods without"),
        ([offer("3", gtin=GTIN), offer("7"), lot("2")], {}, "13.00", "USD", "2 pieces in stock at the lowest price"),
    ],
)
def test_the_value_and_its_basis(
    rows: list[dict[str, Any]], rates: dict[str, Decimal], amount: str | None, currency: str | None, says: str
) -> None:
    found = value_at_risk(rows, rates)
    assert (found.amount, found.currency) == (None if amount is None else Decimal(amount), currency)
    assert says in found.basis


def test_no_rates_convert_nothing_not_even_dollars() -> None:
    assert rates_by_currency([]) == {}
    assert rates_by_currency([{"currency": "EUR", "usd": 1.08}]) == {"EUR": Decimal("1.08"), "USD": Decimal(1)}


PRICES = st.decimals(min_value=0, max_value=10**6, places=2)
OFFERS = st.builds(
    lambda price, currency, gtin: offer(None if price is None else str(price), currency, gtin),
    st.none() | PRICES,
    st.sampled_from(["USD", "EUR", "SEK", None]),
    st.sampled_from([None, GTIN, "no code"]),
)
LOTS = st.builds(lambda number: lot(None if number is None else str(number)), st.none() | st.integers(0, 10**6))


@given(st.lists(OFFERS), st.lists(LOTS), st.sampled_from([{}, EURO]))
def test_the_order_of_rows_changes_nothing_and_currencies_are_never_added(
    offers: list[dict[str, Any]], lots: list[dict[str, Any]], rates: dict[str, Decimal]
) -> None:
    found = value_at_risk([*offers, *lots], rates)
    assert value_at_risk([*reversed(lots), *reversed(offers)], rates) == found
    assert (found.amount is None) == (found.currency is None)
    if found != Value(None, None, found.basis) and not lots:
        own = [one["price"] for one in offers if one["price"] is not None and one["price_currency"] == found.currency]
        converted = [
            one["price"] * rates[one["price_currency"]]
            for one in offers
            if one["price"] is not None and one["price_currency"] in rates and found.currency == "USD"
        ]
        assert found.amount == sum(converted or own, Decimal(0)).quantize(Decimal("0.01"), "ROUND_HALF_EVEN")
