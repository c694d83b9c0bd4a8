"""Rights and offers that nobody has: a new process screens them, so that no call waits for what is made once.

Compiled code is made or loaded, expressions are read, patterns and vocabularies too: for one offer, for few, and for so
many that Polars does the steps.
"""

from itertools import count
from typing import Any, Final

import polars as pl

from counterfoil.few_rows.column import FEW
from counterfoil.screening.marks import build_marks
from counterfoil.screening.references import References, of_marks_alone
from counterfoil.tables.contract import completed
from counterfoil.tables.right import Right
from counterfoil_desk.service.together import screened

Json = dict[str, Any]
SHOES: Final = "Apparel & Accessories > Shoes"
RIGHTS: Final[tuple[Json, ...]] = (
    {"id": "r-1", "mark": "Halvorsen", "owner": "Halvorsen Sport AS", "goods": ["footwear"], "nice_classes": [25]},
    {"id": "r-2", "mark": "Fjord Runner", "owner": "Halvorsen Sport AS", "house_mark": "Halvorsen", "goods": ["shoes"]},
    {"id": "r-3", "mark": "Fjord Runner", "owner": "Fjord Lamps Ltd", "goods": ["lamps"], "nice_classes": [11]},
    {"id": "r-4", "mark": "Target", "owner": "Target Shelves Inc", "goods": ["shelves"], "common_word": True},
)
OFFERS: Final[tuple[Json, ...]] = (
    {"title": "Replica Fjord Runner shoes 1:1", "price": "19.00 USD", "condition": "new"},
    {
        "title": "Halvorsen Fjord Runner shoes, like Fjord Runer, not Halvorsen",
        "description": "Inspired by Fjord Runner; top batch, AAA quality",
        "brand": "Halvorsen",
        "price": "1,299.00",
        "sale_price": "9.99 USD",
        "price_currency": "USD",
        "condition": "used",
        "gtin": "4006381333931",
        "google_product_category": SHOES,
        "item_location": "Shenzhen, Germany",
        "external_seller_id": "s-1",
        "marketplace": "none",
        "seen_at": "2026-11-06T09:21:00Z",
    },
    {"title": "Target shelf for the hall, on target", "brand": "Target", "description": "Hits the target"},
    {"title": "Ｆｊｏｒｄ Runnér ѕhoes, F j o r d Runner, Fj0rd Runn3r, Fjörd-Runer", "brand": "İ"},
)
REFUSED: Final[Json] = {"title": "Shoes", "price": "soon"}


def screen_invented() -> None:
    """Screen each of the offers alone, all together, and more of them than are held as plain rows."""
    rights = Right.cast(completed(pl.DataFrame(RIGHTS, strict=False), Right))
    references, numbers = of_marks_alone(build_marks(rights)), count()
    for several in (*((one,) for one in OFFERS), (*OFFERS, REFUSED), OFFERS * FEW):
        _screen([{"id": f"invented-{next(numbers)}", **one} for one in several], references)


def _screen(offers: list[Json], references: References) -> None:
    found = screened(offers, references)
    assert found.results, "they can be used"
