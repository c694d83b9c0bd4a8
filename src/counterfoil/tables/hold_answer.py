"""Answers to holds: what a warehouse system says of the units it was asked to set apart. One answer on a line to a row.

A quarantine counts when the system confirms it. Units that were already allocated to an order, picked or shipped are
reported apart. Several answers on one line add up; a later file that tells the same `reference` of a line replaces what
the earlier told under it, so that the rows of this table are always what counts now.
"""

import datetime as dt

import dataframely as dy
import polars as pl

STATUSES = ("held", "allocated", "picked", "shipped", "not found", "refused")


class HoldAnswer(dy.Schema):
    """So many units of one line, and what has become of them."""

    notice_id = dy.String(nullable=False, min_length=1)
    line = dy.Int64(nullable=False, min=1)
    status = dy.String(nullable=False, description="held, allocated, picked, shipped, not found or refused")
    units = dy.Int64(nullable=False, min=0)
    at = dy.Datetime(nullable=False, time_zone="UTC", description="when the system did it")
    reference = dy.String(nullable=False, min_length=1, description="the system's own number of the transaction")
    order_id = dy.String(nullable=True, description="of units that were allocated, picked or shipped")
    file = dy.String(nullable=False, description="its name; its digest stands in the events")

    @dy.rule()
    def status_is_one_of_six(cls) -> pl.Expr:
        return pl.col("status").is_in(STATUSES)


EXAMPLE = pl.DataFrame(
    {
        "notice_id": ["fn-5b1f0c2d9a3e-1"],
        "line": [1],
        "status": ["held"],
        "units": [388],
        "at": [dt.datetime(2026, 11, 9, 15, 40, tzinfo=dt.UTC)],
        "reference": ["ADJ-77120"],
        "file": ["hold_confirmed.csv"],
    }
)
