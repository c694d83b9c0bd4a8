"""Dispositions as a file of a facility tells them; the line of the notice stands beside them. One act to a row.

The lines of a file are counted too, so that a table which is read from one cannot have a column `line` of its own.
"""

import datetime as dt

import dataframely as dy
import polars as pl

DISPOSED = ("destroyed", "abandoned", "forfeited", "released", "retained")
MISSING = "missing"
KINDS = (*DISPOSED, MISSING)
AUTHORITIES = (
    "contract clause", "written abandonment", "forfeiture", "court order", "owner's consent", "decision", "none needed",
)  # fmt: skip
WITHOUT_AUTHORITY = ("released", "retained", MISSING)
OPEN = ("held", "allocated", "picked", "shipped", "refused", "unanswered")


class GivenDisposition(dy.Schema):
    """What became of so many units, when, and on which authority."""

    notice_id = dy.String(nullable=False, min_length=1)
    kind = dy.String(nullable=False, description="destroyed, abandoned (to the government), forfeited, released …")
    units = dy.Int64(nullable=False, min=1)
    of = dy.String(nullable=False, description="what they were before: held, shipped (and come back), unanswered …")
    authority = dy.String(nullable=False, description="on what it rests; “decision” overturns that goods are false")
    reference = dy.String(nullable=False, min_length=1, description="the clause, paper, decision or exhibit by number")
    at = dy.Datetime(nullable=False, time_zone="UTC")
    by = dy.String(nullable=False, description="role:id, never a name")
    hazards = dy.List(dy.String(nullable=False), nullable=False, description="batteries, perfume …: a manifest is due")
    hs = dy.String(nullable=True, description="customs code of the goods, where it is known: it tells hazards")
    corrects = dy.String(nullable=True, description="id of the disposition whose place this one takes")

    @dy.rule()
    def kind_is_one_of_six(cls) -> pl.Expr:
        return pl.col("kind").is_in(KINDS)

    @dy.rule()
    def of_is_held_allocated_picked_shipped_refused_or_unanswered(cls) -> pl.Expr:
        return pl.col("of").is_in(OPEN)

    @dy.rule()
    def authority_is_one_of_seven(cls) -> pl.Expr:
        return pl.col("authority").is_in(AUTHORITIES)

    @dy.rule()
    def authority_is_named_unless_released_retained_or_missing(cls) -> pl.Expr:
        return (pl.col("authority") != "none needed") | pl.col("kind").is_in(WITHOUT_AUTHORITY)

    @dy.rule()
    def authority_of_missing_is_none_needed(cls) -> pl.Expr:
        return (pl.col("kind") != MISSING) | (pl.col("authority") == "none needed")

    @dy.rule()
    def by_is_a_role_and_an_id(cls) -> pl.Expr:
        return pl.col("by").str.contains(r"^[a-z][a-z-]*:[A-Za-z0-9._-]+$")


EXAMPLE = pl.DataFrame(
    {
        "notice_id": ["fn-5b1f0c2d9a3e-1"],
        "kind": ["destroyed"],
        "units": [380],
        "of": ["held"],
        "authority": ["contract clause"],
        "reference": ["Storage terms 14.2"],
        "at": [dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)],
        "by": ["facility:reno"],
        "hazards": [[]],
    },
    schema_overrides={"hazards": pl.List(pl.String)},
)
