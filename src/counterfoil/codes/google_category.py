"""In which Nice classes lie the goods of a Google product category? Several are possible, and none may be known.

The tables stand in google_categories/: classes.csv is our own reading of the categories by the class headings and
explanatory notes of the Nice Classification; below.csv (written by tools/google_categories.py) holds the numbers of
the narrower categories, and top_names.csv what the top ones are called in other languages.
Sources: Google product taxonomy of 2021-09-21, https://support.google.com/merchants/answer/6324436; WIPO Nice
Classification, NCL (12-2026), https://www.wipo.int/classifications/nice/.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polars as pl

from counterfoil.few_rows.column import Column

_TABLES = Path(__file__).with_name("google_categories")
_NUMBER = re.compile(r"\s*([0-9]+)\b")
_NAMES = ";"  # parts the names of one category in top_names.csv


def category_classes(categories: pl.Series) -> pl.Series:
    """Return, for each category (its number, or its path in one of the known languages), the set of Nice classes of
    its goods as bits (`nice.bits`), or null where the category is none that is known."""
    if isinstance(categories, Column):
        return categories.each(_bits_of, pl.Int64())
    distinct = categories.drop_nulls().unique()
    found = pl.Series([_bits_of(category) for category in distinct], dtype=pl.Int64)
    return categories.replace_strict(distinct, found, default=None, return_dtype=pl.Int64)


def _bits_of(category: str) -> int | None:
    number = _NUMBER.match(category)
    if number:
        return _by_number().get(number[1])
    steps = [" ".join(step.casefold().split()) for step in category.split(">")]
    known = (_by_path().get(tuple(steps[:length])) for length in range(len(steps), 0, -1))
    return next((bits for bits in known if bits is not None), None)


@cache
def _by_number() -> dict[str, int]:
    known = {row["id"]: sum(1 << int(number) for number in row["classes"].split()) for row in _rows("classes.csv")}
    return known | {number: known[row["id"]] for row in _rows("below.csv") for number in row["below"].split()}


@cache
def _by_path() -> dict[tuple[str, ...], int]:
    known = _by_number()
    paths = {tuple(row["category"].casefold().split(" > ")): known[row["id"]] for row in _rows("classes.csv")}
    names = {(name.strip(),): known[row["id"]] for row in _rows("top_names.csv") for name in row["names"].split(_NAMES)}
    return names | paths


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_TABLES / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
