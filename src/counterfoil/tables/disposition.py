"""Dispositions: what became of units that were found, by which authority. One act on units of one line to a row.

19 USC 1526(e) and 19 CFR 133.52: goods with counterfeit marks are destroyed unless they are safe and the owner of the
mark consents in writing. Each disposition names the authority on which it rests.
"""

import datetime as dt

import dataframely as dy
import polars as pl

KINDS = ("destroyed", "abandoned", "forfeited", "released", "retained")
AUTHORITIES = ("contract clause", "written abandonment", "forfeiture", "court order", "owner's consent", "none needed")


class Disposition(dy.Schema):
    """So many units of one line of a facility notice, and what became of them."""

    id = dy.String(nullable=False, min_length=1)
    notice_id = dy.String(nullable=False, min_length=1)
    line = dy.Int64(nullable=False, min=1)
    kind = dy.String(nullable=False, description="destroyed, abandoned (to the government), forfeited, released …")
    units = dy.Int64(nullable=False, min=1)
    authority = dy.String(nullable=False, description="on what it rests; “none needed” only of released, retained")
    reference = dy.String(nullable=False, min_length=1, description="the clause, paper, decision or exhibit by number")
    at = dy.Datetime(nullable=False, time_zone="UTC")
    by = dy.String(nullable=False, description="role:id, never a name")
    hazards = dy.List(dy.String(nullable=False), nullable=False, description="batteries, perfume …: a manifest is due")

    @dy.rule()
    def kind_is_one_of_five(cls) -> pl.Expr:
        return pl.col("kind").is_in(KINDS)

    @dy.rule()
    def authority_is_one_of_six(cls) -> pl.Expr:
        return pl.col("authority").is_in(AUTHORITIES)

    @dy.rule()
    def authority_is_named_unless_released_or_retained(cls) -> pl.Expr:
        return (pl.col("authority") != "none needed") | pl.col("kind").is_in(["released", "retained"])


EXAMPLE = pl.DataFrame(
    {
        "id": ["d-1"],
        "notice_id": ["fn-5b1f0c2d9a3e-1"],
        "line": [1],
        "kind": ["destroyed"],
        "units": [380],
        "authority": ["contract clause"],
        "reference": ["Storage terms 14.2"],
        "at": [dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)],
        "by": ["facility:reno"],
        "hazards": [[]],
    }
)
