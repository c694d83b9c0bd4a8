"""Order releases: what an order had wrongly caught and was let go, and what that had cost until then."""

import datetime as dt
from decimal import Decimal

import dataframely as dy
import polars as pl


class OrderRelease(dy.Schema):
    """One release of one account, or of part of what is its, and its cost in one currency."""

    order_id = dy.String(nullable=False, min_length=1)
    account_id = dy.String(nullable=False, min_length=1)
    part = dy.String(nullable=False, description="account, listing, funds or stock")
    released_on = dy.Date(nullable=False)
    blocked_since = dy.Date(nullable=False)
    days = dy.Int64(nullable=False, min=0, description="from blocked_since to released_on")
    listings = dy.Int64(nullable=False, min=0, description="that were let go")
    currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="of the amounts; empty: nothing to count")
    sales_a_day = dy.Decimal(18, 2, nullable=True, description="its revenue before the block, by day; empty: not given")
    sales_lost = dy.Decimal(18, 2, nullable=True, description="that revenue over the days: an estimate")
    funds_held = dy.Decimal(18, 2, nullable=True)
    funds_days = dy.Decimal(18, 2, nullable=True, description="funds_held times the days they were held")


EXAMPLE = pl.DataFrame(
    {
        "order_id": ["order-1"],
        "account_id": ["s-16"],
        "part": ["account"],
        "released_on": [dt.date(2026, 11, 10)],
        "blocked_since": [dt.date(2026, 11, 7)],
        "days": [3],
        "listings": [7],
        "currency": ["USD"],
        "sales_a_day": [Decimal("120.00")],
        "sales_lost": [Decimal("360.00")],
        "funds_held": [Decimal("500.00")],
        "funds_days": [Decimal("1500.00")],
    }
)
