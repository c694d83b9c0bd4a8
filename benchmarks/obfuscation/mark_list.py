"""Which 20,000 marks are screened for? Real brand names first, then names made as companies make theirs.

None is a brand of the clean texts: left out is a name whose words stand in any of their brand columns, and one that
stands in a text and is no single dictionary word, for there it is named. Marks that are ordinary words (Meadow) stay
on the list though the word stands in the texts: those texts are clean of the mark. A made name one slip from a real
brand, or whose name or surname another made one bears, is left out, too: registers refuse it (15 USC 1052(d)), and it
would make the goods of the one look like copies of the other.
"""

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import polars as pl

from counterfoil.text.edits import deletions
from counterfoil.text.tokens import key, words
from counterfoil.text.words import is_common_word

SHORTEST = 3  # letters of a mark
SHORTEST_TAKEN = 4  # letters of a word of a brand that no made name may come near
LONGEST_NAME = 6  # words
MEMORY = 3  # letters that decide the next in a coined name
COINED_LETTERS = range(5, 11)
OFTEN = 6  # people who bear a name: the source holds deliberate slips, too
# How names are made where the real ones do not suffice, and of a hundred how many: a founder's surname (Halvorsen), a
# founder's full name, a coined word, and one with a word of the trade behind it (Nordvel Outdoor).
WAYS = {"surname": 12, "full name": 10, "coined": 53, "with a trade word": 25}
TRADE_WORDS = (
    "Outdoor Studio Paris London Milano Home Sport Audio Labs Beauty Kids Leather Tools Jewelry Denim Optics Cosmetics"
    " Golf Marine Nutrition Paper Toys Lighting Eyewear Fragrances Goods Works Mills Bros Apparel"
).split()
Seen = frozenset[tuple[str, ...]]


def mark_list(data: Path, rights: Path, texts: Iterable[str], brands: Collection[str], *, size: int) -> list[str]:
    """Return the marks in an order drawn by a fixed seed; equal texts and brands give equal marks."""
    draw = random.Random(31)
    in_brands, in_texts = runs_of(brands), runs_of(texts)
    real = list(_real_names(data, rights))
    found = {key(n): n for n in reversed(real) if len(key(n)) >= SHORTEST and may_be_listed(n, in_brands, in_texts)}
    taken = {part for names in (real, brands) for name in names for part in _near(name)}
    for name, own in made_names(real, data, draw):
        if len(found) >= size:
            break
        if may_be_listed(name, in_brands, in_texts) and taken.isdisjoint(_near(own)):
            found.setdefault(key(name), name)
            taken |= _near(own)
    names = list(found.values())[:size]
    draw.shuffle(names)
    return names


def may_be_listed(name: str, in_brands: Seen, in_texts: Seen) -> bool:
    """Say whether the clean texts stay clean of a name."""
    parts = tuple(words(name))
    named = parts in in_texts and not (len(parts) == 1 and is_common_word(parts[0]))
    return parts not in in_brands and not named and len(parts) <= LONGEST_NAME


def runs_of(texts: Iterable[str]) -> Seen:
    """Return every run of up to LONGEST_NAME words that stands in the texts."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        parts = tuple(words(text))
        ends = range(1, LONGEST_NAME + 1)
        found.update(parts[start : start + length] for start in range(len(parts)) for length in ends)
    return frozenset(found)


def _real_names(data: Path, rights: Path) -> Iterator[str]:
    for path, column in ((data / "listings" / "brand_names.csv", "name"), (rights, "mark")):
        with path.open(encoding="utf-8", newline="") as stream:
            yield from (row[column] for row in csv.DictReader(stream))


def _near(name: str) -> set[str]:
    """Return what a name and its longer words have in common with every spelling one slip away."""
    parts = {key(name), *(word for word in words(name) if len(word) >= SHORTEST_TAKEN)}
    return {spelling for part in parts for spelling in deletions(part)}


def made_names(real: list[str], data: Path, draw: random.Random) -> Iterator[tuple[str, str]]:
    """Yield, without end, names made as companies make theirs (WAYS), each with the word that is its own."""
    given, surnames = _people(data)
    coin = coiner(real)
    while True:
        way = draw.choices(list(WAYS), WAYS.values())[0]
        surname, coined = draw.choice(surnames), coin(draw)
        own = surname if way in {"surname", "full name"} else coined
        before = f"{draw.choice(given)} " if way == "full name" else ""
        after = f" {draw.choice(TRADE_WORDS)}" if way == "with a trade word" else ""
        yield before + own + after, own


def _people(data: Path) -> tuple[list[str], list[str]]:
    """Return given names and surnames of historical figures; a surname that is also a word makes no new mark."""
    people = pl.read_parquet(data / "linking" / "historical_figures_with_errors_50k.parquet")
    letters = pl.element().str.contains(r"^[a-z]{3,12}$")
    named = people.select(pl.col("first_name", "surname").implode().list.filter(letters))
    often = [Counter(named[column].item()) for column in named.columns]
    given, surnames = (sorted(name for name, n in counted.items() if n >= OFTEN) for counted in often)
    return [n.title() for n in given], [n.title() for n in surnames if not is_common_word(n)]


class coiner:  # noqa: N801 - called like a function
    """Coins words letter by letter, each drawn from what follows the last MEMORY letters in the real names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            for word in words(name):
                padded = " " * MEMORY + word + " "
                for place in range(MEMORY, len(padded)):
                    self._after[padded[place - MEMORY : place]].append(padded[place])

    def __call__(self, draw: random.Random) -> str:
        while True:
            word = " " * MEMORY
            while not word.endswith(" ") or not word.strip():
                word += draw.choice(self._after[word[-MEMORY:]])
            coined = word.strip()
            if coined.isascii() and coined.isalpha() and len(coined) in COINED_LETTERS and not is_common_word(coined):
                return coined.title()
