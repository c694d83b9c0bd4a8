"""Exhibits: the things that prove, each with the digest of its bytes. One exhibit of one case to a row."""

import datetime as dt

import dataframely as dy
import polars as pl

EXHIBIT_KINDS = ("document", "object", "testimony", "admission", "record", "picture")  # a score is none of them


class Exhibit(dy.Schema):
    """One exhibit: where it is, what it shows, who took it, and what it was when it was taken."""

    case_id = dy.String(nullable=False, min_length=1)
    id = dy.String(nullable=False, min_length=1, description="its number in the case: E-1, E-2 …")
    kind = dy.String(nullable=False, description="document, object, testimony, admission, record or picture")
    title = dy.String(nullable=False)
    shows = dy.String(nullable=False, description="what it proves, for reviewer and court")
    file = dy.String(nullable=True, description="within the case's folder; empty of a thing that lies elsewhere")
    place = dy.String(nullable=True, description="where the thing lies that is no file")
    media_type = dy.String(nullable=True)
    sha256 = dy.String(nullable=True, regex="^[0-9a-f]{64}$", description="of the file's bytes")
    size = dy.Int64(nullable=True, min=0, description="in bytes")
    taken_at = dy.Datetime(nullable=False, time_zone="UTC")
    taken_by = dy.String(nullable=False, description="role:id, never a name")
    withheld = dy.Bool(nullable=False, description="whether a redacted edition leaves it out")

    @dy.rule()
    def kind_is_no_score(cls) -> pl.Expr:
        return pl.col("kind").is_in(EXHIBIT_KINDS)

    @dy.rule()
    def file_has_its_digest_in_sha256(cls) -> pl.Expr:
        return pl.col("file").is_null() | pl.col("sha256").is_not_null()


EXAMPLE = pl.DataFrame(
    {
        "case_id": ["case-5b1f0c2d9a3e"],
        "id": ["E-1"],
        "kind": ["record"],
        "title": ["Offer TM-5046120 as it was seen"],
        "shows": ["The offer's title, price and picture on 3 November 2026."],
        "file": ["exhibits/offer-TM-5046120.json"],
        "media_type": ["application/json"],
        "sha256": ["0" * 64],
        "size": [812],
        "taken_at": [dt.datetime(2026, 11, 3, 9, 12, tzinfo=dt.UTC)],
        "taken_by": ["system:screen"],
        "withheld": [False],
    }
)
