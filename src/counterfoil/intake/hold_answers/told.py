"""One thing that an answer to a hold tells: so many units, of which line or goods, and what became of them."""

import dataframely as dy
import polars as pl

from counterfoil.tables.hold_answer import STATUSES

MOST_UNITS = 10**12


class ToldHold(dy.Schema):
    """A row of an answer, before it is known which line of the notice it speaks of."""

    notice_id = dy.String(nullable=True, max_length=200)
    notice_line = dy.Int64(nullable=True, min=1)
    status = dy.String(nullable=False)
    units = dy.Int64(nullable=True, min=0, max=MOST_UNITS)
    at = dy.Datetime(nullable=False, time_zone="UTC")
    reference = dy.String(nullable=False, min_length=1, max_length=200)
    order_id = dy.String(nullable=True, max_length=200)
    gtin = dy.String(nullable=True, max_length=40)
    lot = dy.String(nullable=True, max_length=200)
    sscc = dy.String(nullable=True, max_length=40)
    warehouse_lot = dy.String(nullable=True, max_length=200)

    @dy.rule()
    def status_is_held_or_allocated_or_picked_or_shipped_or_not_found_or_refused(cls) -> pl.Expr:
        return pl.col("status").is_in(STATUSES)
