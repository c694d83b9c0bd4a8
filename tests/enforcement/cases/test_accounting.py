"""Rows in = rows used + rows left out, and each of these has its reason."""

import pytest

from counterfoil.enforcement.cases.accounting import NO_CASE, NOBODYS, accounted
from counterfoil.enforcement.cases.build import build
from counterfoil.tables.goods import Goods
from counterfoil.tables.link import Link
from counterfoil.tables.match import Match
from counterfoil.tables.offer import Offer
from enforcement.cases.drawn_runs import item, link, match, offer, runs, table

GIVEN = runs(
    offers=runs().offers.vstack(table(Offer, offer("o-9", None))),  # type: ignore[arg-type]
    links=table(Link, link("a", "b", 3000), link("a", "d", 100, "possible"), link("b", "c", 1, "not the same")),
    matches=table(
        Match,
        *(match("i-1", "identical offending goods"), match("i-1", "genuine stock", "g-2"), match("i-2", "examine")),
        *(match("i-3", "genuine stock"), match("i-4", "no action")),
    ),
    items=table(Goods, item("i-1", "a"), item("i-2", None), item("i-3", "d"), item("i-4", "a")),
)


def test_each_row_is_used_or_has_its_reason() -> None:
    found = {one.table: one for one in accounted(build(GIVEN).accounts, GIVEN)}
    assert found["offers"][1:] == (8, 5, {NO_CASE: 2, NOBODYS: 1})
    assert found["links"][1:] == (3, 1, {"that join no two accounts of a case": 1, "judged not the same": 1})
    assert found["matches"][1:] == (5, 2, {NOBODYS: 1, NO_CASE: 1, "with nothing to do": 1})
    assert set(found) == {"offers", "links", "matches"}


@pytest.mark.parametrize("least", ["review", "hold", "remove"])
def test_rows_in_are_rows_used_and_rows_left_out(least: str) -> None:
    for one in accounted(build(GIVEN, least=least).accounts, GIVEN):
        assert one.rows == one.used + sum(one.left_out.values())
