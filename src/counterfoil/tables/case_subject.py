"""Subjects of cases: each account, listing, lot of goods and party that a case is about, and why it belongs to it.

What the value at risk is counted from stands here too: of an offer its price, of an item how many there are.
"""

from decimal import Decimal

import dataframely as dy
import polars as pl

SUBJECT_KINDS = ("party", "account", "offer", "goods", "item")


class CaseSubject(dy.Schema):
    """One subject of one case."""

    case_id = dy.String(nullable=False, min_length=1)
    subject_kind = dy.String(nullable=False, description="party, account, offer, goods (confirmed) or item (stock)")
    subject_id = dy.String(nullable=False, min_length=1)
    account_id = dy.String(nullable=True, description="of an offer or an item: whose it is")
    right_id = dy.String(nullable=True)
    decision = dy.String(nullable=True, description="of screening, vetting or matching")
    score = dy.Float64(nullable=True, min=0, max=1)
    gtin = dy.String(nullable=True, description="of an offer or an item, as written")
    price = dy.Decimal(18, 4, nullable=True, description="of an offer: what is asked for one, in price_currency")
    price_currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")
    quantity = dy.Decimal(24, 6, nullable=True, description="of an item: how many there are; of an offer nobody says")
    why = dy.String(nullable=False, description="why it belongs to the case, for reviewer and court")

    @dy.rule()
    def subject_kind_is_a_known_one(cls) -> pl.Expr:
        return pl.col("subject_kind").is_in(SUBJECT_KINDS)


EXAMPLE = pl.DataFrame(
    {
        "case_id": ["case-5b1f0c2d9a3e"] * 2,
        "subject_kind": ["account", "offer"],
        "subject_id": ["s-34", "o-2"],
        "account_id": [None, "s-34"],
        "right_id": [None, "r-1"],
        "decision": ["review", "hold"],
        "price": [None, Decimal("39.90")],
        "price_currency": [None, "USD"],
        "why": [
            "It gives the tax number of the terminated account s-31.",
            "The title writes the mark Halvorsen as “H-alv-orsen”, broken up so that a search misses it.",
        ],
    }
)
