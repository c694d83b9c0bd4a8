"""Percentiles of genuine prices: by nearest rank, always a price that some offer really asks."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.screening.reference_prices import prices_of, reference_prices
from counterfoil.tables.reference_price import ReferencePrice
from screening.screened import Row, offers_of

SHOE: Row = {"title": "Halvorsen shoes", "brand": "Halvorsen", "price": Decimal(100), "price_currency": "USD"}


@pytest.mark.parametrize(
    ("count", "low", "median", "high"), [(1, 1, 1, 1), (2, 1, 1, 2), (20, 1, 10, 19), (21, 2, 11, 20), (100, 5, 50, 95)]
)
def test_percentiles_by_nearest_rank(count: int, low: int, median: int, high: int) -> None:
    offers = offers_of(*({**SHOE, "price": Decimal(n)} for n in range(count, 0, -1)))
    row = reference_prices([prices_of(offers)]).row(0, named=True)
    assert (row["offers"], row["lowest"]) == (count, 1)
    assert (row["low"], row["median"], row["high"]) == (low, median, high)


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({}, ("halvorsen", "footwear", "new", "USD", Decimal(100))),
        ({"condition": "Pre-owned"}, ("halvorsen", "footwear", "used", "USD", Decimal(100))),
        ({"condition": "New, never used"}, ("halvorsen", "footwear", "new", "USD", Decimal(100))),
        ({"sale_price": Decimal(80)}, ("halvorsen", "footwear", "new", "USD", Decimal(80))),
        ({"sale_price": Decimal(0)}, ("halvorsen", "footwear", "new", "USD", Decimal(100))),
        ({"price": Decimal(0)}, None),
        ({"price": None}, None),
        ({"price_currency": None}, None),
        ({"brand": None}, None),
        ({"brand": "–"}, None),
        ({"title": "Halvorsen thing"}, None),
    ],
)
def test_offers_that_tell_everything_are_used(change: Row, kept: tuple[object, ...] | None) -> None:
    assert prices_of(offers_of({**SHOE, **change})).rows() == ([kept] if kept else [])


def test_currencies_and_conditions_stay_apart() -> None:
    offers = offers_of(SHOE, {**SHOE, "price_currency": "EUR"}, {**SHOE, "condition": "used"})
    assert reference_prices([prices_of(offers)]).height == 3


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=60), st.integers(1, 3))
def test_figures_are_asked_prices_in_order_whatever_the_batches(cents: list[int], parts: int) -> None:
    asked = [Decimal(c).scaleb(-2) for c in cents]
    rows = [(f"{n % 1}", "shoe", "new", "USD", price) for n, price in enumerate(asked)]
    schema = {"brand": pl.String, "product_type": pl.String, "condition": pl.String, "currency": pl.String}
    frame = pl.DataFrame(rows, schema={**schema, "asked": pl.Decimal(18, 4)}, orient="row")
    whole = reference_prices([frame])
    assert ReferencePrice.validate(whole).equals(reference_prices([frame[n::parts] for n in range(parts)]))
    figures = whole.select("lowest", "low", "median", "high").row(0)
    assert list(figures) == sorted(figures)
    assert set(figures) <= set(asked)
