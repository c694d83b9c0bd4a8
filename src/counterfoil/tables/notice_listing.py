"""Listings of notices: what each notice said of each offer, what became of it, and by what it is known again.

The words and fingerprints are those of the day of the notice: a listing that was taken down can no longer be read.
"""

import datetime as dt

import dataframely as dy
import polars as pl

OUTCOMES = ("acted", "refused")


class NoticeListing(dy.Schema):
    """One listing of one notice; `outcome` is empty until the recipient decided on it."""

    notice_id = dy.String(nullable=False, min_length=1)
    offer_id = dy.String(nullable=False, min_length=1)
    link = dy.String(nullable=True)
    title = dy.String(nullable=False)
    account_id = dy.String(nullable=True, description="the seller's account, as the marketplace names it")
    pictures = dy.List(dy.String(nullable=False), nullable=False, description="PDQ fingerprints in hexadecimal")
    outcome = dy.String(nullable=True, description="acted or refused")
    outcome_at = dy.Datetime(nullable=True, time_zone="UTC")
    refusal = dy.String(nullable=True, description="the coded reason where it was refused")

    @dy.rule()
    def outcome_is_acted_or_refused(cls) -> pl.Expr:
        return pl.col("outcome").is_in(OUTCOMES)

    @dy.rule()
    def outcome_has_its_day(cls) -> pl.Expr:
        return pl.col("outcome").is_null() | pl.col("outcome_at").is_not_null()


EXAMPLE = pl.DataFrame(
    {
        "notice_id": ["n-5b1f0c2d9a3e-1"],
        "offer_id": ["o-2"],
        "link": ["https://tidewater.example/o/2"],
        "title": ["H-alv-orsen trail shoes"],
        "account_id": ["s-34"],
        "pictures": [["07" * 32]],
        "outcome": ["acted"],
        "outcome_at": [dt.datetime(2026, 11, 10, 9, 0, tzinfo=dt.UTC)],
    }
)
