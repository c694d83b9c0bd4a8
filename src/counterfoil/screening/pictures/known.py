"""Which pictures of offers are the owner's own, which show goods found counterfeit, and which are no evidence at all?

A stock picture, which everybody uses, says nothing, whatever else is on it. A picture in which a counterfeiter and the
owner both appear is the owner's: it was stolen from there. Another colour of the same photograph is other goods.
"""

import polars as pl

from counterfoil.screening.pictures.given import PictureTables

OFFICIAL, COUNTERFEIT, STOCK = "official", "counterfeit", "stock"
_PICTURE = ["offer_id", "image_id"]
_COPY = pl.col("verdict") == "copy"


def without_stock(pictures: PictureTables) -> PictureTables:
    """Return the tables without the pictures that show a stock picture again."""
    stock = pictures.matches.filter((pl.col("role") == STOCK) & _COPY).select(_PICTURE)
    if stock.is_empty():
        return pictures
    return PictureTables(*(table.join(stock, on=_PICTURE, how="anti", maintain_order="left") for table in pictures))


def known_rows(pictures: PictureTables, rights: pl.DataFrame) -> pl.DataFrame:
    """Return `subject_id`, `image_id`, `known_id`, `role` (OFFICIAL or COUNTERFEIT), and `mark_number`, `owner` of the
    right that the known picture shows, null where it tells none: one row per picture, right and role, the nearest."""
    copies = pictures.matches.filter(_COPY & (pl.col("role") != STOCK))
    official = copies.filter(pl.col("role") == OFFICIAL).select(_PICTURE)
    found = pl.concat(
        [
            copies.filter(pl.col("role") == OFFICIAL),
            copies.filter(pl.col("role") == COUNTERFEIT).join(official, on=_PICTURE, how="anti", maintain_order="left"),
        ]
    )
    shown = rights.select("mark_number", "owner", right_id="id")
    nearest = found.sort("distance", "inliers", "known_id", descending=[False, True, False], nulls_last=True)
    once = nearest.unique([*_PICTURE, "role", "right_id"], keep="first", maintain_order=True)
    told = once.join(shown, on="right_id", how="left", maintain_order="left")
    # a right that is not on the list is held against nobody; a picture of no right speaks of the offer itself
    held = told.filter(pl.col("right_id").is_null() | pl.col("owner").is_not_null())
    return held.select("image_id", "known_id", "role", "mark_number", "owner", subject_id="offer_id")
