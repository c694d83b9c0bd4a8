"""What does each right tell of its mark, whatever the other rights tell? Not worked out anew for rights that stay."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any

import polars as pl

from counterfoil.codes.product_type import product_types
from counterfoil.tables.right import Right
from counterfoil.text.tokens import key, words
from counterfoil.text.words import is_common_word

SHORTEST_REMAINDER = 6  # letters left of a line's name without its house mark ("Bleu de"), else it says nothing
SHORTEST_FIRST_NAME = 4  # letters of a first name looked for after "by"

TOLD_BY = ("mark", "owner", "house_mark", "common_word", "aliases")  # columns of a right that tell of its mark
# `keys` are those of the mark and its aliases. Of each name how it is written, its kind, and of a first name its key;
# `begun` are the first words of names that go on with a name.
TOLD = {
    "key": pl.String(),
    "owner_key": pl.String(),
    "is_word": pl.Boolean(),
    "house": pl.String(),
    "house_key": pl.String(),
    "keys": pl.List(pl.String),
    "written": pl.List(pl.String),
    "kind": pl.List(pl.String),
    "first_name": pl.List(pl.String),
    "begun": pl.List(pl.String),
}
Row = tuple[Any, ...]  # of TOLD_BY


@dataclass
class Remembered:
    """Rights as they were last, by the columns TOLD_BY, and what each of them told (TOLD)."""

    rights: pl.DataFrame = field(default_factory=lambda: Right.create_empty().select(TOLD_BY))
    told: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=TOLD))


def told_by(rights: pl.DataFrame, remembered: Remembered) -> pl.DataFrame:
    """Return what each right tells (TOLD). That, and nothing else, is remembered afterwards.

    Rights that stay at both ends of the list are not read again; what lies between is looked up by what it says.
    """
    now, before = rights.select(TOLD_BY), remembered.rights
    least = min(now.height, before.height)
    head = _alike(now.head(least), before.head(least))
    tail = _alike(now.tail(least - head).reverse(), before.tail(least - head).reverse())
    changed, former = (rows.slice(head, rows.height - head - tail) for rows in (now, before))
    between = _looked_up(changed, former, remembered.told.slice(head, former.height))
    told = pl.concat([remembered.told.head(head), between, remembered.told.tail(tail)], rechunk=True)
    remembered.rights, remembered.told = now, told
    return told


def _alike(one: pl.DataFrame, other: pl.DataFrame) -> int:
    """Return how many rows from the first on are the same in two tables of one height."""
    same = reduce(and_, (one[name].eq_missing(other[name]) for name in TOLD_BY))
    differ = (~same).arg_true()
    return int(differ[0]) if len(differ) else one.height


def _looked_up(rights: pl.DataFrame, known: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Return what rights tell; `told` is what the `known` ones do."""
    places = {row: place for place, row in enumerate(_rows(known))}
    new: dict[Row, int] = {}
    asked = [places[row] if row in places else new.setdefault(row, known.height + len(new)) for row in _rows(rights)]
    return told.vstack(_worked_out(list(new)))[asked]


def _rows(rights: pl.DataFrame) -> Iterable[Row]:
    *others, aliases = (rights[name].to_list() for name in TOLD_BY)
    return zip(*others, (tuple(filter(None, names or ())) for names in aliases), strict=True)


def _worked_out(rows: list[Row]) -> pl.DataFrame:
    said = [[words(name) for name in (row[0], *row[-1])] for row in rows]
    after = pl.Series([" ".join(one[1:]) for names in said for one in names], dtype=pl.String)
    is_goods = iter(product_types(after).is_not_null().to_list())
    told = []
    for row, names in zip(rows, said, strict=True):
        # Hasbro Games goes on with goods: its first word is the house's whole name
        goes_on = [not next(is_goods) and len(one) > 1 for one in names]
        begun = [one[0] for one, holds in zip(names, goes_on, strict=True) if holds]
        told.append(_of_right(row, names, begun))
    columns = zip(*told, strict=True) if told else [()] * len(TOLD)
    return pl.DataFrame([pl.Series(name, one, TOLD[name]) for name, one in zip(TOLD, columns, strict=True)])


def _of_right(row: Row, said: list[list[str]], begun: list[str]) -> tuple[Any, ...]:
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
    keys = ["".join(one) for one in said]
    return (keys[0], key(owner), is_word, house, key(house), keys, *map(list, zip(*names, strict=True)), begun)


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
