"""Which listings, funds and stock an order reaches."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.orders.funds import funds
from counterfoil.enforcement.orders.listings import listings
from counterfoil.enforcement.orders.reach import Things, reach, with_decisions, with_linked
from counterfoil.enforcement.orders.record import CarveOut, Defendant, Funds, Mark
from counterfoil.tables.balance import Balance
from counterfoil.tables.event import Event
from enforcement.orders.drawn import DAY, accounts, order

NAMED = Defendant(number=1, name="BlueSky Value Shop")
OFFER = {"subject_id": "o-1", "account_id": "s-1", "link": None, "mark": "Halvorsen", "goods_type": "footwear"}
SHAPE = dict.fromkeys(OFFER, pl.String)


def listed(offer: dict[str, Any], state: str = "reached", *, sold_in: tuple[str, ...] = (), **told: Any) -> str:
    offers = pl.DataFrame([OFFER | offer], schema=SHAPE)
    rows = listings(offers, accounts(("s-1", 1, state)), order(NAMED, **told), sold_in=sold_in)
    return str(rows["state"].item())


SHOES = (Mark(mark="Halvorsen", goods=("footwear",)),)


@pytest.mark.parametrize(
    ("offer", "told", "state"),
    [
        ({}, {}, "reached"),
        ({"mark": None}, {}, "not restrained"),
        ({"mark": None}, {"all_listings": True}, "reached"),
        ({}, {"marks": SHOES}, "reached"),
        ({"goods_type": "watch"}, {"marks": SHOES}, "not restrained"),
        ({"goods_type": None}, {"marks": SHOES}, "waiting"),
        ({}, {"territory": ("US",), "sold_in": ("US", "CA")}, "reached"),
        ({}, {"territory": ("US",), "sold_in": ("DE",)}, "not restrained"),
        ({}, {"territory": ("US",)}, "reached"),
    ],
)
def test_a_listing_is_reached_by_its_mark_its_goods_and_where(offer: Any, told: Any, state: str) -> None:
    assert listed(offer, **told) == state


def test_a_listing_of_an_account_that_waits_waits() -> None:
    assert listed({}, "waiting") == "waiting"


def held(told: Any, *balances: tuple[str, str, str], state: str = "reached") -> list[tuple[Any, ...]]:
    rows = pl.DataFrame(balances, schema=["seller_id", "amount", "currency"], orient="row")
    table = Balance.cast(rows.with_columns(pl.col("amount").str.to_decimal(scale=4), holder=pl.lit(None)))
    known = accounts(("s-1", 1, state), ("s-2", 1, state), ("s-3", 2, state))
    found = funds(table, known, order(NAMED, **told), day=DAY)
    return [(row["subject_id"], row["state"], row["amount"]) for row in found.iter_rows(named=True)]


CAP = {"funds": Funds(cap=Decimal(1000), currency="USD")}


def test_a_cap_is_filled_over_the_accounts_of_a_defendant() -> None:
    told = held(CAP, ("s-1", "700", "USD"), ("s-2", "700", "USD"), ("s-3", "700", "USD"))
    assert told == [
        ("s-1 USD", "reached", Decimal("700.00")),
        ("s-2 USD", "reached", Decimal("300.00")),
        ("s-3 USD", "reached", Decimal("700.00")),
    ]


def test_a_cap_over_the_order_is_filled_once() -> None:
    told = held(
        {"funds": Funds(cap=Decimal(1000), currency="USD", per="order")}, ("s-1", "900", "USD"), ("s-3", "700", "USD")
    )
    assert [amount for _, _, amount in told] == [Decimal("900.00"), Decimal("100.00")]


def test_another_currency_is_never_counted_in() -> None:
    told = held(CAP, ("s-1", "900", "EUR"), ("s-1", "900", "USD"))
    assert told == [("s-1 EUR", "waiting", Decimal("0.00")), ("s-1 USD", "reached", Decimal("900.00"))]


def test_without_a_cap_all_is_held_in_every_currency() -> None:
    told = held({}, ("s-1", "900.50", "EUR"), ("s-1", "900", "USD"))
    assert [amount for _, _, amount in told] == [Decimal("900.50"), Decimal("900.00")]


def test_what_the_order_leaves_free_is_taken_out_before_the_cap() -> None:
    free = CarveOut(why="payroll", account="s-1", amount=Decimal(200), currency="USD")
    over = CarveOut(why="fees", account="s-1", amount=Decimal(50), currency="USD", until=dt.date(2026, 11, 1))
    told = held(CAP | {"carve_outs": (free, over)}, ("s-1", "700", "USD"))
    assert told == [("s-1 USD", "reached", Decimal("500.00"))]


def test_nothing_is_held_of_an_account_that_waits_or_where_funds_are_not_restrained() -> None:
    assert held(CAP, ("s-1", "700", "USD"), state="waiting") == [("s-1 USD", "waiting", Decimal("0.00"))]
    assert held({"restrained": ("offer",)}, ("s-1", "700", "USD")) == [("s-1 USD", "not restrained", Decimal("0.00"))]


@given(
    st.lists(st.tuples(st.sampled_from(["s-1", "s-2", "s-3"]), st.integers(0, 10**9), st.sampled_from(["USD", "EUR"]))),
    st.integers(0, 10**9),
    st.sampled_from(["defendant", "order"]),
)
def test_no_more_than_the_cap_is_ever_held(balances: list[tuple[str, int, str]], cap: int, per: str) -> None:
    told = {"funds": Funds(cap=Decimal(cap) / 100, currency="USD", per=per)}
    rows = [(account, str(Decimal(cents) / 100), currency) for account, cents, currency in balances]
    shape = {"seller_id": pl.String, "amount": pl.String, "currency": pl.String}
    table = pl.DataFrame(rows, schema=shape, orient="row").with_columns(
        pl.col("amount").str.to_decimal(scale=4), holder=pl.lit(None)
    )
    known = accounts(("s-1", 1, "reached"), ("s-2", 1, "reached"), ("s-3", 2, "reached"))
    found = funds(Balance.cast(table), known, order(NAMED, **told), day=DAY)
    by = ["number"] if per == "defendant" else []
    sums = found.group_by(*by, "currency").agg(pl.col("amount").sum()) if by else found.group_by("currency").agg(
        pl.col("amount").sum()
    )  # fmt: skip
    for row in sums.iter_rows(named=True):
        assert row["amount"] <= (Decimal(cap) / 100 if row["currency"] == "USD" else 0)
    assert (found["amount"] <= found["balance"]).all()


def parties(*pairs: tuple[str, str]) -> pl.DataFrame:
    shape = {"party_id": pl.String, "seller_id": pl.String}
    return pl.DataFrame(pairs, schema=shape, orient="row").with_columns(until=pl.lit(None, dtype=pl.Date))


@pytest.mark.parametrize(("concert", "state"), [(False, "not named"), (True, "waiting")])
def test_linked_accounts_are_never_reached_by_the_link(concert: bool, state: str) -> None:
    known = accounts(("s-1", 1, "reached"), ("s-5", 1, "waiting"))
    linked = parties(("p-1", "s-1"), ("p-1", "s-2"), ("p-2", "s-5"), ("p-2", "s-6"))
    told = with_linked(known, linked, order(NAMED, active_concert=concert))
    assert dict(told.select("account_id", "state").iter_rows()) == {"s-1": "reached", "s-5": "waiting", "s-2": state}


def test_a_carve_out_frees_an_account_with_all_that_is_its() -> None:
    told = order(NAMED, carve_outs=(CarveOut(why="settled", account="s-1"),))
    rows = reach(
        accounts(("s-1", 1, "reached")), Things(pl.DataFrame([OFFER], schema=SHAPE), None, None), told, day=DAY
    )
    assert set(rows["state"]) == {"carved out"}


def test_what_people_decided_since_holds() -> None:
    things = Things(pl.DataFrame([OFFER, OFFER | {"subject_id": "o-2"}], schema=SHAPE), None, None)
    rows = reach(accounts(("s-1", 1, "waiting")), things, order(NAMED), day=DAY)
    acts = pl.DataFrame(
        {
            "kind": ["compiled", "confirmed", "released"],
            "subject_kind": ["order", "account", "listing"],
            "subject_id": ["order-26-cv-1", "s-1", "o-2"],
        }
    )
    told = with_decisions(rows, acts, order(NAMED), day=DAY)
    assert dict(told.select("subject_id", "state").iter_rows()) == {
        "s-1": "reached",
        "o-1": "reached",
        "o-2": "released",
    }
    assert with_decisions(rows, Event.create_empty(), order(NAMED), day=DAY).equals(rows)
