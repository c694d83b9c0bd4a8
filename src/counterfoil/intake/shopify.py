"""Shopify's product CSV: a product over several rows, one for each variant and one for each further picture.

Source: https://help.shopify.com/en/manual/products/import-export/using-csv (columns, and rows that continue a
product). Headers of both generations of the template are known. The file names no currency: the mapping does.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.decoding import head_text
from counterfoil.intake.delimited import batches, open_table
from counterfoil.intake.html_text import text_of_html
from counterfoil.intake.naming import filled_in, plain, resolve
from counterfoil.intake.reader import BATCH_ROWS, LIST_SEPARATOR, Format, RawBatch, Refused, Wanted, rejects_of
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
    names = {plain(name.strip('" ')) for name in re.split(r"[,;\t]", next(iter(head_text(head).splitlines()), ""))}
    return bool(names & {"handle", "url_handle"}) and bool(names & {"variant_price", "body_(html)", "option1_value"})


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield one row for each variant in batches, `line` being that of the variant's row.

    `id` is the handle with the options' values, else the SKU. Rows that only add an image end up in
    additional_image_link of the product's offers. Columns that the mapping names go before Shopify's own.
    Raises UserError for a missing header, bytes that are not of the encoding, and broken quoting.
    """
    table = open_table(stream, wanted)
    rest: list[Record] = []
    handle = _position(table.header, _HANDLE["handle"])
    if handle < 0:
        cure = 'Export the products again, or read it as format = "delimited".'
        raise UserError("The header has no column Handle.", cure=cure, file=wanted.file, line=1)
    for good, bad in batches(table):
        whole, rest = _split_before_last_product(rest + good, handle)
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
    rows = _products(_frame(found, header))
    told = pl.any_horizontal(pl.col(*_OPTIONS, "sku", "price").is_not_null())
    offers = _offers(rows.filter(told))
    empty = rows.filter(~told & pl.col("image").is_null())
    refused = [Refused(line, handle or "", NOTHING_TOLD) for line, handle in empty.select(LINE, "handle").iter_rows()]
    mapped = _mapped(found, header, wanted).join(offers.select(LINE), on=LINE, how="semi")
    offers = offers.drop(set(mapped.columns) - {LINE}, strict=False).join(
        mapped, on=LINE, how="left", maintain_order="left"
    )
    columns = [name for name in wanted.columns if name in offers.columns]
    return RawBatch(filled_in(offers.select(*columns, LINE), wanted), rejects_of(bad + refused, file=wanted.file))


def _frame(found: list[Record], header: list[str]) -> pl.DataFrame:
    """Return Shopify's columns under our names; empty fields and absent columns are nulls."""
    names = _HANDLE | _PRODUCT | _VARIANT | _IMAGE
    columns = {}
    for ours, theirs in names.items():
        at = _position(header, theirs)
        values = [record.fields[at] or None for record in found] if at >= 0 else [None] * len(found)
        columns[ours] = pl.Series(ours, values, dtype=pl.String)
    return pl.DataFrame([*columns.values(), pl.Series(LINE, [record.line for record in found], dtype=pl.Int64)])


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
        _others(pl.col("images"), main).alias("additional_image_link"),
        _texts(rows["description"]).alias("description"),
    )


def _others(images: pl.Expr, main: pl.Expr) -> pl.Expr:
    joined = images.list.set_difference(pl.concat_list(main)).list.join(LIST_SEPARATOR)
    return pl.when(joined != "").then(joined)


def _texts(markup: pl.Series) -> pl.Series:
    """Read each different text once: variants of a product share theirs."""
    texts = {value: text_of_html(value) for value in markup.drop_nulls().unique()}
    return pl.Series(markup.name, [None if value is None else texts[value] for value in markup], dtype=pl.String)


def _mapped(found: list[Record], header: list[str], wanted: Wanted) -> pl.DataFrame:
    """Return the columns that the user's mapping names, with `line`."""
    asked = wanted._replace(columns=tuple(wanted.columns), required=())
    positions = {ours: at for ours, at in resolve(header, asked).items() if ours in wanted.mapping.columns}
    columns = [
        pl.Series(ours, [record.fields[at] for record in found], dtype=pl.String) for ours, at in positions.items()
    ]
    return pl.DataFrame([*columns, pl.Series(LINE, [record.line for record in found], dtype=pl.Int64)])


def _position(header: list[str], names: tuple[str, ...]) -> int:
    """Return where the first of the names stands in the header, -1 where none does."""
    found = [plain(name) for name in header]
    return next((found.index(plain(name)) for name in names if plain(name) in found), -1)


SHOPIFY = Format("shopify", recognises, read)
