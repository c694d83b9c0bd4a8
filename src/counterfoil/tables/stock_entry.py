"""Entries of the stock ledger: every change in the number of units, once, in double entry. One change to a row.

Units never appear or vanish: they move from one account to another (received from outside, held, shipped, destroyed …),
so the balance of an account is the sum of what came in less what went out, as of money in a ledger.
"""

import datetime as dt

import dataframely as dy
import polars as pl

ACCOUNTS = (
    "outside", "available", "held", "allocated", "picked", "shipped",
    "destroyed", "abandoned", "forfeited", "released", "retained", "missing",
)  # fmt: skip


class StockEntry(dy.Schema):
    """So many units of one kind, lot and owner in one facility, from one account to another."""

    id = dy.String(nullable=False, min_length=1, description="used once: an entry that comes twice counts once")
    at = dy.Datetime(nullable=False, time_zone="UTC")
    facility = dy.String(nullable=False, description="GLN of the facility, or its own name where it has none")
    gtin = dy.String(nullable=True)
    sku = dy.String(nullable=True)
    lot = dy.String(nullable=True)
    sscc = dy.String(nullable=True)
    external_seller_id = dy.String(nullable=True)
    units = dy.Int64(nullable=False, min=1)
    of = dy.String(nullable=False, description="account that the units leave")
    to = dy.String(nullable=False, description="account that they come to")
    why = dy.String(nullable=False, description="receipt, hold, destruction, count correction …")
    reference = dy.String(nullable=True, description="the paper or transaction it follows from")
    source = dy.String(nullable=False, description="FILE:LINE or the act that it was taken from")

    @dy.rule()
    def of_is_an_account(cls) -> pl.Expr:
        return pl.col("of").is_in(ACCOUNTS)

    @dy.rule()
    def to_is_another_account(cls) -> pl.Expr:
        return pl.col("to").is_in(ACCOUNTS) & (pl.col("to") != pl.col("of"))


EXAMPLE = pl.DataFrame(
    {
        "id": ["inventory.csv:4"],
        "at": [dt.datetime(2026, 9, 30, tzinfo=dt.UTC)],
        "facility": ["9529001000013"],
        "gtin": ["9521011001028"],
        "lot": ["0821"],
        "sscc": ["095290010004120038"],
        "external_seller_id": ["s-29"],
        "units": [388],
        "of": ["outside"],
        "to": ["available"],
        "why": ["receipt"],
        "source": ["inventory.csv:4"],
    }
)
