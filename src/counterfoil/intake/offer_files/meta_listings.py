"""Meta's catalogue of listings in XML: vehicles, homes and other goods that are not products (<listings>).

Source: https://developers.facebook.com/docs/marketing-api/auto-ads/reference (vehicle fields) and
…/real-estate-ads/get-started (home listings). Meta's product catalogue is Google's feed, in XML and in CSV, and is
read as one.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from counterfoil.intake.decoding import head_text
from counterfoil.intake.reader import LIST_SEPARATOR, OFFERS, Format, RawBatch, Wanted
from counterfoil.intake.xml_records import Shape, read_records, text_of

_IDS = ("id", "vehicle_id", "home_listing_id", "hotel_id", "destination_id", "listing_id", "vehicle_offer_id")
_OURS = {  # theirs → ours
    "title": "title",
    "name": "title",
    "description": "description",
    "url": "link",
    "price": "price",
    "sale_price": "sale_price",
    "make": "brand",
    "brand": "brand",
    "state_of_vehicle": "condition",
    "availability": "availability",
    "body_style": "product_type",
    "property_type": "product_type",
}
_PLACE = ("city", "region", "country")


def recognises(head: bytes) -> bool:
    """Tell whether the root is <listings> and holds a <listing>."""
    text = re.sub(r"(?s)<!--.*?-->|<\?.*?\?>", "", head_text(head)).lstrip()
    return text.startswith("<listings") and "<listing>" in text


def read(stream: BinaryIO, wanted: Wanted) -> Iterator[RawBatch]:
    """Yield the listings in batches, `line` being that on which a listing begins; raises as `read_records`."""
    yield from read_records(stream, wanted, _LISTINGS)


def _record(listing: etree._Element) -> dict[str, str]:
    """Return what the listing says; any element can be mapped by its own name."""
    told: dict[str, str] = {}
    images: list[str] = []
    for child in listing:
        name = str(child.tag) if isinstance(child.tag, str) else ""
        if name == "image":
            images.append(text_of(child))
        elif name == "address":
            told["item_location"] = _place(child)
        elif name and name not in told:
            told[name] = text_of(child)
    ours = {_OURS[name]: value for name, value in reversed(told.items()) if name in _OURS}
    ours["id"] = next((told[name] for name in _IDS if told.get(name)), "")
    if images:
        ours |= {"image_link": images[0], "additional_image_link": LIST_SEPARATOR.join(images[1:])}
    return told | ours


def _place(address: etree._Element) -> str:
    parts = {part.get("name"): text_of(part) for part in address.iterchildren("component")}
    return ", ".join(parts[name] for name in _PLACE if parts.get(name)) or text_of(address)


_LISTINGS = Shape(("listings",), ("listing",), lambda listing: (_record(listing),), "catalogue of listings")
META_LISTINGS = Format("meta_listings", recognises, read, holds=OFFERS)
