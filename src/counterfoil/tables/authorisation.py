"""Authorisations: who may sell an owner's goods, where, which of them, through which channel, and when.

An owner's dealers change; an offer is held against those of its day (offer.seen_at). Names of sellers may be names of
people: screening keeps digests of them only.
"""

import datetime as dt

import dataframely as dy
import polars as pl


class Authorisation(dy.Schema):
    """One seller's leave to sell, under one right or under all rights of an owner."""

    seller = dy.String(nullable=False, min_length=1, description="seller id or name")
    right_id = dy.String(nullable=True, description="the right; empty: all rights of the owner")
    owner = dy.String(nullable=True, description="the owner, where no right is named")
    territory = dy.String(nullable=True, description="rights of which territory; empty: of all")
    product_line = dy.String(nullable=True, description="mark or goods of the line; empty: all lines")
    channel = dy.String(nullable=True, description="the marketplace (offer.marketplace); empty: all")
    valid_from = dy.Date(nullable=True, description="first day; empty: always")
    valid_until = dy.Date(nullable=True, description="last day; empty: until further notice")
    granted_by = dy.String(nullable=True, description="who gave it; not used in screening, not kept")

    @dy.rule()
    def owner_or_right_id_must_be_given(cls) -> pl.Expr:
        return pl.col("right_id").is_not_null() | pl.col("owner").is_not_null()

    @dy.rule()
    def valid_until_is_not_before_valid_from(cls) -> pl.Expr:
        return pl.col("valid_until") >= pl.col("valid_from")


EXAMPLE = pl.DataFrame(
    {
        "seller": ["s-1"],
        "owner": ["Halvorsen Sport AS"],
        "territory": ["US"],
        "valid_from": [dt.date(2026, 1, 1)],
        "valid_until": [dt.date(2026, 12, 31)],
        "granted_by": ["Halvorsen Sport AS, sales"],
    }
)
