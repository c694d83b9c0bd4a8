"""Page checks: what the page of an offer showed before anything was bought. One question about one page to a row.

A person or a program opens pages and writes down what stands there. Sources of the questions: 15 USC 45f(b) and (c),
Regulation (EU) 2022/2065, articles 30(7) and 31, and practices 8 to 10 of the DHS report of 24 January 2020.
"""

import datetime as dt

import dataframely as dy
import polars as pl

SELLER_NAME, PLACE, CONTACT, THIRD_PARTY, SHIPS_FROM, SELLER_ID, ORIGIN, REPORT_FORM = QUESTIONS = (
    "seller name",
    "seller place",
    "seller contact",
    "third party",
    "ships from",
    "seller id",
    "country of origin",
    "report form",
)
RANDOM, CHOSEN = HOWS = ("random", "chosen")


class PageCheck(dy.Schema):
    """One question and its answer; only what was drawn at random stands for all pages."""

    offer_id = dy.String(nullable=False, min_length=1)
    asked = dy.String(nullable=False, description="seller name, seller place, seller contact, country of origin …")
    is_shown = dy.Bool(nullable=False, description="whether it stood on the page, or one click from it")
    looked_at = dy.Datetime(nullable=False, time_zone="UTC")
    how = dy.String(nullable=False, description="random: drawn by chance from all offers; chosen: for some reason")
    platform = dy.String(nullable=True, description="empty: the platform that the table is about")
    looked_by = dy.String(nullable=True, description="role:id, such as inspector:4 or system:crawler; never a name")

    @dy.rule()
    def asked_is_one_of_the_eight_questions(cls) -> pl.Expr:
        return pl.col("asked").is_in(QUESTIONS)

    @dy.rule()
    def how_is_random_or_chosen(cls) -> pl.Expr:
        return pl.col("how").is_in(HOWS)

    @dy.rule()
    def looked_by_is_written_as_role_and_id(cls) -> pl.Expr:
        return pl.col("looked_by").str.contains(r"^[a-z-]+:\S+$")


EXAMPLE = pl.DataFrame(
    {
        "offer_id": ["o-1"],
        "asked": [ORIGIN],
        "is_shown": [False],
        "looked_at": [dt.datetime(2026, 10, 5, 9, 30, tzinfo=dt.UTC)],
        "how": [RANDOM],
        "platform": ["Tidewater Market"],
        "looked_by": ["inspector:4"],
    }
)
