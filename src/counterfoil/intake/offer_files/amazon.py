"""Amazon's Selling Partner API: items of the catalogue, a seller's listings, and listings feeds.

Sources: https://developer-docs.amazon.com/sp-api/docs/catalog-items-api-v2022-04-01-reference,
…/listings-items-api-v2021-08-01-reference, …/listings-feed-type-values (JSON_LISTINGS_FEED, version 2). An item
that is told for several marketplaces is an offer in each; its id then ends in the marketplace. A catalogue's list
price is nobody's offer and is not read.
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

# `example` and `response` hold the answers in the published model; `payload` those that carry a wrapper
_LISTS = ("items", "messages", "payload", "example", "response")
_CODES = ("GTIN", "EAN", "UPC", "ISBN")  # kinds of identifiers that are GTINs
_OF_ITEMS = ('"summaries"', '"identifiers"', '"attributes"', '"salesRanks"', '"productType"', '"itemName"')


def recognises(head: bytes) -> bool:
    """Tell whether the text is JSON of items that have an ASIN or a SKU and Amazon's words for what is told of them."""
    start = head_text(head).lstrip()
    named = '"asin"' in start or '"sku"' in start
    is_schema = '"swagger"' in start or '"$schema"' in start
    return start[:1] in ("{", "[") and named and not is_schema and any(word in start for word in _OF_ITEMS)


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield one row for each item and marketplace in batches, `line` being that on which the item begins. Raises
    UserError for a missing column and bytes that are not of the encoding."""
    return read_answers(stream, wanted, Api(_LISTS, _offers))


def _offers(item: Item) -> list[Told]:
    own = text(item, "sku") or text(item, "asin")
    if own is None:
        return []
    places = [text(summary, "marketplaceId") for summary in items_in(item, "summaries")] or [None]
    return [Told(_in(item, own if len(places) == 1 else f"{own}/{place}", place), item) for place in places]


def _in(item: Item, own: str, place: str | None) -> dict[str, str | None]:
    """Return what is told of the item in one marketplace (None: in the only one)."""
    summary = _here(items_in(item, "summaries"), place)
    return {
        "id": own,
        "title": text(summary, "itemName") or _attribute(item, "item_name", place),
        "description": prose(_attribute(item, "product_description", place), _points(item, place)),
        "brand": text(summary, "brand") or text(summary, "brandName") or _attribute(item, "brand", place),
        "gtin": _gtin(item, place),
        "mpn": text(summary, "partNumber") or text(summary, "modelNumber") or _attribute(item, "part_number", place),
        "price": _price(item, place),
        "condition": (text(summary, "conditionType") or "").partition("_")[0],
        "availability": "in_stock" if "BUYABLE" in items_in(summary, "status") else None,
        "product_type": _product_type(item, summary, place),
        "item_group_id": _group(item, place) or (text(summary, "asin") if at(item, "sku") else None),
        "external_seller_id": text(item, "sellerId"),
        "marketplace": place,
        **images_of(_images(item, summary, place)),
    }


def _here(told: list[Item], place: str | None, name: str = "marketplaceId") -> Item:
    """Return the first entry that is told for the marketplace, or for all; an empty one where there is none."""
    entries = (one for one in told if isinstance(one, dict))
    return next((one for one in entries if place is None or at(one, name) in (place, None)), {})


def _attribute(item: Item, name: str, place: str | None) -> str | None:
    return text(_here(items_in(item, "attributes", name), place, "marketplace_id"), "value")


def _points(item: Item, place: str | None) -> str:
    points = items_in(item, "attributes", "bullet_point")
    return " ".join(text(one, "value") or "" for one in points if at(one, "marketplace_id") in (place, None))


def _gtin(item: Item, place: str | None) -> str | None:
    codes = items_in(_here(items_in(item, "identifiers"), place), "identifiers")
    by_kind = {text(code, "identifierType"): text(code, "identifier") for code in codes}
    found = (by_kind[kind] for kind in _CODES if by_kind.get(kind))
    return next(found, None) or _attribute(item, "externally_assigned_product_identifier", place)


def _price(item: Item, place: str | None) -> str | None:
    offer = _here(items_in(item, "offers"), place)
    told = price_of(text(offer, "price", "amount"), text(offer, "price", "currencyCode"))
    asked = _here(items_in(item, "attributes", "purchasable_offer"), place, "marketplace_id")
    amount = text(asked, "our_price", 0, "schedule", 0, "value_with_tax")
    return told or price_of(amount, text(asked, "currency"))


def _product_type(item: Item, summary: Item, place: str | None) -> str | None:
    step = at(_here(items_in(item, "classifications"), place), "classifications", 0)
    names: list[str] = []
    while (name := text(step, "displayName")) and len(names) < len(_OF_ITEMS) * 2:
        names.insert(0, name)
        step = at(step, "parent")
    own = text(_here(items_in(item, "productTypes"), place), "productType")
    return " > ".join(names) or text(summary, "productType") or own or text(item, "productType")


def _group(item: Item, place: str | None) -> str | None:
    related = items_in(_here(items_in(item, "relationships"), place), "relationships")
    return next((parent for one in related if (parent := text(one, "parentAsins", 0))), None)


def _images(item: Item, summary: Item, place: str | None) -> list[str | None]:
    """Return a link for each picture: of its sizes, the first is the largest."""
    told = items_in(_here(items_in(item, "images"), place), "images")
    by_variant: dict[str | None, str | None] = {}
    for image in told:
        by_variant.setdefault(text(image, "variant"), text(image, "link"))
    return [text(summary, "mainImage", "link"), *by_variant.values()]


AMAZON = Format("amazon", recognises, read, holds=OFFERS)
