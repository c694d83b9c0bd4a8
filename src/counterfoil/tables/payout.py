"""Payouts: what was paid out to seller accounts, and when."""

import datetime as dt
from decimal import Decimal

import dataframely as dy
import polars as pl

from counterfoil.codes.money import PRECISION, SCALE


class Payout(dy.Schema):
    """One payout to one account."""

    id = dy.String(nullable=False, min_length=1)
    seller_id = dy.String(nullable=False, min_length=1)
    paid_on = dy.Date(nullable=False)
    amount = dy.Decimal(PRECISION, SCALE, nullable=False, min=0, description="in currency")
    currency = dy.String(nullable=False, regex="^[A-Z]{3}$", description="ISO 4217")
    holder = dy.String(nullable=True, description="who paid it: marketplace or payment processor")
    bank = dy.String(nullable=True, description="to which bank: BIC (ISO 9362) or US routing number; never an account")


EXAMPLE = pl.DataFrame(
    {
        "id": ["p-1"],
        "seller_id": ["s-31"],
        "paid_on": [dt.date(2026, 11, 9)],
        "amount": [Decimal("300.00")],
        "currency": ["USD"],
    }
)
