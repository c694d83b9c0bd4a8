"""What does the marketplace's feed hold? All offers as Google Merchant RSS 2.0, and the truth about each.

Attribute names: https://support.google.com/merchants/answer/7052112. Ids and times are taken from a digest of the
key, so that an offer's place in the feed says nothing about whether it is genuine.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from examples_blocks import Block, blocks
from examples_codes import STRANGER_PREFIX, gtin, wrong_check_digit
from examples_fair import FAIR
from examples_genuine import PRODUCTS, genuine_offers
from examples_ring import ring_offers
from examples_sellers import LOCATION, MARKETPLACE
from examples_suspects_by_facts import BY_FACTS
from examples_suspects_by_spelling import BY_SPELLING

TRUTH_COLUMNS = ["offer_id", "truth", "sign"]
_FIRST_SEEN = datetime(2026, 10, 19, 6, 0, tzinfo=UTC)
_MINUTES_SEEN = 21 * 24 * 60  # three weeks of listings
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
<channel>
<title>Tidewater Market</title>
<link>https://market.example.com/</link>
<description>Every offer of an invented marketplace, three weeks of autumn 2026</description>
"""
_FOOT = "</channel>\n</rss>\n"

# Rows that no screen can use, so that the explained rejects are seen: what is changed in an otherwise good row.
_SPOILED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("a missing title", "pem-mug 1", {"title": ""}),
    ("a negative price", "moss-hare 2", {"price": "-34.00 USD"}),
    ("a price in words", "tokimori-dress 3", {"price": "call us"}),
    ("an id used twice", "klossby-box 2", {"id_of": "genuine klossby-box 1 s-09"}),
    ("no id", "dun-battery 3", {"id": ""}),
)


def offer_id(key: str) -> str:
    """Return the marketplace's id of the offer with this key: TM- and seven digits."""
    return f"TM-{_digest(key) % 10**7:07d}"


def offers() -> list[dict[str, str]]:
    """Return every usable offer of the feed, ordered by id."""
    written = [_from_block(block) for text in (FAIR, BY_SPELLING, BY_FACTS) for block in blocks(text)]
    stranger = _from_product("pem-flask 2", "unknown seller") | {
        "seller": "s-99",
        "sign": "seller that is not on the list",
    }
    everything = [*genuine_offers(), *written, *ring_offers(), stranger]
    return sorted((_with_id(offer) for offer in everything), key=lambda offer: offer["id"])


def feed() -> str:
    """Return the feed as XML: the usable offers, then the spoiled rows."""
    spoiled = [_with_id(_from_product(product, key) | changes) | _new_id(changes) for key, product, changes in _SPOILED]
    return _HEAD + "".join(map(_item, [*offers(), *spoiled])) + _FOOT


def truth() -> list[dict[str, str]]:
    """Return what each usable offer really is, under TRUTH_COLUMNS."""
    return [{"offer_id": one["id"], "truth": one["truth"], "sign": one["sign"]} for one in offers()]


def _digest(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")


def _with_id(offer: dict[str, str]) -> dict[str, str]:
    seen = _FIRST_SEEN + timedelta(minutes=_digest("seen " + offer["key"]) % _MINUTES_SEEN)
    return offer | {"id": offer_id(offer["key"]), "seen": f"{seen:%Y-%m-%dT%H:%M:%SZ}"}


def _new_id(changes: dict[str, str]) -> dict[str, str]:
    if "id_of" in changes:
        return {"id": offer_id(changes["id_of"])}
    return {"id": changes["id"]} if "id" in changes else {}


def _from_block(block: Block) -> dict[str, str]:
    key, sign, truth_of_it, seller = block.head
    values = block.values
    like = PRODUCTS.get(values.get("like", ""))
    return {
        "key": key,
        "sign": sign,
        "truth": truth_of_it,
        "title": values["title"],
        "text": values["text"],
        "price": values["price"],
        "brand": values.get("brand", like.brand if like else ""),
        "gtin": _code(values),
        "mpn": like.mpn if like and values.get("gtin") == "same" else "",
        "condition": values.get("condition", "new"),
        "category": values.get("category", like.category if like else ""),
        "picture": values.get("picture", like.picture if like else ""),
        "seller": seller,
        "location": values.get("place", LOCATION[seller]),
    }


def _code(values: dict[str, str]) -> str:
    """Return the code a block asks for: the product's own, a wrong or another one, one by a prefix, or none."""
    how, _, which = values.get("gtin", "").partition(" ")
    if how == "stranger":
        return gtin(STRANGER_PREFIX, int(which))
    if how == "prefix":
        owner, item = which.split(" ")
        return gtin(owner, int(item))
    if how == "of":
        return PRODUCTS[which].gtin
    if how == "wrong":
        return wrong_check_digit(PRODUCTS[values["like"]].gtin)
    return PRODUCTS[values["like"]].gtin if how == "same" else ""


def _from_product(product: str, key: str) -> dict[str, str]:
    """Return a genuine offer of Discount Aisle for a product."""
    item = PRODUCTS[product]
    named = {"key": key, "sign": "plain genuine offer", "truth": "genuine", "seller": "s-28"}
    said = {"title": item.title, "text": item.text, "price": f"{item.price} USD", "brand": item.brand}
    coded = {"gtin": item.gtin, "mpn": item.mpn, "condition": "new", "category": item.category}
    return named | said | coded | {"picture": item.picture, "location": LOCATION["s-28"]}


def _item(offer: dict[str, str]) -> str:
    return "<item>\n" + "".join(_elements(offer)) + "</item>\n"


def _elements(offer: dict[str, str]) -> Iterable[str]:
    number = offer["id"].removeprefix("TM-")
    fields = {
        "id": offer["id"],
        "title": offer["title"],
        "description": offer["text"],
        "link": f"https://market.example.com/item/{number}",
        "image_link": f"pictures/{offer['picture']}",
        "price": offer["price"],
        "brand": offer["brand"],
        "gtin": offer["gtin"],
        "mpn": offer["mpn"],
        "condition": offer["condition"],
        "availability": "in_stock",
        "google_product_category": offer["category"],
        "external_seller_id": offer["seller"],
        "item_location": offer["location"],
        "marketplace": MARKETPLACE,
        "seen_at": offer["seen"],
    }
    return (f"  <g:{name}>{escape(value)}</g:{name}>\n" for name, value in fields.items() if value)
