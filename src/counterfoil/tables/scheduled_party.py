"""Scheduled parties: the defendants that an order lists in its Schedule A. One defendant to a row; personal data.

A schedule that comes without the order itself may repeat the order's head (court, docket …) in every row.
"""

import datetime as dt

import dataframely as dy
import polars as pl

LISTS = ("aliases", "account", "store_url", "email", "bank_account", "registration_number", "tax_number", "phone")
HEAD_LISTS = ("marks", "goods", "territory", "bound", "restrained")
HEAD = ("court", "docket", "kind", "issued_on", "expires_on", *HEAD_LISTS, "funds_cap", "funds_currency")


def _texts(description: str | None = None) -> dy.List:
    return dy.List(dy.String(nullable=True), nullable=True, description=description)


class ScheduledParty(dy.Schema):
    """One defendant, with all that the schedule tells by which an account could be found."""

    number = dy.Int64(nullable=False, min=1, description="the defendant's number in the schedule")
    name = dy.String(nullable=True)
    aliases = _texts()
    platform = dy.String(nullable=True, description="the marketplace that the account is on")
    account = _texts("ids of accounts on the platform")
    store_url = _texts()
    email = _texts()
    bank_account = _texts("bank or payment accounts")
    registration_number = _texts()
    tax_number = _texts()
    phone = _texts()
    address = dy.String(nullable=True)
    country = dy.String(nullable=True)
    court = dy.String(nullable=True)
    docket = dy.String(nullable=True)
    kind = dy.String(nullable=True)
    issued_on = dy.Date(nullable=True)
    expires_on = dy.Date(nullable=True)
    marks = _texts()
    goods = _texts()
    territory = _texts()
    bound = _texts()
    restrained = _texts()
    funds_cap = dy.Decimal(18, 2, nullable=True)
    funds_currency = dy.String(nullable=True, regex="^[A-Z]{3}$")


EXAMPLE = pl.DataFrame(
    {
        "number": [1],
        "name": ["Fable Street Outlet"],
        "platform": ["Tidewater Market"],
        "account": [["s-90"]],
        "court": ["N.D. Ill."],
        "docket": ["26-cv-00821"],
        "issued_on": [dt.date(2026, 11, 6)],
    }
)
