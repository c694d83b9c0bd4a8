"""Bank requests: what banks were asked by those who enforce the law, and when they answered. One request to a row.

Practice 7 of the DHS report of 24 January 2020 (unverified): pay out through banks that answer such requests.
"""

import datetime as dt

import dataframely as dy
import polars as pl


class BankRequest(dy.Schema):
    """One request for information to one bank. What was asked for, and about whom, does not stand here."""

    id = dy.String(nullable=False, min_length=1)
    bank = dy.String(nullable=False, min_length=1, description="BIC (ISO 9362) or US routing number; not an account")
    asked_on = dy.Date(nullable=False)
    due_on = dy.Date(nullable=False, description="the day by which the request wants its answer")
    answered_on = dy.Date(nullable=True, description="empty: not answered")

    @dy.rule()
    def due_on_is_not_before_asked_on(cls) -> pl.Expr:
        return pl.col("due_on") >= pl.col("asked_on")

    @dy.rule()
    def answered_on_is_not_before_asked_on(cls) -> pl.Expr:
        return pl.col("answered_on") >= pl.col("asked_on")


EXAMPLE = pl.DataFrame(
    {
        "id": ["br-1"],
        "bank": ["NORSNOKX"],
        "asked_on": [dt.date(2026, 9, 1)],
        "due_on": [dt.date(2026, 9, 30)],
        "answered_on": [dt.date(2026, 9, 22)],
    }
)
