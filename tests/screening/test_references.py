"""Whom do owners name as authorised sellers?"""

import polars as pl
import pytest

from counterfoil.screening.references import AUTHORISED, authorised
from counterfoil.tables.right import Right
from counterfoil.tables.seller import Seller
from screening.screened import HALVORSEN, Row, table

Pairs = list[tuple[str, str, bool]]


def pairs(listed: list[str] | None, sellers: list[Row]) -> Pairs:
    rights = table(Right, [{**HALVORSEN, "authorised_sellers": listed}])
    found = authorised(rights, table(Seller, sellers))
    assert found.schema == AUTHORISED
    return found.rows()


FJORD: Row = {"id": "s-9", "name": "Fjord Outfitters LLC"}


@pytest.mark.parametrize(
    ("listed", "sellers", "expected"),
    [
        (None, [FJORD], []),
        ([], [FJORD], []),
        (["s-9"], [], [("r-1", "s-9", True)]),
        (["s-9"], [FJORD], [("r-1", "s-9", True)]),
        (["fjord outfitters, llc"], [FJORD], [("r-1", "fjord outfitters, llc", True), ("r-1", "s-9", True)]),
        (["..."], [{"id": "s-1", "name": "–"}], [("r-1", "...", True)]),
        (["s-9"], [FJORD, {"id": "s-2", "name": "S9"}], [("r-1", "s-9", True)]),
    ],
)
def test_sellers_are_named_by_id_or_by_a_name_that_one_account_bears(
    listed: list[str] | None, sellers: list[Row], expected: Pairs
) -> None:
    assert sorted(pairs(listed, sellers)) == sorted(expected)


def test_a_name_that_two_accounts_bear_is_not_sure() -> None:
    found = pairs(["Fjord Outfitters LLC"], [FJORD, {**FJORD, "id": "s-66"}])
    assert {(seller, sure) for _, seller, sure in found if seller.startswith("s-")} == {("s-9", False), ("s-66", False)}


def test_no_rights_name_nobody() -> None:
    assert authorised(Right.create_empty(), Seller.create_empty()).equals(pl.DataFrame(schema=AUTHORISED))
