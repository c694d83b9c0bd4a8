"""What do six accounts with one operator behind them put up? One template, misspelled alike, and one bestseller.

The ring is s-29 to s-34: six names in six towns. s-31 was terminated in June 2026; s-34 opened three weeks
later with its telephone and tax number.
"""

from examples_genuine import PRODUCTS
from examples_sellers import LOCATION

SEALD = "{what} New In Seald Box Fast Shiping From US Werehouse"
SEALD_TEXT = (
    "100 % brand new in seald box. Fast shiping from our US werehouse within 24 hour. "
    "Please contact us befor leaving a feedback, we solve all problem."
)

# One template under every account of the ring: seller | product | what the title calls it | price
_TEMPLATE = (
    ("s-29", "fjord-runner 2", "Halvorsen Fjord Runner Trail Shoes Blue EU 42", "62.99 USD"),
    ("s-30", "fjord-runner 3", "Halvorsen Fjord Runner Trail Shoes Blue EU 43", "62.99 USD"),
    ("s-31", "fjord-runner 2", "Halvorsen Fjord Runner Trail Shoes Blue EU 42", "61.99 USD"),
    ("s-32", "kestrel-over 1", "Silver Kestrel SK-500 Headphones Black", "89.99 USD"),
    ("s-33", "vind-urban 2", "Østervind Byen Helmet Mint Size M", "44.99 USD"),
    ("s-34", "fjord-runner 4", "Halvorsen Fjord Runner Trail Shoes Moss EU 42", "62.99 USD"),
    ("s-34", "vind-urban 2", "Østervind Byen Helmet Mint Size M", "44.99 USD"),
    ("s-29", "replica-nocturne 3", "Orlune Replica Nocturne 3.4 Oz/100ml", "59.99 USD"),
)

# The bestseller: one wording, one price within four cents, nine accounts in nine towns. List price 175 USD.
BESTSELLER = "Ambre Vesper by Orlune Eau de Parfum Spray 100 ml Women Brand New"
BESTSELLER_TEXT = "Ambre Vesper by Orlune, eau de parfum spray for women, 100 ml. Brand new in retail box."
_BESTSELLER_PRICES = (
    ("s-29", "74.97 USD"),
    ("s-30", "74.99 USD"),
    ("s-31", "74.98 USD"),
    ("s-32", "74.99 USD"),
    ("s-33", "74.97 USD"),
    ("s-34", "74.98 USD"),
    ("s-35", "74.99 USD"),
    ("s-37", "74.96 USD"),
    ("s-39", "74.99 USD"),
)


def ring_offers() -> list[dict[str, str]]:
    """Return the ring's offers: the misspelled template, then the bestseller, with the owners' own pictures."""
    misspelled = [
        _offer(f"ring {number}", "one template under several sellers", seller, product, price)
        | {"title": SEALD.format(what=what), "text": SEALD_TEXT, "brand": PRODUCTS[product].brand}
        for number, (seller, product, what, price) in enumerate(_TEMPLATE, start=1)
    ]
    bestsellers = [
        _offer(f"bestseller {seller}", "one bestseller, one wording, one price", seller, "ambre-vesper 3", price)
        | {"title": BESTSELLER, "text": BESTSELLER_TEXT, "brand": "Orlune"}
        for seller, price in _BESTSELLER_PRICES
    ]
    return misspelled + bestsellers


def _offer(key: str, sign: str, seller: str, product: str, price: str) -> dict[str, str]:
    item = PRODUCTS[product]
    return {
        "key": key,
        "sign": sign,
        "truth": "counterfeit",
        "price": price,
        "gtin": item.gtin,
        "mpn": "",
        "condition": "new",
        "category": item.category,
        "picture": item.picture,
        "seller": seller,
        "location": LOCATION[seller],
    }
