"""What did buyers say and do? Complaints and sales by offer, and the exchange rates of the day.

The euro's rate is a round figure made up for the examples.
"""

from decimal import Decimal

from examples_blocks import rows
from examples_feed import offer_id, offers

COMPLAINT_COLUMNS = ["id", "offer_id", "kind", "made_at"]
SALE_COLUMNS = [
    "offer_id",
    "sold_on",
    "units",
    "returned",
    "charged_back",
    "seller_id",
    "amount",
    "currency",
    "condition",
]
RATE_COLUMNS = ["currency", "usd"]

# key of the offer | kind | made at
_COMPLAINTS = """
ring 1 | not authentic | 2026-10-24T14:05:00Z
ring 1 | not authentic | 2026-10-29T08:40:00Z
ring 1 | not as described | 2026-11-01T19:12:00Z
ring 2 | not authentic | 2026-10-27T16:30:00Z
ring 4 | not authentic | 2026-11-03T10:02:00Z
ring 4 | safety | 2026-11-04T21:17:00Z
ring 5 | safety | 2026-10-30T07:55:00Z
ring 6 | not authentic | 2026-11-05T12:44:00Z
ring 7 | safety | 2026-11-06T18:20:00Z
ring 7 | not authentic | 2026-11-07T09:31:00Z
bestseller s-29 | not authentic | 2026-10-26T11:11:00Z
bestseller s-30 | not authentic | 2026-10-28T20:26:00Z
bestseller s-32 | not as described | 2026-10-31T13:03:00Z
bestseller s-33 | not authentic | 2026-11-02T15:48:00Z
bestseller s-34 | not authentic | 2026-11-05T17:09:00Z
buyers-1 | not authentic | 2026-10-25T09:20:00Z
buyers-1 | not authentic | 2026-10-27T22:41:00Z
buyers-1 | not authentic | 2026-10-30T06:58:00Z
buyers-1 | not authentic | 2026-11-02T12:15:00Z
buyers-1 | not as described | 2026-11-04T14:37:00Z
buyers-2 | safety | 2026-10-28T10:10:00Z
buyers-2 | not authentic | 2026-10-31T08:45:00Z
buyers-2 | not authentic | 2026-11-03T19:54:00Z
place-1 | safety | 2026-11-01T23:02:00Z
price-4 | safety | 2026-11-02T16:16:00Z
joined-3 | not authentic | 2026-10-29T18:08:00Z
replica-1 | not received | 2026-11-06T11:29:00Z
genuine fjord-runner 1 s-01 | other | 2026-10-23T15:00:00Z
genuine fjord-runner 3 s-02 | not received | 2026-10-30T12:20:00Z
genuine ambre-vesper 1 s-17 | not received | 2026-11-01T09:09:00Z
genuine kestrel-over 1 s-07 | not as described | 2026-10-26T17:33:00Z
genuine bren-pads 1 s-14 | not as described | 2026-11-04T08:12:00Z
used-1 | not as described | 2026-10-31T21:40:00Z
hongkong-3 | not as described | 2026-11-03T07:26:00Z
"""

# key of the offer | first day of the period | units | returned | charged back
_SALES = """
ring 1 | 2026-10-19 | 142 | 31 | 9
ring 2 | 2026-10-19 | 96 | 18 | 6
ring 4 | 2026-10-19 | 61 | 15 | 7
ring 5 | 2026-10-19 | 48 | 9 | 3
ring 6 | 2026-10-19 | 77 | 16 | 5
ring 7 | 2026-10-19 | 55 | 13 | 4
bestseller s-29 | 2026-10-19 | 210 | 34 | 11
bestseller s-30 | 2026-10-19 | 188 | 27 | 9
bestseller s-32 | 2026-10-19 | 131 | 22 | 8
bestseller s-33 | 2026-10-19 | 244 | 41 | 13
bestseller s-34 | 2026-10-19 | 120 | 19 | 6
buyers-1 | 2026-10-19 | 38 | 12 | 3
buyers-2 | 2026-10-19 | 52 | 11 | 2
place-1 | 2026-10-19 | 90 | 14 | 6
price-4 | 2026-10-19 | 44 | 6 | 1
joined-3 | 2026-10-19 | 17 | 3 | 0
replica-1 | 2026-10-19 | 12 | 1 | 2
genuine fjord-runner 1 s-01 | 2026-10-19 | 86 | 7 | 0
genuine fjord-runner 3 s-02 | 2026-10-19 | 41 | 4 | 0
genuine ambre-vesper 1 s-17 | 2026-10-19 | 33 | 1 | 0
genuine ambre-vesper 1 s-03 | 2026-10-19 | 64 | 1 | 0
genuine kestrel-over 1 s-07 | 2026-10-19 | 72 | 5 | 0
genuine bren-pads 1 s-14 | 2026-10-19 | 105 | 4 | 0
genuine voltaro-aaa 3 s-24 | 2026-10-19 | 430 | 3 | 0
genuine klossby-harbor 1 s-09 | 2026-10-19 | 58 | 2 | 0
discount-1 | 2026-10-26 | 120 | 9 | 0
discount-2 | 2026-10-26 | 240 | 3 | 1
used-1 | 2026-10-26 | 1 | 1 | 0
hongkong-3 | 2026-10-19 | 26 | 2 | 0
tester-1 | 2026-10-19 | 3 | 0 | 0
"""

RATES = [{"currency": "USD", "usd": "1"}, {"currency": "EUR", "usd": "1.10"}, {"currency": "GBP", "usd": "1.30"}]


def complaints() -> list[dict[str, str]]:
    """Return the complaints under COMPLAINT_COLUMNS."""
    return [
        {"id": f"c-{number:03d}", "offer_id": offer_id(key), "kind": kind, "made_at": made_at}
        for number, (key, kind, made_at) in enumerate(rows(_COMPLAINTS), start=1)
    ]


def sales() -> list[dict[str, str]]:
    """Return units sold, returned and charged back under SALE_COLUMNS, three weeks from the day named."""
    sold = {offer["id"]: offer for offer in offers()}
    return [_sale(cells, sold[offer_id(cells[0])]) for cells in rows(_SALES)]


def _sale(cells: list[str], offer: dict[str, str]) -> dict[str, str]:
    """Return the units sold of an offer and, by its price, what they brought; a condition that is none is left out."""
    price, currency = offer["price"].split()
    condition = offer["condition"] if offer["condition"] in ("new", "used", "refurbished") else ""
    told = (
        offer_id(cells[0]),
        *cells[1:],
        offer["seller"],
        f"{Decimal(price) * int(cells[2]):.2f}",
        currency,
        condition,
    )
    return dict(zip(SALE_COLUMNS, told, strict=True))
