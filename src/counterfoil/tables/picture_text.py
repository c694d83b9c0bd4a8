"""Words read on pictures of offers, line by line."""

import dataframely as dy
import polars as pl

LONGEST_TEXT = 1_000  # characters of a line


class PictureText(dy.Schema):
    """One line of words on one picture of one offer."""

    offer_id = dy.String(nullable=False, min_length=1)
    image_id = dy.String(nullable=False, min_length=1, description="as in the table picture")
    text = dy.String(nullable=False, description="as it was read, which may be wrong")
    confidence = dy.Float64(nullable=False, min=0, max=1, description="of the reader in its own reading")


EXAMPLE = pl.DataFrame(
    {"offer_id": ["o-1"], "image_id": ["o-1.jpg"], "text": ["HALVORSEN"], "confidence": [0.97]},
)
