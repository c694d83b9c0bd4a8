"""Scans: a single thing was read somewhere, as lists of a brand's app, of a resolver or of a shop's till tell it.

A fuller record of the same is a goods event (table `goods_event`). Who scanned is not asked for, and not kept.
"""

import datetime as dt

import dataframely as dy
import polars as pl


class Scan(dy.Schema):
    """One reading of one thing."""

    code = dy.String(
        nullable=False, min_length=1, description="as read: GS1 Digital Link, element string or EPC URN with a serial"
    )
    scanned_at = dy.Datetime(nullable=False, time_zone="UTC", description="with its time of day")
    place = dy.String(nullable=True, description="GLN, or the list's own name of the place")
    step = dy.String(nullable=True, description="word of the Core Business Vocabulary: commissioning, retail_selling …")


EXAMPLE = pl.DataFrame(
    {
        "code": ["https://id.gs1.org/01/09521011001028/10/HS2608A/21/HS26080001"],
        "scanned_at": [dt.datetime(2026, 10, 24, 15, 10, tzinfo=dt.UTC)],
        "place": ["9529001000013"],
    }
)
