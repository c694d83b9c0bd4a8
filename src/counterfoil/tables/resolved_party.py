"""Resolved parties: the operator behind each seller account, under an id that stays from run to run, with its history.

A row is one account's time under one party. Where parties turn out to be one, the accounts of the other are closed
there and go on here; where a party turns out to be two, likewise. Nothing is ever removed.
"""

import datetime as dt

import dataframely as dy
import polars as pl

NEW, MERGED, SPLIT = "new", "merged", "split"
CAUSES = (NEW, MERGED, SPLIT)


class ResolvedParty(dy.Schema):
    """One account's time under one party."""

    party_id = dy.String(nullable=False, min_length=1)
    seller_id = dy.String(nullable=False, min_length=1)
    platform = dy.String(nullable=True, description="the marketplace of the account")
    platform_id = dy.String(nullable=True, description="the account's id in another system")
    cause = dy.String(nullable=False, description="how the account came to the party: new, merged or split")
    since = dy.Date(nullable=False)
    until = dy.Date(nullable=True, description="empty: still")
    replaced_by = dy.String(nullable=True, description="the party under which the account went on")

    @dy.rule()
    def cause_is_one_of_new_merged_split(cls) -> pl.Expr:
        return pl.col("cause").is_in(CAUSES)

    @dy.rule()
    def until_is_not_before_since(cls) -> pl.Expr:
        return pl.col("until") >= pl.col("since")

    @dy.rule()
    def seller_id_has_one_party_at_a_time(cls) -> pl.Expr:
        return pl.col("until").is_null().sum().over("seller_id") <= 1


EXAMPLE = pl.DataFrame(
    {
        "party_id": ["party-1f0c2d3e4a5b6c7d"],
        "seller_id": ["s-31"],
        "platform": ["Tidewater Market"],
        "cause": [NEW],
        "since": [dt.date(2026, 11, 9)],
    }
)
