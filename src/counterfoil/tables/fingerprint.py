"""Fingerprints of pictures: by which a picture is known again, or why it was refused.

Sources: PDQ, https://github.com/facebook/ThreatExchange/blob/main/hashing/hashing.pdf; the names of colours, CIE 1976.
"""

import dataframely as dy
import polars as pl


class Fingerprint(dy.Schema):
    """One form of one view of a picture, or a picture that was refused."""

    image_id = dy.String(nullable=False, min_length=1, description="the file's name or the id it was given under")
    view = dy.String(nullable=True, description="whole, or inside: within its plain borders")
    form = dy.String(nullable=True, description="upright, or how it was turned and mirrored")
    hash = dy.Binary(nullable=True, description="PDQ, 256 bits in 32 bytes")
    quality = dy.Int64(
        nullable=True, min=0, max=100, description="how much structure there is; below 50 is not matched"
    )
    colour = dy.Binary(nullable=True, description="L*, a*, b* of 16 fields, 48 bytes")
    width = dy.Int64(nullable=True, min=1, description="pixels of the file, as a person sees it")
    height = dy.Int64(nullable=True, min=1)
    refused = dy.String(nullable=True, description="why the picture was not looked at")

    @dy.rule()
    def refused_is_given_exactly_where_there_is_no_hash(cls) -> pl.Expr:
        return pl.col("refused").is_null() == pl.col("hash").is_not_null()


EXAMPLE = pl.DataFrame(
    {
        "image_id": ["shoe.jpg"],
        "view": ["whole"],
        "form": ["upright"],
        "hash": [bytes(range(32))],
        "quality": [100],
        "colour": [bytes(48)],
        "width": [1200],
        "height": [900],
        "refused": [None],
    },
    schema_overrides={"refused": pl.String},
)
