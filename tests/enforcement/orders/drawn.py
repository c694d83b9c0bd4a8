"""Drawn orders, accounts and things for the tests of orders, as short as a test needs them."""

import datetime as dt
from typing import Any

import polars as pl

from counterfoil.enforcement.orders.accounts import ACCOUNTS
from counterfoil.enforcement.orders.record import Bound, Defendant, Mark, OrderRecord
from counterfoil.tables.contract import completed
from counterfoil.tables.seller import Seller

DAY = dt.date(2026, 11, 8)


def order(*parties: Defendant, **told: Any) -> OrderRecord:
    """Return an order of 2 November 2026 under the mark Halvorsen against the defendants."""
    head: dict[str, Any] = {
        "court": "District Court of Fable County",
        "docket": "26-cv-1",
        "kind": "restraining order",
        "issued_on": dt.date(2026, 11, 2),
        "served_on": dt.date(2026, 11, 3),
        "expires_on": dt.date(2026, 11, 30),
        "marks": (Mark(mark="Halvorsen"),),
        "restrained": ("offer", "transfer funds", "dispose of stock"),
        "bound": (Bound(who="marketplace"),),
    }
    return OrderRecord(**(head | {"parties": parties} | told))


def sellers(*rows: dict[str, Any]) -> pl.DataFrame:
    """Return accounts of Tidewater Market, s-1, s-2 …, with the columns of Seller."""
    drawn = [
        {"id": f"s-{at}", "marketplace": "Tidewater Market", "country": "US", **row} for at, row in enumerate(rows, 1)
    ]
    return Seller.cast(completed(pl.DataFrame(drawn, infer_schema_length=None), Seller))


def accounts(*rows: tuple[str, int, str]) -> pl.DataFrame:
    """Return judged accounts: (account, defendant, state)."""
    told = [(account, number, state, 0.9, 6000, ["It is the one."], False) for account, number, state in rows]
    return pl.DataFrame(told, schema=ACCOUNTS, orient="row")
