"""WooCommerce's product CSV: an offer for each row; variations inherit what only their product says.

Source: https://github.com/woocommerce/woocommerce/wiki/Product-CSV-Import-Schema (columns; `Parent` is the SKU of the
product, or "id:" and its ID). Headers are in the shop's language; English ones are known here, others are mapped.
The file names no currency: the mapping does.
"""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from counterfoil.intake.offer_files.shop_tables import header_names, links, read_rows, stock, visible
from counterfoil.intake.reader import OFFERS, Format, RawBatch, Wanted

_NAMES = {
    "id": ("ID", "SKU"),
    "sku": ("SKU",),
    "title": ("Name",),
    "short": ("Short description",),
    "long": ("Description",),
    "price": ("Regular price",),
    "sale_price": ("Sale price",),
    "brand": ("Brands", "Brand"),
    "gtin": ("GTIN, UPC, EAN, or ISBN",),
    "product_type": ("Categories",),
    "images": ("Images",),
    "item_group_id": ("Parent",),
    "availability": ("In stock?",),
    "link": ("External URL",),
}
_ONLY_HERE = {"visibility_in_catalog", "is_featured?", "in_stock?", "attribute_1_name", "tax_status"}
_INHERITED = ("description", "brand", "product_type", "images")
_MOST_PARENTS = 10_000  # kept for variations in later batches


def recognises(head: bytes) -> bool:
    """Tell whether the header has WooCommerce's name and price and a column that only WooCommerce writes."""
    names = header_names(head)
    return {"name", "regular_price"} <= names and bool(names & _ONLY_HERE)


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield one row for each row in batches; `id` is the ID, else the SKU. A variation inherits description, brand,
    categories and pictures of a product that stands before it. Raises UserError for a missing header, bytes that are
    not of the encoding, and broken quoting."""
    parents = _Parents()
    yield from read_rows(stream, wanted, _NAMES, lambda rows: _offers(parents.inherited(_described(rows))))


def _described(rows: pl.DataFrame) -> pl.DataFrame:
    markup = pl.concat_str("short", "long", separator="<br>", ignore_nulls=True)
    text = rows.select(pl.when(markup != "").then(markup).alias("description"))["description"]
    return rows.with_columns(visible(text), pl.coalesce("id", "sku").alias("id"))


class _Parents:
    """The products seen last, by what variations call them."""

    def __init__(self) -> None:
        self._seen = pl.DataFrame(schema=dict.fromkeys(("parent", *_INHERITED), pl.String))

    def inherited(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows with what variations leave empty taken from their product."""
        products = rows.filter(pl.col("item_group_id").is_null())
        named = [
            products.filter(name.is_not_null()).select(name.alias("parent"), *_INHERITED)
            for name in (pl.col("sku"), "id:" + pl.col("id"))
        ]
        seen = pl.concat([self._seen, *named]).unique("parent", keep="last", maintain_order=True)
        self._seen = seen.tail(_MOST_PARENTS)
        joined = rows.join(
            seen,
            left_on="item_group_id",
            right_on="parent",
            how="left",
            maintain_order="left",
            suffix=" of the product",
        )
        return joined.with_columns(pl.coalesce(name, f"{name} of the product").alias(name) for name in _INHERITED)


def _offers(rows: pl.DataFrame) -> pl.DataFrame:
    images = pl.col("images").str.split(",").list.eval(pl.element().str.strip_chars())
    main = images.list.first()
    return rows.with_columns(
        main.alias("image_link"),
        links(images, main).alias("additional_image_link"),
        stock(pl.col("availability")).alias("availability"),
    )


WOOCOMMERCE = Format("woocommerce", recognises, read, holds=OFFERS)
