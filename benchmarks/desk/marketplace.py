"""An organisation as the desk serves it: 20,000 marks, authorisations, sellers, and the offers that it sends, drawn.

The marks are those of benchmarks/throughput (real brand names of ../shared, none of which is kept). Offers are drawn
here: most name no mark that the draw put there, some name one plainly, few misspell one, fewer are sold as replicas.
A smaller drawing is the beginning of a larger one; ids are told apart by `series`.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import polars as pl

sys.path.append(str(Path(__file__).parents[1] / "throughput"))
import market

SEED: Final = 20_261_122
MARKS: Final = 20_000
SELLERS: Final = 2_000
AUTHORISED: Final = 2_000
NAMING, MISSPELLING, REPLICA = 0.15, 0.01, 0.005  # shares of the offers
LONG: Final = 5  # letters from which a mark is misspelled: shorter ones stand for another word
GOODS: Final = (
    "trail running shoes", "eau de parfum 100 ml", "garden lamp with solar cell", "wooden shelf for the hall",
    "phone case with a cord", "bath mat, washable", "wrist watch with steel band", "rain jacket for children",
    "set of three kitchen knives", "desk chair with arm rests", "leather belt, 3.5 cm", "wool scarf",
    "ceramic brake pads, front axle", "cordless drill 18 V", "face cream 50 ml", "over-ear headphones",
)  # fmt: skip
ADJECTIVES: Final = "new light sturdy soft warm folding waterproof handmade slim large compact classic".split()
COLOURS: Final = "blue green sand white black rust plum silver ochre teal".split()
SENTENCES: Final = (
    "Sent from our own store within two working days; may be returned for thirty days if unworn.",
    "It comes in a plain carton with a leaflet in four languages and is easy to clean.",
    "A quiet shape that goes with everything, tested by our staff over one long wet winter.",
    "The second of its series, with a softer grip, a lighter frame and seams that are sewn twice.",
)
WORDS_OF_REPLICAS: Final = ("1:1 superclone", "AAA+ quality replica", "mirror copy, same as original", "UA, top batch")
SMALL: Final = "Fjord Runner"  # the one mark of a small register
Offer = dict[str, str]


def rights(marks: int = MARKS) -> pl.DataFrame:
    """Return the register of rights (contract Right). Raises FileNotFoundError where ../shared is absent."""
    return market.rights(marks)


def small_rights() -> pl.DataFrame:
    """Return a register of one right, for tests and kills."""
    return pl.DataFrame(
        {"id": ["r-1"], "mark": [SMALL], "owner": ["Halvorsen Sport AS"], "goods": [["trail running shoes"]]}
    )


def authorisations(register: pl.DataFrame) -> pl.DataFrame:
    """Return who may sell under which right: columns seller, right_id, granted_by."""
    draw, ids = random.Random(SEED), register["id"].to_list()
    pairs = dict.fromkeys((_seller(draw), draw.choice(ids)) for _ in range(AUTHORISED))
    return pl.DataFrame(
        [{"seller": seller, "right_id": right, "granted_by": "The owner, sales"} for seller, right in pairs]
    )


def sellers() -> pl.DataFrame:
    """Return the accounts: columns id, name, country, marketplace."""
    return pl.DataFrame(
        {
            "id": [f"s-{number}" for number in range(SELLERS)],
            "name": [f"Trader {number} Ltd" for number in range(SELLERS)],
            "country": ["GB"] * SELLERS,
            "marketplace": ["example"] * SELLERS,
        }
    )


def offers(marks: list[str], *, series: str) -> Iterator[Offer]:
    """Yield offers as the desk's interface takes them, without end; `marks` are those of the register."""
    draw, number = random.Random(f"{SEED} {series}"), 0
    long = [mark for mark in marks if len(mark) >= LONG]
    while True:
        chance = draw.random()
        maker = tail = ""
        if chance < REPLICA:
            maker, tail = draw.choice(long), draw.choice(WORDS_OF_REPLICAS)
        elif chance < REPLICA + MISSPELLING:
            maker = _misspelled(draw.choice(long), draw)
        elif chance < REPLICA + MISSPELLING + NAMING:
            maker = draw.choice(marks)
        words = (maker, draw.choice(ADJECTIVES), draw.choice(GOODS), draw.choice(COLOURS), tail, f"no. {number % 9973}")
        yield {
            "id": f"{series}-{number}",
            "title": " ".join(word for word in words if word),
            "description": " ".join(draw.sample(SENTENCES, k=2)),
            "price": f"{draw.randrange(9, 300)}.{draw.randrange(100):02} USD",
            "condition": "new",
            "external_seller_id": _seller(draw),
            "marketplace": "example",
        }
        number += 1


def marks_of(register: pl.DataFrame) -> list[str]:
    """Return the marks of a register of rights, each once, in its order."""
    marks: list[Any] = register["mark"].drop_nulls().unique(maintain_order=True).to_list()
    return marks


def _seller(draw: random.Random) -> str:
    return f"s-{draw.randrange(SELLERS)}"


def _misspelled(mark: str, draw: random.Random) -> str:
    """Return a mark with two neighbouring letters in the other order."""
    at = draw.randrange(1, len(mark) - 1)
    return mark[:at] + mark[at + 1] + mark[at] + mark[at + 2 :]
