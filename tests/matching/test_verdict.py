"""What follows from every pair of grades, for every status of the goods that are looked for?"""

import itertools

import polars as pl
import pytest

from counterfoil.matching.verdict import (
    BY_GRADES,
    CONTRADICTED,
    EXAMINE,
    GENUINE_STOCK,
    IDENTICAL,
    NO_ACTION,
    NONE,
    OFFENDING,
    POSSIBLE,
    SAME,
    verdict,
)
from counterfoil.tables.goods import STATUSES
from counterfoil.tables.match import PRODUCT_GRADES, SOURCE_GRADES

PAIRS = list(itertools.product(PRODUCT_GRADES, SOURCE_GRADES))
EVERY = list(itertools.product(PRODUCT_GRADES, SOURCE_GRADES, [*STATUSES, None]))


def judged(product: str, source: str, status: str | None) -> str:
    row = pl.DataFrame(
        {"product_grade": [product], "source_grade": [source], "status": [status]},
        schema_overrides={"status": pl.String},
    )
    return str(row.select(verdict(pl.col("status"))).item())


def test_all_grades_have_their_verdict() -> None:
    assert set(BY_GRADES) == set(itertools.product(PRODUCT_GRADES, SOURCE_GRADES))


@pytest.mark.parametrize(("product", "source", "status"), EVERY)
def test_only_confirmed_goods_of_one_product_and_one_source_are_offending(
    product: str, source: str, status: str | None
) -> None:
    is_offending = (product, source, status) == (IDENTICAL, SAME, "confirmed counterfeit")
    assert (judged(product, source, status) == OFFENDING) == is_offending


@pytest.mark.parametrize(("product", "source"), PAIRS)
def test_goods_that_are_only_suspected_ask_for_no_more_than_a_look(product: str, source: str) -> None:
    confirmed = judged(product, source, "confirmed counterfeit")
    for status in ("suspected", None):
        assert judged(product, source, status) == (EXAMINE if confirmed == OFFENDING else confirmed)


def test_one_product_from_elsewhere_is_at_most_examined() -> None:
    assert [judged(IDENTICAL, source, "confirmed counterfeit") for source in (POSSIBLE, NONE)] == [EXAMINE, EXAMINE]
    assert judged(IDENTICAL, CONTRADICTED, "confirmed counterfeit") == GENUINE_STOCK


@pytest.mark.parametrize(("product", "source"), PAIRS)
def test_what_is_held_against_genuine_goods_is_left_alone(product: str, source: str) -> None:
    both = (product, source) == (IDENTICAL, SAME)
    assert judged(product, source, "genuine") == (GENUINE_STOCK if both else NO_ACTION)
