"""Which funds does an order reach? Balances of reached accounts, up to its cap, in the cap's currency and no other.

A cap is filled account by account, in the order of their ids. What lies in another currency is never converted: it
waits for a person. What the order leaves free (payroll, counsel fees) is taken out before.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.enforcement.orders.record import FUNDS as RESTRAINS
from counterfoil.enforcement.orders.record import OrderRecord
from counterfoil.tables.order import PER_ORDER
from counterfoil.tables.order_reach import FUNDS, NOT_RESTRAINED, REACHED, WAITING

CENT = Decimal("0.01")
_ROW = ("account_id", "number", "score", "weight")
NONE = Decimal("0.00")
FOUND: dict[str, pl.DataType | type[pl.DataType]] = {
    "subject_kind": pl.String,
    "subject_id": pl.String,
    "account_id": pl.String,
    "number": pl.Int64,
    "state": pl.String,
    "score": pl.Float64,
    "weight": pl.Int64,
    "reasons": pl.List(pl.String),
    "balance": pl.Decimal(18, 2),
    "amount": pl.Decimal(18, 2),
    "currency": pl.String,
}


def funds(balances: pl.DataFrame, accounts: pl.DataFrame, order: OrderRecord, *, day: dt.date) -> pl.DataFrame:
    """Return a row of reach for each balance of the accounts, by currency (columns of OrderReach that funds have).

    `balances` by the contract Balance: those of one account and currency are summed; `accounts` as `accounts.judged`
    gives them.
    """
    summed = balances.group_by("seller_id", "currency").agg(pl.col("amount").sum()).rename({"seller_id": "account_id"})
    rows = summed.join(accounts.select(*_ROW, "state"), on="account_id").sort("number", "account_id", "currency")
    left = _caps(order, rows)
    told = [_judged(row, order, left, day) for row in rows.iter_rows(named=True)]
    return pl.DataFrame(told, schema=FOUND, orient="row")


def _caps(order: OrderRecord, rows: pl.DataFrame) -> dict[int, Decimal]:
    """Return what of the cap is left for each defendant; under one key where it is counted over the whole order."""
    if order.funds is None or order.funds.cap is None:
        return {}
    keys = [0] if order.funds.per == PER_ORDER else sorted(rows["number"].unique())
    return dict.fromkeys(keys, order.funds.cap)


def _judged(row: Mapping[str, Any], order: OrderRecord, left: dict[int, Decimal], day: dt.date) -> tuple[Any, ...]:
    """Return the reach of one balance, and take from what is left of the cap."""
    balance = Decimal(row["amount"]).quantize(CENT)
    state, amount, says = row["state"], NONE, []
    if RESTRAINS not in order.restrained:
        state, says = NOT_RESTRAINED, ["The order does not restrain funds."]
    elif _is_of_other_currency(order, row["currency"]):
        state = WAITING
        says = [
            f"The cap is in {order.funds and order.funds.currency}, this balance in {row['currency']}: never mixed."
        ]
    else:
        free, says = _freed(row, order, day)
        amount, more = _within(balance - min(free, balance), row, order, left)
        says = [*says, *more]
        if state == REACHED and amount == NONE:
            state = NOT_RESTRAINED
    if state == WAITING and not _is_of_other_currency(order, row["currency"]):
        amount, says = NONE, [*says, "Its account waits for a person: nothing of it is restrained yet."]
    own = (row["account_id"], row["number"], state, row["score"], row["weight"])
    return (FUNDS, f"{row['account_id']} {row['currency']}", *own, says, balance, amount, row["currency"])


def _is_of_other_currency(order: OrderRecord, currency: str) -> bool:
    return order.funds is not None and order.funds.currency not in (None, currency)


def _freed(row: Mapping[str, Any], order: OrderRecord, day: dt.date) -> tuple[Decimal, list[str]]:
    """Return how much of an account's balance the order leaves free, and why."""
    own = [
        one
        for one in order.carve_outs
        if one.amount is not None
        and one.account == row["account_id"]
        and one.currency == row["currency"]
        and (one.until is None or one.until >= day)
    ]
    told = [f"{one.amount:,.2f} {one.currency} of it is left free: {one.why}." for one in own]
    return sum((one.amount for one in own if one.amount is not None), NONE), told


def _within(
    amount: Decimal, row: Mapping[str, Any], order: OrderRecord, left: dict[int, Decimal]
) -> tuple[Decimal, list[str]]:
    """Return how much of an amount the cap still restrains, with the sentence that says so."""
    if order.funds is None or order.funds.cap is None:
        return amount, ["The order restrains all funds of the account; it names no cap."]
    whose = "the order" if order.funds.per == PER_ORDER else f"defendant {row['number']}"
    key = 0 if order.funds.per == PER_ORDER else row["number"]
    taken = min(amount, left[key])
    if row["state"] == REACHED:
        left[key] -= taken
    cap = f"{order.funds.cap:,.2f} {order.funds.currency}"
    return taken.quantize(CENT), [f"{taken:,.2f} of it falls within the cap of {cap} over {whose}."]
