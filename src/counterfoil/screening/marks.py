"""Which marks do the rights speak of, by which names are they looked for, and which right covers which goods?

Rows of one mark and owner are one mark with several lines of goods: an offer is held against the line it belongs to.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from counterfoil.codes.product_type import goods_types, with_broader
from counterfoil.screening.told import Remembered, told_by
from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import Scanner, scanner_of

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


class Marks(NamedTuple):
    """What screening looks up: `names`, the index of all names; `marks`, one row per mark (MARK_COLUMNS); `rights` with
    `mark_number` and `goods_number`; `goods` (GOODS), the product types that goods so numbered cover or may lie in."""

    names: Scanner
    marks: pl.DataFrame
    rights: pl.DataFrame
    goods: pl.DataFrame


def build_marks(
    rights: pl.DataFrame,
    scanner_for: Callable[[Sequence[Name]], Scanner] = scanner_of,
    remembered: Remembered | None = None,
) -> Marks:
    """Return the lookups for a table of rights (contract Right); `scanner_for` may open an index built before.

    With `remembered`, what was worked out of rights before is not worked out anew: where few have changed, most of the
    work is saved, and the result is the same. It holds what these rights told afterwards.
    """
    told = _numbered(told_by(rights, remembered or Remembered()))
    keys = told.select("mark_number", key="keys").explode("key").unique("key", keep="first", maintain_order=True)
    houses = _houses_alone(told, keys)
    names = _names(told, keys, houses)
    marks = _marks(rights, told, pl.concat([keys, houses.select(keys.columns)]))
    goods_numbers, goods = _goods(rights["goods"])
    return Marks(scanner_for(names), marks, rights.with_columns(told["mark_number"], goods_numbers), goods)


def _numbered(told: pl.DataFrame) -> pl.DataFrame:
    """Return what rights tell with `mark_number`; `is_first` says which right of a mark comes first, and it is a word
    (`is_word`) where any of them says so."""
    of_mark = ("key", "owner_key")
    rows = told.with_row_index("row").with_columns(
        first=pl.col("row").first().over(of_mark), is_word=pl.col("is_word").any().over(of_mark)
    )
    is_first = pl.col("row") == pl.col("first")
    numbers = (is_first.cum_sum().cast(pl.Int64) - 1).gather("first")
    return rows.with_columns(is_first=is_first, mark_number=numbers).drop("first")


def _houses_alone(told: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Return `row`, `mark_number`, `key` and `house` of house marks that no right protects, numbered after the marks;
    `row` is the first right that gives it."""
    given = told.filter(pl.col("house") != "").select("row", "house", key="house_key")
    alone = given.unique("key", keep="first", maintain_order=True).join(
        keys, on="key", how="anti", maintain_order="left"
    )
    first_free = int(told["is_first"].sum())
    return alone.with_columns(mark_number=pl.int_range(first_free, first_free + pl.len(), dtype=pl.Int64))


def _names(told: pl.DataFrame, keys: pl.DataFrame, houses: pl.DataFrame) -> list[Name]:
    """Return all names to look for: of each right, after the house that it is the first to give."""
    name = ("written", "kind", "first_name")
    own = told.select("row", "mark_number", *name).explode(name)
    of_houses = houses.select("row", "mark_number", written="house", kind=pl.lit("mark"), first_name=pl.lit(""))
    in_order = pl.concat([of_houses, own]).sort("row", maintain_order=True)
    names = in_order.unique(["mark_number", "written", "kind"], keep="first", maintain_order=True)
    # "by" and a first name point to a house: it is no mark itself, and few houses' names begin so
    is_known = pl.col("first_name").is_in(pl.concat([keys["key"], houses["key"]]).implode())
    begins = pl.col("written").str.strip_prefix("by ").is_in(_first_words(told).implode())
    looked_for = names.filter((pl.col("kind") != "first_name") | (begins & ~is_known))
    columns = (looked_for[column].to_list() for column in ("mark_number", "written", "kind"))
    return list(map(Name._make, zip(*columns, strict=True)))


def _first_words(told: pl.DataFrame) -> pl.Series:
    """Return the first words of names that go on with a name, of few owners each."""
    begun = told.select("begun", "owner_key").explode("begun").drop_nulls().unique()
    return begun.group_by("begun").len().filter(pl.col("len") <= MOST_HOUSES)["begun"]


def _marks(rights: pl.DataFrame, told: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """Return one row per mark, by the first right of it; `numbers` are those of the marks that keys name."""
    of_key = numbers.select(house_key="key", house_number="mark_number")
    rows = told.with_columns(rights["mark", "owner"]).filter("is_first")
    rows = rows.join(of_key, on="house_key", how="left", maintain_order="left")
    is_own = pl.col("house_key") == pl.col("key")  # a house mark given as its own house mark says nothing
    says = pl.when(~is_own & (pl.col("house") != ""))
    return rows.select(
        *("mark_number", "mark", "owner", "owner_key", "is_word"),
        mark_key="key",
        house_number=pl.when(~is_own).then("house_number"),
        house_mark=says.then("house"),
        house_key=says.then("house_key"),
    ).select(list(MARK_COLUMNS))


@lru_cache(maxsize=10_000)
def _types(goods: tuple[str, ...]) -> frozenset[str]:
    """Return the types that goods cover: most rights of a list say one of a few hundred things, or nothing."""
    return goods_types(list(goods))


def _goods(goods: pl.Series) -> tuple[pl.Series, pl.DataFrame]:
    """Return a number for the goods of each right, alike for alike goods, and the types that goods so numbered cover,
    with the broader ones that they may lie in (not `exact`)."""
    lists = pl.DataFrame({"goods": goods}).with_row_index("row")
    firsts = lists.select(pl.col("row").first().over("goods")).to_series()
    apart = lists.filter(firsts == lists["row"])
    told = [tuple(filter(None, texts or ())) for texts in apart["goods"].to_list()]
    numbers = {texts: number for number, texts in enumerate(dict.fromkeys(told))}
    numbered = firsts.replace_strict(apart["row"], [numbers[texts] for texts in told], return_dtype=pl.Int64)
    rows: list[tuple[int, str, bool]] = []
    for texts, number in numbers.items():
        covered = _types(texts)
        broader = frozenset[str]().union(*(with_broader(name) for name in covered)) - covered
        rows += [(number, name, False) for name in sorted(broader)]
        rows += [(number, name, True) for name in sorted(covered)]
    return numbered.cast(pl.Int64).alias("goods_number"), pl.DataFrame(rows, schema=GOODS, orient="row")
