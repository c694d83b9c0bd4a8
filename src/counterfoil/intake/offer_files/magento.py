"""Magento's (Adobe Commerce's) product CSV: an offer for each row.

Sources: https://experienceleague.adobe.com/en/docs/commerce-admin/systems/data-transfer/data-attributes-product
(columns of the export; `additional_attributes` is "name=value,name=value") and the CSV of the sample data, which parts
categories by line breaks. Pictures are paths in the shop's media folder, as written. No currency: the mapping names it.
"""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from counterfoil.intake.offer_files.shop_tables import header_names, links, read_rows, stock, visible
from counterfoil.intake.reader import OFFERS, Format, RawBatch, Wanted

_NAMES = {
    "id": ("sku",),
    "title": ("name",),
    "short": ("short_description",),
    "long": ("description",),
    "price": ("price",),
    "sale_price": ("special_price",),
    "brand": ("manufacturer", "brand"),
    "gtin": ("gtin", "ean", "upc", "barcode"),
    "mpn": ("mpn",),
    "product_type": ("categories", "category"),
    "image_link": ("base_image", "image"),
    "images": ("additional_images",),
    "availability": ("is_in_stock",),
    "view": ("store_view_code",),
    "attributes": ("additional_attributes",),
}
_ONLY_HERE = {"attribute_set", "attribute_set_code", "product_websites", "store_view_code"}
_OF_ATTRIBUTES = {"brand": "brand|manufacturer", "gtin": "gtin|ean|upc", "mpn": "mpn"}  # ours → theirs


def recognises(head: bytes) -> bool:
    """Tell whether the header has a SKU, a name and a column that only Magento writes."""
    names = header_names(head)
    return {"sku", "name"} <= names and bool(names & _ONLY_HERE)


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield one row for each row in batches; `id` is the SKU, followed by the store view where a row is of one.
    Raises UserError for a missing header, bytes that are not of the encoding, and broken quoting."""
    yield from read_rows(stream, wanted, _NAMES, _offers)


def _offers(rows: pl.DataFrame) -> pl.DataFrame:
    markup = pl.concat_str("short", "long", separator="<br>", ignore_nulls=True)
    text = rows.select(pl.when(markup != "").then(markup).alias("description"))["description"]
    images = pl.col("images").str.split(",")
    return rows.with_columns(
        visible(text),
        *(pl.coalesce(ours, _attribute(theirs)).alias(ours) for ours, theirs in _OF_ATTRIBUTES.items()),
        pl.concat_str("id", "view", separator="/", ignore_nulls=True).alias("id"),
        pl.col("product_type").str.strip_chars().str.replace_all(r"\s*\n\s*", " > ").alias("product_type"),
        links(images, pl.col("image_link")).alias("additional_image_link"),
        stock(pl.col("availability")).alias("availability"),
    )


def _attribute(names: str) -> pl.Expr:
    return pl.col("attributes").str.extract(rf"(?:^|,)(?:{names})=([^,]+)")


MAGENTO = Format("magento", recognises, read, holds=OFFERS)
