"""Where a registration holds, by its office or territory."""

import pytest

from counterfoil.codes.mark_territory import UNION, countries


@pytest.mark.parametrize(
    ("territory", "codes"),
    [
        ("US", ("US",)),
        ("USPTO", ("US",)),
        ("us; ca", ("US", "CA")),
        ("BX", ("BE", "LU", "NL")),
        ("United States", ("US",)),
        ("CNIPA", ("CN",)),
        ("WO", ()),  # an international registration does not tell where it holds
        ("US, WO", ()),
        ("", ()),
    ],
)
def test_countries(territory: str, codes: tuple[str, ...]) -> None:
    assert countries(territory) == codes


@pytest.mark.parametrize("territory", ["EM", "EU", "EUIPO"])
def test_a_mark_of_the_union_holds_in_27_states(territory: str) -> None:
    assert countries(territory) == UNION
    assert len(UNION) == 27
    assert not {"GB", "CH", "NO"} & set(UNION)
