"""Ranges of serial and lot numbers, against counting one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import serials


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("100-199", "100..199"),
        ("SN0100..SN0199", "SN0100..SN0199"),
        ("HS2608A to HS2608F", "HS2608A..HS2608F"),
        ("HS2608A – HS2608C", "HS2608A..HS2608C"),
        ("HS-2608", "HS-2608"),
        ("0821", "0821"),
        ("A-1 - A-9", "A-1..A-9"),
        ("199-100", "199-100"),
        ("200 to 100", ""),
        ("A1 to B2", ""),
        ("1 to 2 to 3", ""),
        ("", ""),
    ],
)
def test_ranges(text: str, normal: str) -> None:
    assert serials.normalise(text) == normal
    assert serials.is_valid(text) == (normal != "")


@pytest.mark.parametrize(
    ("text", "number", "within"),
    [
        ("100-199", "150", True),
        ("100-199", "0150", False),
        ("100-199", "200", False),
        ("SN0100..SN0199", "sn0101", True),
        ("SN0100..SN0199", "SX0101", False),
        ("HS2608A to HS2608F", "HS2608C", True),
        ("HS2608A to HS2608F", "HS2608G", False),
        ("9-12", "10", True),
        ("0821", "0821", True),
        ("0821", "0822", False),
    ],
)
def test_what_lies_in_a_range(text: str, number: str, within: bool) -> None:
    found = serials.parse(text)
    assert found is not None
    assert serials.contains(found, number) == within


@given(st.integers(1, 400), st.integers(0, 60), st.integers(1, 500))
def test_a_range_of_plain_numbers_is_counting(first: int, more: int, number: int) -> None:
    found = serials.parse(f"{first} to {first + more}")
    assert found is not None
    assert serials.contains(found, str(number)) == (first <= number <= first + more)


@given(st.text(max_size=20))
def test_any_text_is_a_range_or_none(text: str) -> None:
    assert serials.is_valid(text) == (serials.parse(text) is not None)


@pytest.mark.parametrize(
    ("known", "asked", "relation"),
    [
        ("SN0100..SN0199", "SN0150..SN0160", "inside"),
        ("SN0100..SN0199", "sn0150", "inside"),
        ("SN0100..SN0199", "SN0190..SN0210", "overlapping"),
        ("SN0150..SN0160", "SN0100..SN0199", "overlapping"),
        ("SN0100..SN0199", "SN0200..SN0299", "outside"),
        ("SN0100..SN0199", "SN150", ""),
        ("SN0100..SN0199", "SX0150", ""),
        ("SN0100..SN0199", "unknown", ""),
        ("0412", "0412", "inside"),
        ("0412", "0413", "outside"),
    ],
)
def test_how_two_ranges_lie_to_each_other(known: str, asked: str, relation: str) -> None:
    one, other = serials.parse(known), serials.parse(asked)
    assert one is not None
    assert other is not None
    assert serials.relation(one, other) == relation


@given(st.lists(st.integers(0, 999), min_size=4, max_size=4))
def test_two_ranges_lie_as_counting_says(ends: list[int]) -> None:
    low, high = sorted(ends[:2]), sorted(ends[2:])
    one, other = (serials.Range(f"A{first:03}", f"A{last:03}") for first, last in (low, high))
    known, asked = set(range(low[0], low[1] + 1)), set(range(high[0], high[1] + 1))
    expected = "inside" if asked <= known else "overlapping" if asked & known else "outside"
    assert serials.relation(one, other) == expected
