"""Escalations: a platform whose measure was beyond its threshold in k of n periods, and what follows from that.

US-China Economic and Trade Agreement (15 January 2020), article 1.14, asks for effective action against major platforms
that fail to take the necessary measures (read in a secondary source, V2); it names no number of steps.
"""

import datetime as dt

import dataframely as dy
import polars as pl

from counterfoil.tables.scorecard_measure import EDITIONS, OUTSIDE, UNITS

LESS, MORE = "less", "more"
BETTER = (LESS, MORE)


class Escalation(dy.Schema):
    """One failure of one platform; its state is that in which its events leave it (`enforcement.states`)."""

    id = dy.String(nullable=False, min_length=1)
    platform = dy.String(nullable=False, min_length=1)
    edition = dy.String(nullable=False, description="of the scorecards: inside or outside")
    failure = dy.String(nullable=False, min_length=1, description="its name in the ladder")
    measure = dy.String(nullable=False, min_length=1)
    unit = dy.String(nullable=False, description="share, hours, days or count")
    better = dy.String(nullable=False, description="less or more of it is better")
    threshold = dy.Float64(nullable=False, description="in `unit`")
    k = dy.Int64(nullable=False, min=1, description="failing periods …")
    n = dy.Int64(nullable=False, min=1, description="… among so many")
    ladder = dy.String(nullable=False, min_length=1, description="name and version")
    ladder_sha256 = dy.String(nullable=False, description="of the copy that lies beside this table")
    opened_on = dy.Date(nullable=False)
    state = dy.String(nullable=False, description="found, the step that stands, or closed")

    @dy.rule()
    def edition_is_inside_or_outside(cls) -> pl.Expr:
        return pl.col("edition").is_in(EDITIONS)

    @dy.rule()
    def unit_is_share_hours_days_or_count(cls) -> pl.Expr:
        return pl.col("unit").is_in(UNITS)

    @dy.rule()
    def better_is_less_or_more(cls) -> pl.Expr:
        return pl.col("better").is_in(BETTER)

    @dy.rule()
    def k_is_at_most_n(cls) -> pl.Expr:
        return pl.col("k") <= pl.col("n")


EXAMPLE = pl.DataFrame(
    {
        "id": ["esc-5b1f0c2d9a3e"],
        "platform": ["Quayside Bazaar"],
        "edition": [OUTSIDE],
        "failure": ["slow-takedown"],
        "measure": ["hours-to-takedown-median"],
        "unit": ["hours"],
        "better": [LESS],
        "threshold": [72.0],
        "k": [2],
        "n": [3],
        "ladder": ["phase-one-1"],
        "ladder_sha256": ["0" * 64],
        "opened_on": [dt.date(2026, 4, 3)],
        "state": ["found"],
    }
)
