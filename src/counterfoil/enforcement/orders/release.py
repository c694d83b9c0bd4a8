"""What had it cost to catch the wrong one? Days blocked times what the account sold a day, and funds held times days.

An estimate from the user's own sales before the block, currency by currency; nothing is added up across them. Whether
and what is owed for a wrongful order is for the court (Fed. R. Civ. P. 65(c); 15 USC 1116(d)(11)).
"""

import datetime as dt
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from counterfoil.tables.order_reach import ACCOUNT, FUNDS, LISTING, REACHED
from counterfoil.tables.order_release import OrderRelease

CENT = Decimal("0.01")
US_DOLLARS = "USD"  # of sales that name no currency, as their table says


class Let(NamedTuple):
    """What is let go: an account, and of it all (`account`), or the part of one kind: listing, funds or stock."""

    account_id: str
    part: str
    on: dt.date


def cost_of(let: Let, reach: pl.DataFrame, sales: pl.DataFrame | None, *, since: dt.date) -> pl.DataFrame:
    """Return what was let go and its cost (contract OrderRelease), a row for each currency; one row at least.

    `reach` by the contract OrderReach, before the release; `sales` by the contract Sale; `since`: the day from which
    the account was blocked.
    """
    own = reach.filter(pl.col("account_id") == let.account_id, pl.col("state") == REACHED)
    own = own if let.part == ACCOUNT else own.filter(pl.col("subject_kind") == let.part)
    days = max((let.on - since).days, 0)
    listings = own.filter(pl.col("subject_kind") == LISTING).height
    blocked = listings > 0 or let.part == ACCOUNT
    a_day = _a_day(sales, let.account_id, since) if sales is not None and blocked else {}
    held = dict(
        own.filter(pl.col("subject_kind") == FUNDS).group_by("currency").agg(pl.col("amount").sum()).iter_rows()
    )
    rows = [_row(let, since, days, listings, code, a_day.get(code), held.get(code)) for code in sorted({*a_day, *held})]
    return OrderRelease.cast(_table(rows or [_row(let, since, days, listings, None, None, None)], reach))


def _a_day(sales: pl.DataFrame, account: str, since: dt.date) -> dict[str, Decimal]:
    """Return the account's revenue a day before it was blocked, by currency: over the days from its first sale."""
    own = sales.filter(
        pl.col("seller_id") == account, pl.col("sold_on") < since, pl.col("amount").is_not_null()
    ).with_columns(pl.col("currency").fill_null(US_DOLLARS))
    told = own.group_by("currency").agg(pl.col("amount").sum(), first=pl.col("sold_on").min())
    return {code: Decimal(amount) / (since - first).days for code, amount, first in told.iter_rows()}


def _row(
    let: Let, since: dt.date, days: int, listings: int, code: str | None, a_day: Decimal | None, held: Decimal | None
) -> dict[str, Any]:
    return {
        "account_id": let.account_id,
        "part": let.part,
        "released_on": let.on,
        "blocked_since": since,
        "days": days,
        "listings": listings,
        "currency": code,
        "sales_a_day": None if a_day is None else a_day.quantize(CENT),
        "sales_lost": None if a_day is None else (a_day * days).quantize(CENT),
        "funds_held": held,
        "funds_days": None if held is None else (held * days).quantize(CENT),
    }


def _table(rows: list[dict[str, Any]], reach: pl.DataFrame) -> pl.DataFrame:
    empty = OrderRelease.create_empty()
    schema = {name: kind for name, kind in empty.schema.items() if name != "order_id"}
    told = pl.DataFrame(rows, schema=schema)
    return told.with_columns(order_id=pl.lit(str(reach["order_id"][0]))).select(empty.columns)
