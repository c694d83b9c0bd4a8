"""Resolved parties: ids that stay, and a history of what was merged and split."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.linking.parties import NO_PARTIES, resolved_parties
from counterfoil.tables.resolved_party import ResolvedParty
from linking.market import seller, sellers

FIRST, SECOND, THIRD = dt.date(2026, 11, 1), dt.date(2026, 11, 8), dt.date(2026, 11, 15)
FIVE = sellers(*(seller(n) for n in range(1, 6)))


def parties(groups: list[int], previous: pl.DataFrame = NO_PARTIES, day: dt.date = FIRST) -> pl.DataFrame:
    return resolved_parties(FIVE, groups, previous, day=day)


def now(table: pl.DataFrame) -> dict[str, str]:
    return dict(table.filter(pl.col("until").is_null()).select("seller_id", "party_id").iter_rows())


def test_the_same_groups_give_the_same_table_with_or_without_an_earlier_run() -> None:
    first = parties([0, 0, 2, 2, 4])
    assert now(first)["s-1"] == now(first)["s-2"] != now(first)["s-3"]
    assert parties([0, 0, 2, 2, 4], first, SECOND).equals(first)
    assert now(parties([0, 0, 2, 2, 4], day=SECOND)) == now(first)


def test_of_two_parties_that_are_one_the_larger_keeps_its_id() -> None:
    first = parties([0, 0, 0, 3, 4])
    second = parties([0, 0, 0, 0, 4], first, SECOND)
    kept = now(first)["s-1"]
    assert now(second)["s-4"] == kept
    closed = second.filter(pl.col("until").is_not_null()).select("seller_id", "party_id", "until", "replaced_by").rows()
    assert closed == [("s-4", now(first)["s-4"], SECOND, kept)]
    joined = second.filter((pl.col("seller_id") == "s-4") & pl.col("until").is_null())
    assert joined["cause"].to_list() == ["merged"]


def test_a_party_that_is_two_keeps_its_id_where_most_of_it_is() -> None:
    first = parties([0, 0, 0, 0, 4])
    second = parties([0, 1, 1, 1, 4], first, SECOND)
    assert now(second)["s-2"] == now(first)["s-1"]
    assert now(second)["s-1"] not in set(now(first).values())
    assert second.filter((pl.col("seller_id") == "s-1") & pl.col("until").is_null())["cause"].item() == "split"
    third = parties([0, 0, 0, 0, 4], second, THIRD)
    assert now(third) == now(first)  # and one again


def test_accounts_that_are_not_in_this_run_stay_where_they_are() -> None:
    first = parties([0, 0, 2, 2, 4])
    rest = resolved_parties(FIVE.head(2), [0, 0], first, day=SECOND)
    assert rest.equals(first)


@given(st.lists(st.lists(st.integers(0, 4), min_size=5, max_size=5), min_size=1, max_size=4))
def test_every_history_satisfies_the_contract(runs: list[list[int]]) -> None:
    table = NO_PARTIES
    for days, groups in enumerate(runs):
        heads = [groups.index(group) for group in groups]
        table = parties(heads, table, FIRST + dt.timedelta(days))
        ResolvedParty.validate(table)
        current = now(table)
        for one, head in enumerate(heads):
            assert (current[f"s-{one + 1}"] == current["s-1"]) == (head == heads[0])


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0]])
def test_platforms_hang_on_the_party(order: list[int]) -> None:
    named = FIVE[order].with_columns(marketplace=pl.lit("Tidewater Market"), platform_id=pl.format("x-{}", "id"))
    table = resolved_parties(named, list(range(5)), NO_PARTIES, day=FIRST)
    assert table.select("platform", "platform_id").row(0) == ("Tidewater Market", "x-" + table["seller_id"][0])
