"""The vectors of law.md §3: who is a seller of high volume, since when, and whose identity is shown."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.tables.sale import Sale
from counterfoil.vetting.volume import uncounted, volume
from vetting.made import DAY, INFORM, sold, table

YEAR = {"first": "2026-01-01", "last": "2026-10-31"}


def of_seller(sales: pl.DataFrame, day: dt.date = DAY) -> dict[str, object]:
    found = volume(sales, day=day, inform=INFORM).rows(named=True)
    return found[0] if found else {"is_high_volume": False, "discloses": False, "qualified_on": None}


@pytest.mark.parametrize(
    ("count", "dollars", "condition", "expected"),
    [
        (199, "90000", "new", False),
        (200, "4999.99", "new", False),
        (200, "5000.00", "new", True),
        (300, "90000", "used", False),
        (300, "90000", "refurbished", False),
        (200, "5000.00", None, True),  # a condition that nobody stated is taken to be new
    ],
)
def test_two_hundred_sales_and_five_thousand_dollars(
    count: int, dollars: str, condition: str | None, expected: bool
) -> None:
    assert of_seller(sold(count, dollars, **YEAR, condition=condition))["is_high_volume"] is expected


def test_the_twelve_months_need_be_no_calendar_year() -> None:
    one = sold(120, "3500", first="2024-05-01", last="2024-10-31")
    other = sold(90, "2500", first="2024-11-01", last="2025-04-30")
    assert of_seller(pl.concat([one, other]), dt.date(2025, 5, 1))["is_high_volume"] is True


def test_sales_in_more_than_twelve_months_do_not_add_up() -> None:
    one = sold(120, "3500", first="2025-01-01", last="2025-01-31")
    other = sold(90, "2500", first="2026-02-02", last="2026-03-31")
    assert of_seller(pl.concat([one, other]))["is_high_volume"] is False


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-10-31", True), ("2027-10-30", True), ("2028-09-30", True), ("2028-11-30", False)]
)
def test_high_volume_ends_when_the_sales_lie_more_than_24_months_back(day: str, expected: bool) -> None:
    sales = sold(200, "5000", first="2026-10-01", last="2026-10-31")
    assert of_seller(sales, dt.date.fromisoformat(day))["is_high_volume"] is expected


def test_sales_that_are_still_to_come_count_nothing() -> None:
    assert of_seller(sold(300, "9000", first="2026-11-09", last="2026-12-31"))["is_high_volume"] is False


def test_qualified_on_the_day_of_the_two_hundredth_sale() -> None:
    sales = pl.concat(
        [
            sold(199, "7000", first="2025-12-01", last="2026-02-20"),
            sold(1, "40", first="2026-03-02", last="2026-03-02"),
            sold(50, "900", first="2026-04-01", last="2026-06-30"),
        ]
    )
    assert of_seller(sales)["qualified_on"] == dt.date(2026, 3, 2)


def test_a_seller_that_lapsed_qualifies_anew() -> None:
    early = sold(200, "9000", first="2020-01-01", last="2020-02-01")
    again = sold(200, "9000", first="2026-01-01", last="2026-02-01")
    assert of_seller(pl.concat([early, again]))["qualified_on"] == dt.date(2026, 2, 1)


@pytest.mark.parametrize(("dollars", "expected"), [("19999.99", False), ("20000.00", True)])
def test_identity_is_shown_from_twenty_thousand_dollars_a_year(dollars: str, expected: bool) -> None:
    found = of_seller(sold(250, dollars, **YEAR))
    assert (found["is_high_volume"], found["discloses"]) == (True, expected)
    assert found["year_revenue"] == Decimal(dollars)


def test_large_revenue_without_high_volume_shows_nothing() -> None:
    assert of_seller(sold(150, "90000", **YEAR))["discloses"] is False


def test_orders_are_counted_where_they_are_given_and_currencies_by_their_rate() -> None:
    rows = [
        {"offer_id": "o-1", "units": 900, "sales": 199, "sold_on": DAY, "amount": Decimal(9000)},
        {"offer_id": "o-2", "units": 1, "sold_on": DAY, "amount": Decimal(1000), "currency": "EUR"},
        {"offer_id": "o-3", "units": 1, "sold_on": DAY, "amount": Decimal(1000), "currency": "GBP"},
        {"offer_id": "o-4", "units": 1, "sold_on": None, "amount": Decimal(1000)},
        {"offer_id": "o-5", "units": 1, "sold_on": DAY, "amount": None},
    ]
    sales = table(Sale, [{"seller_id": "s-1"} | row for row in rows])
    rates = pl.DataFrame({"currency": ["EUR"], "usd": [1.1]})
    found = volume(sales, day=DAY, inform=INFORM, rates=rates).row(0, named=True)
    assert (found["new_sales"], found["new_revenue"]) == (200, Decimal("10100.00"))
    assert (uncounted(sales, rates), uncounted(sales)) == (3, 4)


@given(st.lists(st.tuples(st.integers(0, 1100), st.integers(0, 120), st.integers(0, 4000)), min_size=1, max_size=8))
def test_as_a_slow_count_of_every_window(sales: list[tuple[int, int, int]]) -> None:
    rows = [
        {
            "offer_id": "o", "seller_id": "s-1", "units": units,
            "sold_on": DAY - dt.timedelta(days=days), "amount": Decimal(dollars),
        }
        for days, units, dollars in sales
    ]  # fmt: skip
    expected = any(
        sum(units for days, units, _ in sales if start <= days < start + 365) >= 200
        and sum(dollars for days, _, dollars in sales if start <= days < start + 365) >= 5000
        for start in range(366)
    )
    assert of_seller(table(Sale, rows))["is_high_volume"] is expected
