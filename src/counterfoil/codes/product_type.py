"""What kind of goods does a text speak of, and do an owner's goods cover it?

English titles put the thing sold last in its phrase: a "phone case for iPhone" is a case, a "watch box" is no
watch (head-final compounds: Huddleston & Pullum, The Cambridge Grammar of the English Language, chapter 19).
So the last term before "for", "with", "by" or a comma counts. The terms stand in product_types/.
"""

import re
from functools import cache

import numpy as np
import polars as pl

from counterfoil.codes.kernel_product import NONE, Numbers, types_in
from counterfoil.codes.product_tables import product_tables, type_names
from counterfoil.codes.product_vocabulary import fold, vocabulary
from counterfoil.few_rows.column import are_few, few_of
from counterfoil.few_rows.utf8 import bytes_of

FIRST_BEYOND_ASCII = 128
_GOODS_JOINTS = re.compile(r"[,;/&|]|\band\b|\bor\b|\bnamely\b|\bund\b|\bet\b|\by\b")


def product_types(texts: pl.Series) -> pl.Series:
    """Return, for each text, the name of the product type it speaks of, or null where it names none.

    The rule: the last term before a word that opens another phrase counts, in the first phrase that has one; see
    tests/reference/product_types.py, which says it in plain Python.
    """
    data, offsets = bytes_of(texts)
    if data.max(initial=0) < FIRST_BEYOND_ASCII:
        return _named(types_in(data, offsets, product_tables()), texts.name)
    texts = texts.fill_null("")
    is_ascii = texts.str.len_bytes() == texts.str.len_chars()
    numbers = np.full(len(texts), NONE)
    numbers[is_ascii.to_numpy()] = _types_in(texts.filter(is_ascii))
    folded = [fold(text) for text in texts.filter(~is_ascii)]
    numbers[~is_ascii.to_numpy()] = _types_in(pl.Series(folded, dtype=pl.String))
    return _named(numbers, texts.name)


def _named(numbers: Numbers, name: str) -> pl.Series:
    names = _names()
    found = few_of(names, numbers.tolist()) if are_few(len(numbers)) else names[numbers]
    return found.alias(name)


@cache
def _names() -> pl.Series:
    return pl.Series([*type_names(), None])  # NONE is −1, the last


def _types_in(folded: pl.Series) -> Numbers:
    return types_in(*bytes_of(folded), product_tables())


def covers(goods: str, product_type: str) -> bool:
    """Return whether goods such as "clothing" or "watches and jewellery" include the product type."""
    return product_type in goods_types([goods])


def goods_types(goods: list[str]) -> frozenset[str]:
    """Return the names of all product types that the goods of a right include; unknown goods include none."""
    pieces = [piece for text in goods for piece in _GOODS_JOINTS.split(fold(text))]
    named = frozenset(product_types(pl.Series(pieces, dtype=pl.String)).drop_nulls())
    return frozenset(name for name in vocabulary().types if not named.isdisjoint(with_broader(name)))


def nice_class(product_type: str) -> int | None:
    """Return the Nice class of a product type, or None where there is no such type."""
    known = vocabulary().types.get(product_type)
    return known.nice_class if known else None


@cache
def with_broader(name: str) -> frozenset[str]:
    """Return a product type's name and those of every broader type it belongs to: hoodie → hoodie, clothing."""
    broader = vocabulary().types[name].broader
    return frozenset({name}) | (with_broader(broader) if broader else frozenset())
