"""Product codes read from bar codes and QR codes on pictures of offers.

A code that holds no GTIN is not kept: what people put into QR codes are addresses and telephone numbers.
"""

import dataframely as dy
import polars as pl


class PictureCode(dy.Schema):
    """One product code on one picture of one offer."""

    offer_id = dy.String(nullable=False, min_length=1)
    image_id = dy.String(nullable=False, min_length=1, description="as in the table picture")
    symbology = dy.String(nullable=False, description="how the code is drawn, such as EAN-13 or QR Code")
    gtin = dy.String(nullable=False, description="14 digits")


EXAMPLE = pl.DataFrame(
    {"offer_id": ["o-1"], "image_id": ["o-1.jpg"], "symbology": ["EAN-13"], "gtin": ["04006381333931"]}
)
