"""eBay's Browse API: items of a search, and single items.

Source: https://developer.ebay.com/api-docs/buy/browse/resources/item_summary/methods/search (itemSummaries) and
…/item/methods/getItem. `price` is what the answer's marketplace shows, converted where the seller asks another
currency. A strike-through price (`marketingPrice`) is what the seller says it once cost, and is not read.
"""

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

_PLACE = ("city", "stateOrProvince", "country")
_GROUP = "item_group_id="  # in the address of a group of variations


def recognises(head: bytes) -> bool:
    """Tell whether the text is JSON that names eBay's items."""
    start = head_text(head).lstrip()
    return start[:1] in ("{", "[") and (
        '"itemSummaries"' in start or ('"itemId"' in start and ('"itemWebUrl"' in start or '"legacyItemId"' in start))
    )


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield one row for each item in batches, `line` being that on which it begins. Raises UserError for a missing
    column and bytes that are not of the encoding."""
    return read_answers(stream, wanted, Api(("itemSummaries", "items"), _offers))


def _offers(item: Item) -> list[Told]:
    if text(item, "itemId") is None:
        return []
    ours = {
        "id": text(item, "itemId"),
        "title": text(item, "title"),
        "description": prose(text(item, "shortDescription"), text(item, "description")),
        "link": text(item, "itemWebUrl"),
        "price": price_of(text(item, "price", "value"), text(item, "price", "currency")),
        "brand": text(item, "brand") or _aspect(item, "Brand"),
        "gtin": text(item, "gtin") or _aspect(item, "EAN") or _aspect(item, "UPC"),
        "mpn": text(item, "mpn") or _aspect(item, "MPN"),
        "condition": text(item, "condition"),
        "availability": text(item, "estimatedAvailabilities", 0, "estimatedAvailabilityStatus"),
        "product_type": text(item, "categoryPath") or text(item, "categories", 0, "categoryName"),
        "item_group_id": _group(item),
        "ships_from_country": text(item, "itemLocation", "country"),
        "external_seller_id": text(item, "seller", "username"),
        "marketplace": text(item, "listingMarketplaceId") or "EBAY",
        "item_location": ", ".join(filter(None, (text(item, "itemLocation", part) for part in _PLACE))),
        **images_of(_images(item)),
    }
    return [Told(ours, item)]


def _images(item: Item) -> list[str | None]:
    return [text(item, "image", "imageUrl"), *(text(one, "imageUrl") for one in items_in(item, "additionalImages"))]


def _aspect(item: Item, name: str) -> str | None:
    aspects = (aspect for aspect in items_in(item, "localizedAspects") if at(aspect, "name") == name)
    return text(next(aspects, None), "value")


def _group(item: Item) -> str | None:
    href = text(item, "itemGroupHref") or ""
    return text(item, "primaryItemGroup", "itemGroupId") or href.partition(_GROUP)[2].partition("&")[0] or None


EBAY = Format("ebay", recognises, read, holds=OFFERS)
