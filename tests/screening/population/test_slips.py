"""Slips of the keyboard, and words and names that are none."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.screening.population.slips import is_slip, slips


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("seald", True),  # sealed, a letter dropped
        ("shiping", True),  # shipping, one of two dropped
        ("werehouse", True),  # warehouse, replaced in a long word
        ("befor", True),
        ("orginal", True),
        ("recieve", True),  # swapped
        ("sealed", False),
        ("slimming", False),  # slim, its letter doubled by rule
        ("trousers", False),
        ("rabanne", False),
        ("layton", False),  # a name; Dayton is one, too
        ("hawas", False),  # hawks: a letter replaced in a short word
        ("edp", False),
        ("3.4", False),
        ("müsli", False),
        ("", False),
    ],
)
def test_a_slip_is_one_letter_from_a_common_word_and_no_word_itself(word: str, is_one: bool) -> None:
    assert (is_slip(word) if word else False) is is_one
    assert (word in slips(pl.Series([word]))) is is_one


@given(st.lists(st.text(max_size=12) | st.none(), max_size=20))
def test_any_text_is_accepted_and_each_slip_is_among_the_words(words: list[str | None]) -> None:
    clean = [None if word is None else word.encode("utf-8", "ignore").decode() for word in words]
    found = slips(pl.Series(clean, dtype=pl.String))
    assert set(found) <= set(clean)
    assert found.is_unique().all()
