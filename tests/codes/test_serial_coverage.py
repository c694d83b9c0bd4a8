"""Do whole columns of serial numbers lie where `serials.contains` says that each lies?"""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import serials
from counterfoil.codes.serial_coverage import covered, is_range

NUMBERS = st.from_regex(r"(HS|hs|)[0-9]{0,3}(A|)", fullmatch=True).filter(bool)


def ranged(*ends: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame(
        {"gtin": ["1"] * len(ends), "serial_first": [a for a, _ in ends], "serial_last": [b for _, b in ends]}
    )


def asked(*numbers: str, gtin: str = "1") -> pl.DataFrame:
    return pl.DataFrame({"gtin": [gtin] * len(numbers), "serial": list(numbers)})


@given(
    ends=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=5),
    numbers=st.lists(NUMBERS, min_size=1, max_size=8),
)
def test_a_serial_is_covered_where_one_of_the_ranges_contains_it(
    ends: list[tuple[str, str]], numbers: list[str]
) -> None:
    table = ranged(*ends)
    good = table.filter(is_range(pl.col("serial_first"), pl.col("serial_last")))
    expected = [
        any(serials.contains(serials.Range(a, b), number) for _, a, b in good.iter_rows()) if good.height else None
        for number in numbers
    ]
    assert covered(asked(*numbers), good, ["gtin"]).to_list() == expected


@pytest.mark.parametrize(
    ("first", "last", "is_one"),
    [
        ("HS0001", "HS0480", True),
        ("9", "12", True),
        ("09", "12", True),
        ("09", "120", False),
        ("HS1", "XS9", False),
        ("7", "5", False),
        ("A", "A", True),
        ("HS", "HS2", False),
    ],
)
def test_ends_make_a_range_only_where_they_count_on(first: str, last: str, is_one: bool) -> None:
    assert ranged((first, last)).select(is_range(pl.col("serial_first"), pl.col("serial_last"))).item() is is_one


def test_nothing_is_said_of_goods_without_ranges() -> None:
    assert covered(asked("HS0001", gtin="2"), ranged(("HS0001", "HS0480")), ["gtin"]).to_list() == [None]
