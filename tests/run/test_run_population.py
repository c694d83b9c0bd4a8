"""Comparing all offers through files gives what a slow comparison of every pair gives, however the work is cut."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from counterfoil.run.population import buckets_at_once, compare, write_keys
from counterfoil.run.spill import BUCKETS
from counterfoil.screening.population import bestsellers, shared_texts, templates
from counterfoil.screening.population.comparisons import population_of
from reference import population as twin
from screening.screened import offers_of

HEADS = ("Sauvage spray", "Male cologne", "Red shoes")
TAILS = ("New In Seald Box", "new in  Seald box", "Fast Shiping From US", "Brand New Sealed In Box", "seald")
OFFERS = st.fixed_dictionaries(
    {
        "title": st.builds(" ".join, st.tuples(st.sampled_from(HEADS), st.sampled_from(TAILS))),
        "description": st.sampled_from([None, "one text of eight words in all here"]),
        "price": st.sampled_from([None, Decimal("9.99"), Decimal("10.05"), Decimal("20.00")]),
        "price_currency": st.just("USD"),
        "external_seller_id": st.sampled_from([None, *(f"s-{n}" for n in range(6))]),
        "item_location": st.sampled_from([None, "Reno", "Dayton, NJ", "dayton,nj", "Ely", "Fresno"]),
        "gtin": st.sampled_from([None, "9521011001028"]),
        "brand": st.sampled_from([None, "Orlune", "Skarv"]),
    }
)
CUT = st.tuples(st.integers(1, 7), st.integers(1, 5), st.randoms(use_true_random=False))


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"o-{n}", **row} for n, row in enumerate(rows)]


def cut(offers: pl.DataFrame, size: int) -> list[pl.DataFrame]:
    return [offers.slice(first, size) for first in range(0, offers.height, size)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(OFFERS, min_size=1, max_size=25).map(numbered), CUT)
def test_neither_pieces_nor_parts_nor_buckets_nor_order_change_the_table(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], how: tuple[int, int, Any]
) -> None:
    size, parts, chance = how
    expected = population_of(offers_of(*rows))
    chance.shuffle(rows)
    folders = []
    for part in cut(offers_of(*rows), -(-len(rows) // parts)):
        folders.append(tmp_path_factory.mktemp("keys"))
        write_keys(cut(part, size), folders[-1])
    assert compare(folders, total=len(rows), at_once=1 + 9 * size).equals(expected)


def ring() -> list[dict[str, Any]]:
    """Return offers in which every comparison marks some: a template, a set, and a text that was copied."""
    price = {"price": Decimal("9.99"), "price_currency": "USD"}
    template = [{"title": f"{head} New In Seald Box", "external_seller_id": f"s-{n}"} for n, head in enumerate(HEADS)]
    copied = [
        {"title": "Fjord trail running shoes blue for men size 42", "external_seller_id": f"s-{n}", **price}
        for n in range(4)
    ]
    return numbered(template + copied)


def test_the_ring_shows_every_kind_that_the_twin_knows() -> None:
    slow = (twin.template, twin.bestseller, twin.shared_text)
    assert [len(one(ring())) for one in slow] == [3, 4, 4]


@example(ring())
@given(st.lists(OFFERS, max_size=20).map(numbered))
def test_the_slow_twin_marks_the_same_offers(rows: list[dict[str, Any]]) -> None:
    table = population_of(offers_of(*rows))
    twins = {**dict.fromkeys([templates.KIND], twin.template)}
    twins |= {bestsellers.KIND: twin.bestseller, shared_texts.KIND: twin.shared_text}
    for kind, slow in twins.items():
        of_kind = table.filter((pl.col("kind") == kind) & (pl.col("field") == "title"))
        assert set(of_kind.select("kind", "offer_id", "offers", "accounts").rows()) == slow(rows), kind


def test_no_offers_give_an_empty_table(tmp_path: Path) -> None:
    assert write_keys([], tmp_path) == 0
    found = compare([tmp_path], total=0)
    assert found.is_empty()
    assert found.schema == population_of(offers_of()).schema


def test_as_many_buckets_are_grouped_at_once_as_fit() -> None:
    assert [buckets_at_once(widest, 1_000) for widest in (0, 1_000, 2_000, 10**9)] == [
        BUCKETS,
        BUCKETS,
        BUCKETS // 2,
        1,
    ]
