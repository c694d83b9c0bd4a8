"""Spellings of one business meet under its key; other businesses do not."""

import pytest

from counterfoil.text.names.business import business_key

SPELLINGS = ["Golden Reed General Trading FZE", "Golden Reed Gen. Trading FZE", "Goldenreed Trading", "GOLDEN REED LLC"]


@pytest.mark.parametrize("name", SPELLINGS)
def test_spellings_of_one_business_have_one_key(name: str) -> None:
    assert business_key(name) == "goldenreed"


def test_a_name_of_general_words_alone_is_kept_whole() -> None:
    assert business_key("General Trading Store") not in ("", business_key("Import Export"))


def test_another_business_has_another_key() -> None:
    assert business_key("Golden Weed Trading") != "goldenreed"
