"""Known pictures: an owner's own photographs, pictures of goods found counterfeit, and pictures that everybody uses."""

import dataframely as dy
import polars as pl

ROLES = ("official", "counterfeit", "stock")


class KnownPicture(dy.Schema):
    """One picture whose origin is known."""

    image_id = dy.String(nullable=False, min_length=1, primary_key=True, description="empty in a file: its `file`")
    file = dy.String(nullable=False, min_length=1, description="path of the picture, from the folder of this table")
    role = dy.String(nullable=False, description="official (the owner's own), counterfeit, or stock: no evidence")
    right_id = dy.String(nullable=True, description="the right whose goods it shows")
    gtin = dy.String(nullable=True, description="product code of the goods it shows")

    @dy.rule()
    def role_is_one_of_official_counterfeit_stock(cls) -> pl.Expr:
        return pl.col("role").is_in(ROLES)

    @dy.rule()
    def right_id_must_be_given_for_an_official_picture(cls) -> pl.Expr:
        return (pl.col("role") != "official") | pl.col("right_id").is_not_null()


EXAMPLE = pl.DataFrame(
    {
        "image_id": ["shoe"],
        "file": ["official/shoe.jpg"],
        "role": ["official"],
        "right_id": ["r-1"],
    }
)
