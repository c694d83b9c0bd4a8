"""Known pictures that a picture of an offer shows again: the same photograph, whole or in part."""

import dataframely as dy
import polars as pl

from counterfoil.tables.known_picture import ROLES

VERDICTS = ("copy", "other_colour")


class PictureMatch(dy.Schema):
    """One known picture seen again in one picture of one offer."""

    offer_id = dy.String(nullable=False, min_length=1)
    image_id = dy.String(nullable=False, min_length=1, description="as in the table picture")
    known_id = dy.String(nullable=False, min_length=1, description="as in the table known_picture")
    role = dy.String(nullable=False, description="official, counterfeit or stock")
    right_id = dy.String(nullable=True)
    gtin = dy.String(nullable=True, description="product code of the goods that the known picture shows")
    verdict = dy.String(nullable=False, description="copy, or other_colour: another variant of the goods")
    distance = dy.Int64(nullable=True, description="bits of 256 that differ; empty where geometry alone found it")
    inliers = dy.Int64(nullable=True, description="points that lie alike in both; empty where the hash alone found it")

    @dy.rule()
    def role_is_one_of_official_counterfeit_stock(cls) -> pl.Expr:
        return pl.col("role").is_in(ROLES)

    @dy.rule()
    def verdict_is_copy_or_other_colour(cls) -> pl.Expr:
        return pl.col("verdict").is_in(VERDICTS)


EXAMPLE = pl.DataFrame(
    {
        "offer_id": ["o-1"],
        "image_id": ["o-1.jpg"],
        "known_id": ["official/shoe.jpg"],
        "role": ["official"],
        "right_id": ["r-1"],
        "verdict": ["copy"],
        "distance": [4],
    }
)
