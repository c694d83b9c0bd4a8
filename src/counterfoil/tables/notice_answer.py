"""Answers to notices: what a recipient wrote back, by notice or by listing, in our words. One decision to a row.

No text of an answer is kept, since it names people: only which phrase of our tables was found in it.
"""

import datetime as dt

import dataframely as dy
import polars as pl

ANSWERS = ("acknowledged", "clarification asked", "acted", "refused", "counter-notice")


class NoticeAnswer(dy.Schema):
    """One answer; `message_ids`, `notice_ids`, `references`, `offer_ids` and `links` say to which notice it may be."""

    answer = dy.String(nullable=False)
    reason = dy.String(nullable=True, description="a code of refusals.toml, where it was refused")
    phrase = dy.String(nullable=True, description="the phrase of our table by which it was understood")
    answered_at = dy.Datetime(nullable=True, time_zone="UTC")
    message_ids = dy.List(dy.String(nullable=False), nullable=False, description="mails that it answers")
    notice_ids = dy.List(dy.String(nullable=False), nullable=False, description="our own numbers found in it")
    references = dy.List(dy.String(nullable=False), nullable=False, description="the recipient's number for it")
    offer_ids = dy.List(dy.String(nullable=False), nullable=False, description="the listings it speaks of")
    links = dy.List(dy.String(nullable=False), nullable=False)

    @dy.rule()
    def answer_is_a_known_one(cls) -> pl.Expr:
        return pl.col("answer").is_in(ANSWERS)

    @dy.rule()
    def reason_is_given_for_every_refusal(cls) -> pl.Expr:
        return (pl.col("answer") != "refused") | pl.col("reason").is_not_null()


EXAMPLE = pl.DataFrame(
    {
        "answer": ["acted"],
        "phrase": ["has been removed"],
        "answered_at": [dt.datetime(2026, 11, 10, 9, 0, tzinfo=dt.UTC)],
        "message_ids": [["<n-5b1f0c2d9a3e-1@example.com>"]],
        "notice_ids": [["n-5b1f0c2d9a3e-1"]],
        "references": [[]],
        "offer_ids": [["o-2"]],
        "links": [[]],
    },
    schema_overrides={"references": pl.List(pl.String), "links": pl.List(pl.String)},
)
