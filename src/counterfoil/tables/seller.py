"""Sellers: the parties that offer goods, in FollowTheMoney property names.

Source of the names: https://followthemoney.tech/explorer/schemata/LegalEntity/
This table holds personal data (name, address, email, phone): it never reaches findings, logs or reports.
"""

import datetime as dt

import dataframely as dy
import polars as pl

STATUSES = ("active", "suspended", "terminated", "debarred")


class Seller(dy.Schema):
    """One seller account on one marketplace."""

    id = dy.String(nullable=False, min_length=1, primary_key=True)
    name = dy.String(nullable=True)
    alias = dy.String(nullable=True)
    country = dy.String(nullable=True, description="ISO 3166-1 alpha-2, or as written")
    address = dy.String(nullable=True)
    registrationNumber = dy.String(nullable=True)  # noqa: N815  FollowTheMoney writes it so
    taxNumber = dy.String(nullable=True)  # noqa: N815
    email = dy.String(nullable=True)
    phone = dy.String(nullable=True)
    marketplace = dy.String(nullable=True)
    status = dy.String(nullable=True, description="active, suspended, terminated (by a platform), debarred")
    opened_at = dy.Datetime(nullable=True, time_zone="UTC")

    @dy.rule()
    def status_is_one_of_active_suspended_terminated_debarred(cls) -> pl.Expr:
        return pl.col("status").is_in(STATUSES)


EXAMPLE = pl.DataFrame(
    {
        "id": ["s-1"],
        "name": ["Fjord Outfitters LLC"],
        "country": ["US"],
        "status": ["active"],
        "opened_at": [dt.datetime(2024, 3, 1, tzinfo=dt.UTC)],
    }
)
