"""What do the owners make, and who offers it honestly? The genuine catalogue and the plain genuine offers."""

from decimal import Decimal
from typing import NamedTuple

from examples_blocks import Block, blocks
from examples_codes import gtin
from examples_goods_home import HOME
from examples_goods_worn import WORN
from examples_rights import PREFIX_OF_OWNER
from examples_sellers import LOCATION

CATALOGUE_COLUMNS = ["id", "title", "brand", "price", "gtin", "mpn", "condition", "google_product_category"]

# How each seller words a title, what it adds to the maker's text, and what it asks of the list price.
_PLAIN = "{brand} {name}, {variant}"
_TITLES = {
    "s-02": "{brand} {name} ({variant})",
    "s-04": "{brand} – {name} – {variant}",
    "s-16": "{name} by {brand}, {variant}",
    "s-17": "{brand} {name} {variant}, new and sealed",
    "s-24": "{brand} {name} | {variant}",
    "s-25": "{brand}: {name}, {variant}",
    "s-26": "{brand} {name} - {variant}",
    "s-27": "{brand} {name}, {variant}, in box",
    "s-28": "{brand} {name}, {variant} – end of line",
}
_ADDED = {
    "s-01": "Authorised Halvorsen dealer since 2019. Free returns within 60 days.",
    "s-02": "Ask us about fit: we run in these ourselves.",
    "s-03": "Sold by the house's own boutique, with two samples.",
    "s-04": "Expédié de Lyon; two free samples with every bottle.",
    "s-05": "Authorised dealer. Bracelet sized before it leaves our workshop.",
    "s-06": "Ships from our shop in Milan with the maker's receipt.",
    "s-07": "Direct from the maker.",
    "s-08": "Direct from Voltaro, invoice with VAT.",
    "s-16": "In our shop on the isthmus since 1988.",
    "s-17": "Bought from the brand's distributor; receipt on request.",
    "s-24": "Fresh stock, date code 2035 or later.",
    "s-27": "Check your part number before ordering. No core charge.",
    "s-28": "End of line from a retailer's overstock. Manufacturer's warranty applies.",
}
_SHARE_OF_LIST_PRICE = {
    "s-16": Decimal("0.95"),
    "s-17": Decimal("0.93"),
    "s-24": Decimal("0.96"),
    "s-25": Decimal("0.94"),
    "s-26": Decimal("0.97"),
    "s-27": Decimal("0.92"),
    "s-28": Decimal("0.85"),
}
_SHARE_LEFT = {  # of the list price, once a dealer sells it second-hand
    "fjord-runner": Decimal("0.42"),
    "skarv": Decimal("0.48"),
    "quartz-38": Decimal("0.55"),
    "kaigan-diver": Decimal("0.66"),
    "tokimori-dress": Decimal("0.45"),
    "fiorana-tote": Decimal("0.50"),
    "fiorana-mini": Decimal("0.48"),
    "bella-wallet": Decimal("0.40"),
    "bella-satchel": Decimal("0.52"),
    "harbour-storm": Decimal("0.45"),
    "kestrel-over": Decimal("0.55"),
    "kestrel-studio": Decimal("0.60"),
}
_SOLD_IN_EURO = ("s-04", "s-12")  # the same figure in euro: their prices contain VAT


class Product(NamedTuple):
    """One variant of one line, as its maker lists it; `price` in US dollars."""

    key: str
    line: str
    brand: str
    name: str
    variant: str
    text: str
    price: Decimal
    gtin: str
    mpn: str
    category: str
    picture: str

    @property
    def title(self) -> str:
        return _PLAIN.format(brand=self.brand, name=self.name, variant=self.variant)


_LINES = list(blocks(WORN + HOME))


def _products(number: int, block: Block) -> list[Product]:
    line, brand, owner, category, picture, _ = block.head
    found = []
    for place, entry in enumerate(block.values["variants"].split(";"), start=1):
        variant, price = (part.strip() for part in entry.split(" = "))
        found.append(
            Product(
                key=f"{line} {place}",
                line=line,
                brand=brand,
                name=block.values["name"],
                variant=variant,
                text=block.values["text"],
                price=Decimal(price),
                gtin=gtin(PREFIX_OF_OWNER[owner], number * 100 + place),
                mpn=f"{line.replace('-', '')[:4].upper()}-{number:02d}{place:02d}",
                category=category,
                picture=picture,
            )
        )
    return found


PRODUCTS = {item.key: item for number, block in enumerate(_LINES, start=1) for item in _products(number, block)}


def catalogue() -> list[dict[str, str]]:
    """Return the owners' price lists, one row per variant, then second-hand dealers' prices of some lines."""
    new = [(item, item.title, item.price, "new") for item in PRODUCTS.values()]
    used = [
        (item, f"{item.title}, pre-owned", (item.price * _SHARE_LEFT[item.line]).quantize(Decimal(1)), "used")
        for item in PRODUCTS.values()
        if item.line in _SHARE_LEFT
    ]
    return [
        {
            "id": f"cat-{number:03d}",
            "title": title,
            "brand": item.brand,
            "price": f"{price:.2f} USD",
            "gtin": item.gtin,
            "mpn": item.mpn,
            "condition": condition,
            "google_product_category": item.category,
        }
        for number, (item, title, price, condition) in enumerate(new + used, start=1)
    ]


def genuine_offers() -> list[dict[str, str]]:
    """Return the plain genuine offers; each seller offers some variants of the lines that it carries."""
    offers = []
    for block in _LINES:
        variants = len([key for key in PRODUCTS if key.rpartition(" ")[0] == block.head[0]])
        for shift, carried in enumerate(block.head[5].split()):
            seller, _, count = carried.partition("*")
            chosen = {(2 * shift + step) % variants + 1 for step in range(int(count))}
            offers += [_offer(PRODUCTS[f"{block.head[0]} {place}"], seller) for place in sorted(chosen)]
    return offers


def _offer(item: Product, seller: str) -> dict[str, str]:
    title = _TITLES.get(seller, _PLAIN).format(brand=item.brand, name=item.name, variant=item.variant)
    price = (item.price * _SHARE_OF_LIST_PRICE.get(seller, Decimal(1))).quantize(Decimal("0.01"))
    return {
        "key": f"genuine {item.key} {seller}",
        "sign": "plain genuine offer",
        "truth": "genuine",
        "title": title,
        "text": f"{item.text} {_ADDED.get(seller, '')}".strip(),
        "price": f"{price} {'EUR' if seller in _SOLD_IN_EURO else 'USD'}",
        "brand": item.brand,
        "gtin": item.gtin,
        "mpn": item.mpn,
        "condition": "new",
        "category": item.category,
        "picture": item.picture,
        "seller": seller,
        "location": LOCATION[seller],
    }
