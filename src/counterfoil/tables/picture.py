"""Pictures of offers: which picture was looked at for which offer, or why it was refused.

The picture itself is never kept. `hash` is the fingerprint by which pictures of several sellers are compared.
"""

import dataframely as dy
import polars as pl


class Picture(dy.Schema):
    """One picture of one offer."""

    offer_id = dy.String(nullable=False, min_length=1)
    image_id = dy.String(nullable=False, min_length=1, description="the file's name, or its row in a Parquet file")
    sha256 = dy.String(nullable=True, description="of the bytes; empty where they were not read to the end")
    width = dy.Int64(nullable=True, min=1, description="pixels of the file, as a person sees it")
    height = dy.Int64(nullable=True, min=1)
    hash = dy.String(
        nullable=True,
        description="PDQ of what its borders enclose, in hexadecimal; empty where it has little structure",
    )
    refused = dy.String(nullable=True, description="why the picture was not looked at")


EXAMPLE = pl.DataFrame(
    {
        "offer_id": ["o-1"],
        "image_id": ["o-1.jpg"],
        "sha256": ["0" * 64],
        "width": [1200],
        "height": [900],
        "hash": ["0f" * 32],
        "refused": [None],
    },
    schema_overrides={"refused": pl.String},
)
