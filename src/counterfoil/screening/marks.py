"""Which marks do the rights speak of, by which names are they looked for, and which right covers which goods?

Rows of one mark and owner are one mark with several lines of goods: an offer is held against the line it belongs to.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from counterfoil.codes.product_type import goods_types, product_types, with_broader
from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import Scanner, scanner_of
from counterfoil.text.tokens import key, words
from counterfoil.text.words import is_common_word

SHORTEST_REMAINDER = 6  # letters left of a line's name without its house mark ("Bleu de"), else it says nothing
SHORTEST_FIRST_NAME = 4  # letters of a first name looked for after "by"
MOST_HOUSES = 3  # houses whose names begin with one first name; of more, "by Daniel" points to none

MARK_COLUMNS = {
    "mark_number": pl.Int64,
    "mark": pl.String,
    "mark_key": pl.String,
    "owner": pl.String,
    "owner_key": pl.String,
    "is_word": pl.Boolean,
    "house_number": pl.Int64,
    "house_mark": pl.String,
    "house_key": pl.String,
}


RIGHT_GOODS = {"right_id": pl.String, "product_type": pl.String, "exact": pl.Boolean}


class Marks(NamedTuple):
    """What screening looks up: `names`, the index of all names; `marks`, one row per mark (MARK_COLUMNS); `rights` with
    `mark_number`; `right_goods` (RIGHT_GOODS), the product types that the owner's goods cover or may lie in."""

    names: Scanner
    marks: pl.DataFrame
    rights: pl.DataFrame
    right_goods: pl.DataFrame


def build_marks(rights: pl.DataFrame, scanner_for: Callable[[Sequence[Name]], Scanner] = scanner_of) -> Marks:
    """Return the lookups for a table of rights (contract Right); `scanner_for` may open an index built before."""
    numbers: dict[tuple[str, str], int] = {}
    numbered = []
    for row in rights.iter_rows(named=True):
        identity = (key(row["mark"]), key(row["owner"]))
        numbered.append(numbers.setdefault(identity, len(numbers)))
    with_numbers = rights.with_columns(pl.Series("mark_number", numbered, dtype=pl.Int64))
    names, marks = _names_and_marks(with_numbers, first_free=len(numbers))
    return Marks(scanner_for(names), marks, with_numbers, _right_goods(rights))


def _names_and_marks(rights: pl.DataFrame, *, first_free: int) -> tuple[list[Name], pl.DataFrame]:
    rows = rights.to_dicts()
    number_of = {key(name): row["mark_number"] for row in reversed(rows) for name in _written(row)}
    names: dict[Name, None] = {}
    marks: dict[int, dict[str, object]] = {}
    for row in rows:
        number, house = row["mark_number"], row["house_mark"]
        if house and key(house) not in number_of:
            number_of[key(house)] = first_free
            names[Name(first_free, house)] = None
            first_free += 1
        names.update(dict.fromkeys(_names(row)))
        is_word = row["common_word"] if row["common_word"] is not None else is_a_word(row["mark"])
        found = marks.setdefault(number, _mark(row, is_word=is_word, house_number=number_of.get(key(house or ""))))
        found["is_word"] = found["is_word"] or is_word
    houses = _houses(rows)
    told = [name for name in names if name.kind != "first_name" or _points(name, number_of, houses)]
    return told, pl.DataFrame(list(marks.values()), schema=MARK_COLUMNS)


def _houses(rows: list[dict[str, object]]) -> dict[str, set[str]]:
    """Return, by the first word of names, the owners whose names begin with it and go on with a name.

    Hasbro Games goes on with goods: its first word is the house's whole name.
    """
    begun = [(words(written), key(str(row["owner"]))) for row in rows for written in _written(row)]
    goods = product_types(pl.Series([" ".join(said[1:]) for said, _ in begun], dtype=pl.String))
    houses: dict[str, set[str]] = {}
    for (said, owner), is_goods in zip(begun, goods.is_not_null(), strict=True):
        if len(said) > 1 and not is_goods:
            houses.setdefault(said[0], set()).add(owner)
    return houses


def _points(first_name: Name, number_of: Mapping[str, int], houses: Mapping[str, set[str]]) -> bool:
    """Say whether "by" and a first name point to a house: it is no mark itself, and few houses' names begin so."""
    first = first_name.written.removeprefix("by ")
    return key(first) not in number_of and 0 < len(houses.get(first, ())) <= MOST_HOUSES


def _mark(row: dict[str, object], *, is_word: bool, house_number: int | None) -> dict[str, object]:
    house = str(row["house_mark"] or "")
    own_house = key(house) == key(str(row["mark"]))  # a house mark given as its own house mark says nothing
    return {
        "mark_number": row["mark_number"],
        "mark": row["mark"],
        "mark_key": key(str(row["mark"])),
        "owner": row["owner"],
        "owner_key": key(str(row["owner"])),
        "is_word": is_word,
        "house_number": None if own_house else house_number,
        "house_mark": None if own_house or not house else house,
        "house_key": None if own_house or not house else key(house),
    }


def is_a_word(mark: str) -> bool:
    """Say whether a mark of one word (or of words tied by a hyphen, as Off-White) is made of dictionary words."""
    parts = words(mark)
    return (len(parts) == 1 or ("-" in mark and " " not in mark.strip())) and all(is_common_word(p) for p in parts)


def _written(row: dict[str, object]) -> list[str]:
    aliases = row["aliases"] or []
    return [str(row["mark"]), *(str(alias) for alias in aliases if alias)]  # type: ignore[attr-defined]


def _names(row: dict[str, object]) -> list[Name]:
    number = int(str(row["mark_number"]))
    names = [Name(number, written) for written in _written(row)]
    remainder = _remainder(str(row["mark"]), str(row["house_mark"] or ""))
    if remainder:
        names.append(Name(number, remainder, "remainder"))
    for written in _written(row):
        first, *others = words(written) or [""]
        if others and len(first) >= SHORTEST_FIRST_NAME and first.isalpha() and not is_common_word(first):
            names.append(Name(number, f"by {first}", "first_name"))
    return names


def _remainder(mark: str, house_mark: str) -> str:
    """Return a line's name without its house mark (Bleu de Chanel → bleu de), or '' if that is an ordinary phrase."""
    house = set(words(house_mark))
    left = [word for word in words(mark) if word not in house]
    if not house or len(left) == len(words(mark)) or len(left) < 2 or sum(map(len, left)) < SHORTEST_REMAINDER:
        return ""
    return "" if all(is_common_word(word) for word in left) else " ".join(left)


@lru_cache(maxsize=10_000)
def _types(goods: tuple[str, ...]) -> frozenset[str]:
    """Return the types that goods cover: most rights of a list say one of a few hundred things, or nothing."""
    return goods_types(list(goods))


def _right_goods(rights: pl.DataFrame) -> pl.DataFrame:
    """Return the types that each right's goods cover, and the broader ones that they may lie in (not `exact`)."""
    triples: dict[tuple[str, str], bool] = {}
    for row in rights.iter_rows(named=True):
        covered = _types(tuple(g for g in row["goods"] or [] if g))
        broader = frozenset[str]().union(*(with_broader(name) for name in covered)) - covered
        triples |= {(row["id"], name): False for name in sorted(broader)}
        triples |= {(row["id"], name): True for name in sorted(covered)}
    rows = [(*pair, exact) for pair, exact in triples.items()]
    return pl.DataFrame(rows, schema=RIGHT_GOODS, orient="row")
