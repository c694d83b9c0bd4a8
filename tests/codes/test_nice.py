import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import nice


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("25; 18", [18, 25]),
        ("25,18", [18, 25]),
        ("IC 025", [25]),
        ("025 018", [18, 25]),
        ("25/18/25", [18, 25]),
        ("Class 9", [9]),
        ("IC 025. US 022 039. G & S: shirts", [25]),
        ("25, 46, 0", [25]),
        ("2018", None),
        ("99999999999999999999", None),
        ("", None),
        (None, None),
    ],
)
def test_classes(text: str | None, classes: list[int] | None) -> None:
    assert _classes(text) == classes


@pytest.mark.parametrize(("number", "valid"), [(0, False), (1, True), (34, True), (45, True), (46, False)])
def test_45_classes_exist(number: int, valid: bool) -> None:
    assert nice.is_valid(number) == valid


@given(st.sets(st.integers(1, 45), min_size=1), st.sampled_from(["; ", ",", " ", " / "]))
def test_formatted_classes_read_back(numbers: set[int], separator: str) -> None:
    assert _classes(separator.join(nice.format(number) for number in numbers)) == sorted(numbers)


def _classes(text: str | None) -> list[int] | None:
    column = pl.DataFrame({"text": [text]}, schema={"text": pl.String}).select(nice.classes(pl.col("text")))
    assert column.dtypes == [pl.List(pl.Int64)]
    return column.to_series().to_list()[0]
