"""Capacities: how many shipments each facility can open on a day, and which of them lie there. One facility to a row.

Source: WTO Agreement on Trade Facilitation, article 7.4: controls concentrate on high risk within what can be done.
"""

import datetime as dt

import dataframely as dy
import polars as pl


class Capacity(dy.Schema):
    """What one facility can do on the day."""

    facility_gln = dy.String(nullable=False, min_length=1, primary_key=True, description="GLN, or its own name")
    capacity = dy.Int64(nullable=False, min=0, description="shipments that can be opened on the day")
    window_from = dy.Date(nullable=True, description="what arrived before has left; empty: all is still there")
    window_to = dy.Date(nullable=True, description="what arrived after is not unloaded yet; empty: until the day")
    minutes = dy.Int64(nullable=True, min=0, description="of work for examinations on the day; empty: enough")

    @dy.rule()
    def window_to_is_not_before_window_from(cls) -> pl.Expr:
        return pl.col("window_to") >= pl.col("window_from")


EXAMPLE = pl.DataFrame(
    {
        "facility_gln": ["9529001000013"],
        "capacity": [3],
        "window_from": [dt.date(2026, 9, 14)],
        "window_to": [dt.date(2026, 9, 28)],
        "minutes": [240],
    }
)
