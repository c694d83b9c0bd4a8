"""Balances: what a marketplace or a payment processor holds for each seller account, by currency."""

from decimal import Decimal

import dataframely as dy
import polars as pl

from counterfoil.codes.money import PRECISION, SCALE


class Balance(dy.Schema):
    """One balance of one account in one currency."""

    seller_id = dy.String(nullable=False, min_length=1)
    amount = dy.Decimal(PRECISION, SCALE, nullable=False, min=0, description="in currency")
    currency = dy.String(nullable=False, regex="^[A-Z]{3}$", description="ISO 4217")
    holder = dy.String(nullable=True, description="who holds it: marketplace or payment processor")


EXAMPLE = pl.DataFrame({"seller_id": ["s-31"], "amount": [Decimal("1240.00")], "currency": ["USD"]})
