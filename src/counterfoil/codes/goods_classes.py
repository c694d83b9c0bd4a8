"""Do an offer's goods lie in the classes that a mark is registered for?

Services (classes 35 to 45) say nothing about goods: a retailer's mark in class 35 may stand on anything. Some classes
hold goods that the same makers sell and the same shops offer; between those a difference says nothing either
(similar goods: CJEU C-39/97, Canon v Cannon, paragraph 23).
Source: WIPO Nice Classification, https://www.wipo.int/classifications/nice/.
"""

from functools import cache, lru_cache, reduce
from operator import or_

import polars as pl

from counterfoil.codes.google_category import category_classes
from counterfoil.codes.nice import FIRST_SERVICE, bits
from counterfoil.codes.product_type import nice_class
from counterfoil.codes.product_vocabulary import vocabulary
from counterfoil.few_rows.table import table

MOST_KEPT = 4_096  # different lists of classes or types: registers repeat them
SERVICES = bits(range(FIRST_SERVICE, 46))
# Classes whose goods come from one maker so often that lying in the other one is no contradiction.
RELATED = ((3, 5), (7, 8), (14, 18), (18, 25), (25, 28), (29, 30), (30, 32), (20, 24), (11, 21), (2, 9), (7, 12))
_PAIRS = [bits(pair) for pair in RELATED]
FURTHER = {"smartwatch": 14}  # types whose goods are registered in a second class as often


def offer_classes(goods_types: pl.Series, categories: pl.Series) -> pl.Series:
    """Return, for each offer, the set of Nice classes that its goods may lie in, as bits, or null where nothing tells.

    The product type says more than the Google category where that holds its class too; where the two differ, either
    may be right.
    """
    told = table([goods_types.alias("goods_type"), category_classes(categories).alias("of_category")])
    return told.select(_classes())["offer_classes"]


@cache
def _classes() -> pl.Expr:
    types = vocabulary().types.values()
    numbers = {one.name: bits([one.nice_class, FURTHER.get(one.name, one.nice_class)]) for one in types}
    of_type = pl.col("goods_type").replace_strict(numbers, default=None, return_dtype=pl.Int64)
    differ = (of_type & pl.col("of_category")) == 0  # no class in common
    both = pl.when(differ).then(of_type | pl.col("of_category"))
    return pl.coalesce(both, of_type, "of_category").alias("offer_classes")


def right_classes(nice_classes: pl.Series, goods_types: pl.Series) -> pl.Series:
    """Return, for each right, the set of the Nice classes of goods that it gives, or else of those that its goods
    (lists of product types) lie in, as bits; null where it gives neither."""
    lists = zip(nice_classes.to_list(), goods_types.to_list(), strict=True)
    found = [_given(tuple(numbers or ())) or _typed(tuple(names or ())) or None for numbers, names in lists]
    return pl.Series(found, dtype=pl.Int64)


@lru_cache(maxsize=MOST_KEPT)
def _given(numbers: tuple[int | None, ...]) -> int:
    return bits(number for number in numbers if number) & ~SERVICES


@lru_cache(maxsize=MOST_KEPT)
def _typed(names: tuple[str, ...]) -> int:
    return bits(filter(None, map(nice_class, names)))


def with_related(classes: pl.Series) -> pl.Series:
    """Return, for each set of classes, the same with those added that RELATED ties to one of it."""
    distinct = classes.drop_nulls().unique()
    return classes.replace_strict(distinct, pl.Series([_with_related(one) for one in distinct], dtype=pl.Int64))


def _with_related(classes: int) -> int:
    return reduce(or_, [pair for pair in _PAIRS if pair & classes], classes)
