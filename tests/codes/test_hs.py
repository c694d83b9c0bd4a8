"""Customs codes: as written, as tariffs print them, and whole columns."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import hs


@pytest.mark.parametrize(
    ("text", "normal", "printed"),
    [
        ("6404.11.00", "64041100", "6404.11.00"),
        ("640411", "640411", "6404.11"),
        (" 6404 11 ", "640411", "6404.11"),
        ("HS 6404.11", "640411", "6404.11"),
        ("3920.43.10.00", "3920431000", "3920.43.10.00"),
        ("64", "64", "64"),
        ("770100", "", ""),
        ("000100", "", ""),
        ("64041", "", ""),
        ("shoes", "", ""),
        ("", "", ""),
    ],
)
def test_codes(text: str, normal: str, printed: str) -> None:
    assert (hs.normalise(text), hs.format(text), hs.is_valid(text)) == (normal, printed, normal != "")


def test_nations_codes_compare_by_their_first_six_digits() -> None:
    column = pl.DataFrame({"hs": ["6404.11.90.20", "640411", "6404", "77.01.10", "shoes", None]})
    assert column.select(hs.subheading(pl.col("hs"))).to_series().to_list() == [
        "640411",
        "640411",
        None,
        None,
        None,
        None,
    ]


@given(st.text(alphabet="0123456789. ", max_size=14))
def test_the_column_reads_what_the_text_reads(text: str) -> None:
    normal = hs.normalise(text)
    column = pl.DataFrame({"hs": [text]}).select(hs.subheading(pl.col("hs"))).item()
    assert column is None or normal == "" or column == normal[:6]
    assert normal == "" or len(normal) < 6 or column == normal[:6]
