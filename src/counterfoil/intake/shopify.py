"""Shopify's product CSV: a product over several rows, one for each variant and one for each further picture.

Source: https://help.shopify.com/en/manual/products/import-export/using-csv (columns, and rows that continue a
product). Headers of both generations of the template are known. The file names no currency: the mapping does.
"""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.delimited import batches, open_table
from counterfoil.intake.naming import plain
from counterfoil.intake.offer_files.shop_tables import frame, header_names, links, raw_batch, visible
from counterfoil.intake.reader import BATCH_ROWS, OFFERS, Format, RawBatch, Refused, Wanted
from counterfoil.intake.records import Record
from counterfoil.tables.contract import LINE

# our name → Shopify's, older template first; compared as `naming.plain` does
_PRODUCT = {  # written on the first row of a product, inherited by the others
    "title": ("Title",),
    "description": ("Body (HTML)", "Description"),
    "brand": ("Vendor",),
    "product_type": ("Type",),
    "google_product_category": ("Google Shopping / Google Product Category", "Product Category"),
    "condition": ("Google Shopping / Condition",),
}
_VARIANT = {
    "price": ("Variant Price", "Price"),
    "gtin": ("Variant Barcode", "Barcode"),
    "mpn": ("Google Shopping / MPN",),
    "sku": ("Variant SKU", "SKU"),
    "option1": ("Option1 Value",),
    "option2": ("Option2 Value",),
    "option3": ("Option3 Value",),
    "variant_image": ("Variant Image", "Variant image URL"),
}
_IMAGE = {"image": ("Image Src", "Product image URL")}
_HANDLE = {"handle": ("Handle", "URL handle")}
_OPTIONS = ("option1", "option2", "option3")
_NO_OPTION = "Default Title"  # what Shopify writes where a product has a single variant
NOTHING_TOLD = "a row must add a variant or an image to its product"


def recognises(head: bytes) -> bool:
    """Tell whether the header has Shopify's handle and one of the columns that only Shopify writes."""
    names = header_names(head)
    return bool(names & {"handle", "url_handle"}) and bool(names & {"variant_price", "body_(html)", "option1_value"})


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield one row for each variant in batches, `line` being that of the variant's row.

    `id` is the handle with the options' values, else the SKU. Rows that only add an image end up in
    additional_image_link of the product's offers. Columns that the mapping names go before Shopify's own.
    Raises UserError for a missing header, bytes that are not of the encoding, and broken quoting.
    """
    table = open_table(stream, wanted)
    rest: list[Record] = []
    handles = [at for at, name in enumerate(table.header) if plain(name) in ("handle", "url_handle")]
    if not handles:
        cure = 'Export the products again, or read it as format = "delimited".'
        raise UserError("The header has no column Handle.", cure=cure, file=wanted.file, line=1)
    for good, bad in batches(table):
        whole, rest = _split_before_last_product(rest + good, handles[0])
        yield _batch(whole, bad, table.header, wanted)
    if rest:
        yield _batch(rest, [], table.header, wanted)


def _split_before_last_product(found: list[Record], handle: int) -> tuple[list[Record], list[Record]]:
    """Part the records before the last product, which may go on in the next batch.

    A product of more rows than a batch is parted all the same, so that memory stays flat.
    """
    at = len(found)
    while at > 0 and found[at - 1].fields[handle] == found[-1].fields[handle]:
        at -= 1
    return (found[:at], found[at:]) if len(found) - at < BATCH_ROWS else (found, [])


def _batch(found: list[Record], bad: list[Refused], header: list[str], wanted: Wanted) -> RawBatch:
    rows = _products(frame(found, header, _HANDLE | _PRODUCT | _VARIANT | _IMAGE))
    told = pl.any_horizontal(pl.col(*_OPTIONS, "sku", "price").is_not_null())
    offers = _offers(rows.filter(told))
    empty = rows.filter(~told & pl.col("image").is_null())
    refused = [Refused(line, handle or "", NOTHING_TOLD) for line, handle in empty.select(LINE, "handle").iter_rows()]
    return raw_batch(offers, (found, header), bad + refused, wanted)


def _products(rows: pl.DataFrame) -> pl.DataFrame:
    """Give every row what the first row of its product says, and the product's images in order."""
    product = (pl.col("handle") != pl.col("handle").shift()).fill_null(True).cum_sum()
    numbered = rows.with_columns(product.alias("product"))
    inherited = [pl.col(name).drop_nulls().first().over("product") for name in _PRODUCT]
    images = pl.col("image").drop_nulls().unique(maintain_order=True).implode()
    by_product = numbered.group_by("product").agg(images.alias("images"))
    return numbered.with_columns(inherited).join(by_product, on="product", how="left", maintain_order="left")


def _offers(rows: pl.DataFrame) -> pl.DataFrame:
    options = [pl.when(pl.col(name) != _NO_OPTION).then(pl.col(name)) for name in _OPTIONS]
    chosen = pl.concat_str(options, separator="/", ignore_nulls=True)
    variant = pl.when(chosen != "").then(chosen).when(pl.col("option1").is_null()).then(pl.col("sku"))
    main = pl.coalesce("variant_image", pl.col("images").list.first())
    return rows.with_columns(
        pl.concat_str("handle", variant, separator="/", ignore_nulls=True).alias("id"),
        pl.col("handle").alias("item_group_id"),
        main.alias("image_link"),
        links(pl.col("images"), main).alias("additional_image_link"),
        visible(rows["description"]).alias("description"),
    )


SHOPIFY = Format("shopify", recognises, read, holds=OFFERS)
