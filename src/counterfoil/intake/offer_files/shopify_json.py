"""Shopify's products.json: an offer for each variant of each product.

Sources: https://shopify.dev/docs/api/admin-rest/latest/resources/product (Admin API, {"products": […]} and
{"product": {…}}) and the page /products.json that shops publish, which has no bar codes. A shop's domain is not in
the file, so there is no link; the currency only where `presentment_prices` tell it.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from counterfoil.intake.decoding import head_text
from counterfoil.intake.json_text import at
from counterfoil.intake.offer_files.answers import (
    Api,
    Item,
    Told,
    images_of,
    items_in,
    price_of,
    prose,
    read_answers,
    text,
)
from counterfoil.intake.reader import OFFERS, Format, RawBatch, Wanted


def recognises(head: bytes) -> bool:
    """Tell whether the text is JSON of products that have variants with a place in their product."""
    start = head_text(head).lstrip()
    named = re.search(r'"products?"\s*:\s*[\[{]', start) is not None
    return start[:1] in ("{", "[") and named and '"variants"' in start and '"handle"' in start


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield one row for each variant in batches; a product without variants is a row of its own. `line` is that on
    which the product begins. Raises UserError for a missing column and bytes that are not of the encoding."""
    return read_answers(stream, wanted, Api(("products", "product"), _offers))


def _offers(product: Item) -> list[Told]:
    if at(product, "title") is None and at(product, "variants") is None:
        return []
    variants = [variant for variant in items_in(product, "variants") if isinstance(variant, dict)]
    shared = {
        "title": text(product, "title"),
        "description": prose(text(product, "body_html")),
        "brand": text(product, "vendor"),
        "product_type": text(product, "product_type"),
        "item_group_id": text(product, "id"),
    }
    return [Told(shared | _own(product, variant), product | variant) for variant in variants or [{}]]


def _own(product: Item, variant: Item) -> dict[str, str | None]:
    price = text(variant, "price")
    shown = {text(image, "id"): text(image, "src") for image in items_in(product, "images")}
    chosen = shown.get(text(variant, "image_id")) or text(variant, "featured_image", "src")
    in_stock = at(variant, "available")
    return {
        "id": text(variant, "id") or text(product, "id"),
        "price": price_of(price, _currency(variant)),
        "gtin": text(variant, "barcode"),
        "availability": None if in_stock is None else ("in_stock" if in_stock is True else "out_of_stock"),
        **images_of([chosen, text(product, "image", "src"), *shown.values()]),
    }


def _currency(variant: Item) -> str | None:
    """Return the currency of the presentment price that is the variant's own price."""
    for shown in items_in(variant, "presentment_prices"):
        if text(shown, "price", "amount") == text(variant, "price"):
            return text(shown, "price", "currency_code")
    return None


SHOPIFY_JSON = Format("shopify_json", recognises, read, holds=OFFERS)
