"""Which marks do the rights speak of, by which names are they looked for, and which right covers which goods?

Rows of one mark and owner are one mark with several lines of goods: an offer is held against the line it belongs to.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

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


GOODS = {"goods_number": pl.Int64, "product_type": pl.String, "exact": pl.Boolean}
TOLD_BY = ("mark", "owner", "house_mark", "common_word", "aliases")  # columns of a right that tell of its mark


class Marks(NamedTuple):
    """What screening looks up: `names`, the index of all names; `marks`, one row per mark (MARK_COLUMNS); `rights` with
    `mark_number` and `goods_number`; `goods` (GOODS), the product types that goods so numbered cover or may lie in."""

    names: Scanner
    marks: pl.DataFrame
    rights: pl.DataFrame
    goods: pl.DataFrame


class Told(NamedTuple):
    """What a right tells of its mark, whatever the other rights tell: of `names` the writing, the kind, and of a first
    name its key; of `begun` the first words of names that go on with a name."""

    key: str
    owner_key: str
    is_word: bool
    house: str
    house_key: str
    written: tuple[str, ...]  # keys of the mark and its aliases
    names: tuple[tuple[str, str, str], ...]
    begun: tuple[str, ...]


Remembered = dict[tuple[Any, ...], Told]  # by the values of TOLD_BY


def build_marks(
    rights: pl.DataFrame,
    scanner_for: Callable[[Sequence[Name]], Scanner] = scanner_of,
    remembered: Remembered | None = None,
) -> Marks:
    """Return the lookups for a table of rights (contract Right); `scanner_for` may open an index built before.

    With `remembered`, what was worked out of rights before is not worked out anew: where few have changed, most of the
    work is saved, and the result is the same. It holds what these rights told afterwards.
    """
    told = _told(rights, {} if remembered is None else remembered)
    numbers: dict[tuple[str, str], int] = {}
    numbered = [numbers.setdefault((one.key, one.owner_key), len(numbers)) for one in told]
    names, houses = _names(told, numbered, first_free=len(numbers))
    goods_numbers, goods = _goods(rights["goods"])
    added = (pl.Series("mark_number", numbered, dtype=pl.Int64), goods_numbers)
    return Marks(scanner_for(names), _marks(rights, told, numbered, houses), rights.with_columns(added), goods)


def _told(rights: pl.DataFrame, remembered: Remembered) -> list[Told]:
    """Return what each right tells; what is remembered afterwards is what these rights tell."""
    columns = [rights[name].to_list() for name in TOLD_BY]
    columns[-1] = [tuple(alias for alias in aliases or () if alias) for aliases in columns[-1]]
    rows = list(zip(*columns, strict=True))
    new = [row for row in dict.fromkeys(rows) if row not in remembered]
    written = [(row[0], *row[-1]) for row in new]
    said = [[words(name) for name in names] for names in written]
    after = pl.Series([" ".join(one[1:]) for names in said for one in names], dtype=pl.String)
    is_goods = iter(product_types(after).is_not_null().to_list())
    for row, names in zip(new, said, strict=True):
        # Hasbro Games goes on with goods: its first word is the house's whole name
        goes_on = [not next(is_goods) and len(one) > 1 for one in names]
        begun = tuple(one[0] for one, holds in zip(names, goes_on, strict=True) if holds)
        remembered[row] = _of_right(row, names, begun)
    gone = remembered.keys() - set(rows)
    for row in gone:
        del remembered[row]
    return [remembered[row] for row in rows]


def _of_right(row: tuple[Any, ...], said: list[list[str]], begun: tuple[str, ...]) -> Told:
    mark, owner, house_mark, common_word, aliases = row
    names = [(written, "mark", "") for written in (mark, *aliases)]
    remainder = _remainder(mark, house_mark or "")
    if remainder:
        names.append((remainder, "remainder", ""))
    for one in said:
        first, *others = one or [""]
        if others and len(first) >= SHORTEST_FIRST_NAME and first.isalpha() and not is_common_word(first):
            names.append((f"by {first}", "first_name", key(first)))
    is_word = common_word if common_word is not None else is_a_word(mark)
    house = house_mark or ""
    keys = tuple("".join(one) for one in said)
    return Told(keys[0], key(owner), is_word, house, key(house), keys, tuple(names), begun)


def _names(told: Sequence[Told], numbers: Sequence[int], *, first_free: int) -> tuple[list[Name], dict[str, int]]:
    """Return all names to look for, and the number of the mark that each key names: the first right's that has it."""
    number_of: dict[str, int] = {}
    for one, number in zip(told, numbers, strict=True):
        for written in one.written:
            number_of.setdefault(written, number)
    names: dict[Name, str] = {}
    for one, number in zip(told, numbers, strict=True):
        if one.house and one.house_key not in number_of:
            number_of[one.house_key] = first_free
            names[Name(first_free, one.house)] = ""
            first_free += 1
        for written, kind, first in one.names:
            names[Name(number, written, kind)] = first
    houses = _houses(told)
    looked_for = [
        name for name, first in names.items() if name.kind != "first_name" or _points(name, first, number_of, houses)
    ]
    return looked_for, number_of


def _marks(
    rights: pl.DataFrame, told: Sequence[Told], numbers: Sequence[int], number_of: Mapping[str, int]
) -> pl.DataFrame:
    """Return one row per mark, by the first right of it; it is a word where any of its rights says so."""
    firsts = {number: row for row, number in reversed(list(enumerate(numbers)))}
    worded = {number for one, number in zip(told, numbers, strict=True) if one.is_word}
    rows = [firsts[number] for number in range(len(firsts))]
    of_marks = [told[row] for row in rows]
    own = [one.house_key == one.key for one in of_marks]  # a house mark given as its own house mark says nothing
    asked = list(zip(of_marks, own, strict=True))
    columns = {
        "mark_number": range(len(rows)),
        "mark": rights["mark"][rows],
        "mark_key": [one.key for one in of_marks],
        "owner": rights["owner"][rows],
        "owner_key": [one.owner_key for one in of_marks],
        "is_word": [number in worded for number in range(len(rows))],
        "house_number": [None if same else number_of.get(one.house_key) for one, same in asked],
        "house_mark": [None if same or not one.house else one.house for one, same in asked],
        "house_key": [None if same or not one.house else one.house_key for one, same in asked],
    }
    return pl.DataFrame(columns, schema=MARK_COLUMNS)


def _houses(told: Sequence[Told]) -> dict[str, set[str]]:
    """Return, by the first word of names, the owners whose names begin with it and go on with a name."""
    houses: dict[str, set[str]] = {}
    for one in told:
        for first in one.begun:
            houses.setdefault(first, set()).add(one.owner_key)
    return houses


def _points(name: Name, first: str, number_of: Mapping[str, int], houses: Mapping[str, set[str]]) -> bool:
    """Say whether "by" and a first name point to a house: it is no mark itself, and few houses' names begin so."""
    begun = houses.get(name.written.removeprefix("by "), ())
    return first not in number_of and 0 < len(begun) <= MOST_HOUSES


def is_a_word(mark: str) -> bool:
    """Say whether a mark of one word (or of words tied by a hyphen, as Off-White) is made of dictionary words."""
    parts = words(mark)
    return (len(parts) == 1 or ("-" in mark and " " not in mark.strip())) and all(is_common_word(p) for p in parts)


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


def _goods(goods: pl.Series) -> tuple[pl.Series, pl.DataFrame]:
    """Return a number for the goods of each right, alike for alike goods, and the types that goods so numbered cover,
    with the broader ones that they may lie in (not `exact`)."""
    numbers: dict[tuple[str, ...], int] = {}
    told = [tuple(filter(None, texts or ())) for texts in goods.to_list()]
    numbered = [numbers.setdefault(texts, len(numbers)) for texts in told]
    rows: list[tuple[int, str, bool]] = []
    for texts, number in numbers.items():
        covered = _types(texts)
        broader = frozenset[str]().union(*(with_broader(name) for name in covered)) - covered
        rows += [(number, name, False) for name in sorted(broader)]
        rows += [(number, name, True) for name in sorted(covered)]
    return pl.Series("goods_number", numbered, dtype=pl.Int64), pl.DataFrame(rows, schema=GOODS, orient="row")
