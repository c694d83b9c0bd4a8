"""A short code tells which file a paper goes with, and survives how people write it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes.short_code import SIGNS, is_same, short_code


@given(st.binary(max_size=64))
def test_a_code_is_the_first_fifty_bits_of_the_digest(data: bytes) -> None:
    code = short_code(data)
    number = 0
    for sign in code.replace("-", ""):
        number = number * 32 + SIGNS.index(sign)
    bits = bin(int(hashlib.sha256(data).hexdigest(), 16))[2:].zfill(256)
    assert number == int(bits[:50], 2)
    assert len(code) == 11
    assert code[5] == "-"


@pytest.mark.parametrize(
    ("written", "is_it"),
    [
        ("K0QF1-9MTXA", True),
        ("k0qf1 9mtxa", True),
        ("KOQFI9MTXA", True),  # O for 0, I for 1
        ("KOQFl9MTXA", True),
        ("K0QF1-9MTXB", False),
        ("K0QF1", False),
        ("", False),
    ],
)
def test_codes_are_compared_as_people_write_them(written: str, is_it: bool) -> None:
    assert is_same(written, "K0QF1-9MTXA") is is_it
