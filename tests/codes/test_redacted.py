"""No more than the last four characters of a number are ever shown."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes.redacted import HIDDEN, LONG_ENOUGH, last_four


def shown(number: str | None) -> str | None:
    found: str | None = pl.DataFrame({"n": [number]}, schema={"n": pl.String}).select(last_four("n")).item()
    return found


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("123-45-6789", "••6789"),
        ("DE89 3704 0044 0532 0130 00", "••3000"),
        ("1234567", "••"),
        ("12-34-56-7", "••"),
        ("", "••"),
        (None, None),
    ],
)
def test_what_is_shown(number: str | None, expected: str | None) -> None:
    assert shown(number) == expected


@given(st.text(max_size=40))
def test_never_more_than_four_characters_nor_any_of_a_short_number(number: str) -> None:
    told = shown(number)
    assert told is not None
    left = told.removeprefix(HIDDEN)
    assert len(left) <= 4
    assert not left or sum(1 for letter in number if letter.isalnum()) >= LONG_ENOUGH
