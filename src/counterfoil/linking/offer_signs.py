"""What do a seller's offers show that few others' show? Odd phrases, pictures and goods, as signs of an operator."""

import polars as pl

from counterfoil.linking.seller_records import NO_SIGNS
from counterfoil.text.tokens import words

TEMPLATE = "same_template_under_sellers"  # the kind of the population table that tells an operator's own wording
PICTURES = ("image_link", "additional_image_link")


def offer_signs(offers: pl.DataFrame, population: pl.DataFrame, pictures: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the signs of the sellers: seller_id, kind (template, picture, stock) and value, each once, sorted.

    `offers` has the columns of Offer, `population` those that a screening publishes, `pictures` (image_id, picture)
    which pictures are one; without it a picture is known by its link alone.
    """
    shown = offers.select("id", "title", "gtin", *PICTURES, seller_id="external_seller_id").drop_nulls("seller_id")
    parts = [_templates(shown, population), _pictures(shown, pictures), _stock(shown)]
    signs = pl.concat([NO_SIGNS, *(part.select(NO_SIGNS.columns).cast(pl.String) for part in parts)])
    return signs.drop_nulls().unique().sort(NO_SIGNS.columns)


def _templates(shown: pl.DataFrame, population: pl.DataFrame) -> pl.DataFrame:
    worded = population.filter(pl.col("kind") == TEMPLATE).select(id="offer_id", value="group")
    return shown.join(worded, on="id").select("seller_id", "value", kind=pl.lit("template"))


def _pictures(shown: pl.DataFrame, pictures: pl.DataFrame | None) -> pl.DataFrame:
    links = [shown.select("seller_id", value=_listed(shown, column)).explode("value") for column in PICTURES]
    found = pl.concat(links).drop_nulls().with_columns(kind=pl.lit("picture"))
    if pictures is None:
        return found
    image_id = pl.col("value").str.replace(r"[?#].*$", "").str.replace(r"^.*/", "")
    named = found.with_columns(image_id=image_id).join(pictures, on="image_id", how="left", maintain_order="left")
    return named.with_columns(value=pl.coalesce("picture", "value"))


def _listed(shown: pl.DataFrame, column: str) -> pl.Expr:
    is_list = isinstance(shown.schema[column], pl.List)
    return pl.col(column) if is_list else pl.concat_list(column)


def _stock(shown: pl.DataFrame) -> pl.DataFrame:
    """Return the goods: by GTIN, else by the words of the title, whose order is nobody's habit."""
    titles = shown["title"].drop_nulls().unique()
    goods = pl.Series([" ".join(sorted(set(words(title)))) for title in titles], dtype=pl.String)
    by_title = pl.col("title").replace_strict(titles, goods, default=None, return_dtype=pl.String)
    return shown.select("seller_id", value=pl.coalesce("gtin", by_title), kind=pl.lit("stock"))
