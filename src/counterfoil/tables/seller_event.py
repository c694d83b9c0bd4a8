"""Seller events: what happened between a platform and a seller, one event to a row; the clocks run from these days.

Not `event`, which tells what happened to goods, and not the audit log, which tells what people did in this system.
"""

import datetime as dt

import dataframely as dy
import polars as pl

# What starts or stops a clock, and what a seller declares.
KINDS = (
    "received", "changed", "verified", "asked to certify", "certified", "notified", "suspended", "reinstated",
    "bank details requested", "partial disclosure requested", "partial disclosure misused",
    "self-certified", "terms agreed", "authenticity attested", "jurisdiction accepted",
    "asked to correct", "corrected", "violation", "reported to authority", "terminated", "contract ended",
)  # fmt: skip


class SellerEvent(dy.Schema):
    """One event of one seller on one day."""

    seller_id = dy.String(nullable=False, min_length=1)
    kind = dy.String(nullable=False)
    day = dy.Date(nullable=False)
    detail = dy.String(nullable=True, description="what was received, changed or asked for; not kept in any output")

    @dy.rule()
    def kind_is_a_known_one(cls) -> pl.Expr:
        return pl.col("kind").is_in(KINDS)


EXAMPLE = pl.DataFrame({"seller_id": ["s-1"], "kind": ["received"], "day": [dt.date(2026, 3, 9)]})
