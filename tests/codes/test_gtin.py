"""GTINs against the published examples and against python-stdnum, written by others."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from counterfoil.codes import gtin

# as written, 14 digits or null, bad check digit, restricted
TABLE = [
    ("4006381333931", "04006381333931", False, False),
    ("4006381333930", "04006381333930", True, False),
    ("'4006381333931", "04006381333931", False, False),
    ('="4006381333931"', "04006381333931", False, False),
    ("4006381333931.0", "04006381333931", False, False),
    ("4006-3813 33931", "04006381333931", False, False),
    ("４００６３８１３３３９３１", "04006381333931", False, False),
    ("14006381333938", "14006381333938", False, False),
    ("036000291452", "00036000291452", False, False),
    ("96385074", "00000096385074", False, False),
    ("96385075", "00000096385075", True, False),
    ("2000000000008", "02000000000008", False, True),
    ("0200000000004", "00200000000004", False, True),
    ("400000000008", "00400000000008", False, True),
    ("20000004", "00000020000004", False, True),
    ("0000000000000", None, False, False),
    ("4.00638E+12", None, False, False),
    ("12345", None, False, False),
    ("40063813339310000", None, False, False),
    ("does not apply", None, False, False),
    ("", None, False, False),
    (None, None, False, False),
]


def test_columns() -> None:
    column = pl.DataFrame(TABLE, schema=["gtin", "normalised", "bad", "restricted"], orient="row")
    read = column.select(
        normalised=gtin.normalised(pl.col("gtin")),
        bad=gtin.has_bad_check_digit(pl.col("gtin")),
        restricted=gtin.is_restricted(pl.col("gtin")),
    )
    assert read.rows() == column.drop("gtin").rows()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("04006381333931", "4006381333931"),
        ("00000096385074", "96385074"),
        ("00036000291452", "036000291452"),
        ("14006381333938", "14006381333938"),
        ("n/a", ""),
    ],
)
def test_format_prints_the_shortest_length(text: str, printed: str) -> None:
    assert gtin.format(text) == printed


@given(st.sampled_from(gtin.LENGTHS).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length)))
def test_agrees_with_stdnum(digits: str) -> None:
    expected = ean.is_valid(digits) and digits.strip("0") != ""
    assert gtin.is_valid(digits) == expected
    column = pl.DataFrame({"gtin": [digits]})
    assert column.select(gtin.has_bad_check_digit(pl.col("gtin"))).item() != ean.is_valid(digits)
    assert column.select(gtin.normalised(pl.col("gtin"))).item() == (
        gtin.normalise(digits) if digits.strip("0") else None
    )


@given(st.text("0123456789 -–−.'=x", max_size=24))
def test_the_column_reads_what_the_text_reads(text: str) -> None:
    column = pl.DataFrame({"gtin": [text]}).select(
        normalised=gtin.normalised(pl.col("gtin")), bad=gtin.has_bad_check_digit(pl.col("gtin"))
    )
    normalised, is_bad = column.row(0)
    assert normalised in (None, gtin.normalise(text))
    assert gtin.is_valid(text) == (normalised is not None and not is_bad)


@given(st.text("0123456789", min_size=7, max_size=13))
def test_a_computed_check_digit_holds_and_no_other_does(body: str) -> None:
    digits = body + ean.calc_check_digit(body)
    other = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert gtin.is_valid(digits) == (len(digits) in gtin.LENGTHS and body.strip("0") != "")
    assert not gtin.is_valid(other)


@given(st.text(max_size=30))
def test_any_text_normalises_to_14_digits_or_nothing(text: str) -> None:
    normalised = gtin.normalise(text)
    assert normalised == "" or (len(normalised) == gtin.LENGTH and normalised.isdecimal())
    assert gtin.normalise(normalised) == normalised
