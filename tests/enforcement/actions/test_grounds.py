"""A right holds in its territory: no law of the Union is broken by goods under a mark of another country."""

import pytest

from counterfoil.enforcement.actions.grounds import CLAUSE, GROUNDS, ILLEGAL, TERMS, ground_in


@pytest.mark.parametrize(
    ("territories", "legal_ground"),
    [(["US"], TERMS), ([], TERMS), (["GB", "NO"], TERMS), (["DE"], ILLEGAL), (["US", "FR"], ILLEGAL)],
)
def test_what_is_broken_follows_from_where_the_right_is_in_force(territories: list[str], legal_ground: str) -> None:
    found = ground_in("counterfeit", territories)
    assert found.legal_ground == legal_ground
    assert found.provision == (GROUNDS["counterfeit"].provision if legal_ground == ILLEGAL else CLAUSE)
