"""Cases: what is held against one operator, with its listings and goods, until it is closed. One case to a row.

What belongs to it stands in `case_subject`, the evidence for and against in `case_evidence`, what was done in `event`.
"""

from decimal import Decimal

import dataframely as dy
import polars as pl


class Case(dy.Schema):
    """One case; its state is that in which its events leave it (`enforcement.states.case_states`)."""

    id = dy.String(nullable=False, min_length=1, description="the same network gives the same id in every run")
    opened_on = dy.Date(nullable=False)
    state = dy.String(nullable=False)
    party_id = dy.String(nullable=True, description="the resolved party behind the accounts")
    platform = dy.String(nullable=True)
    title = dy.String(nullable=False, description="in words, with no person's name")
    right_ids = dy.List(dy.String(nullable=False), nullable=False)
    marks = dy.List(dy.String(nullable=False), nullable=False, description="those of its rights, as registered")
    territories = dy.List(
        dy.String(nullable=False),
        nullable=True,
        description="ISO 3166-1 alpha-2: where its rights are in force; none known: nowhere is told",
    )
    grounds = dy.List(dy.String(nullable=False), nullable=False, description="counterfeit, grey market …")
    accounts = dy.Int64(nullable=False, min=0)
    offers = dy.Int64(nullable=False, min=0)
    items = dy.Int64(nullable=False, min=0, description="of stock and shipments that matched its goods")
    value_at_risk = dy.Decimal(18, 2, nullable=True, description="in value_currency; empty where no price is known")
    value_currency = dy.String(nullable=True, regex="^[A-Z]{3}$", description="ISO 4217")
    value_basis = dy.String(nullable=False, description="how the value was counted, and what is left out, in words")


EXAMPLE = pl.DataFrame(
    {
        "id": ["case-5b1f0c2d9a3e"],
        "opened_on": ["2026-11-08"],
        "state": ["found"],
        "party_id": ["party-ebb98c8434c72036"],
        "title": ["6 accounts of one operator"],
        "right_ids": [["r-1"]],
        "marks": [["Halvorsen"]],
        "territories": [["US"]],
        "grounds": [["counterfeit"]],
        "accounts": [6],
        "offers": [41],
        "items": [7],
        "value_at_risk": [Decimal("2131.40")],
        "value_currency": ["USD"],
        "value_basis": ["The asking price of each offer, once."],
    }
).with_columns(pl.col("opened_on").str.to_date())
