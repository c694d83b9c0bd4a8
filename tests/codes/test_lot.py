"""Which spellings of a lot number are one, and which lots are none?"""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.codes import lot


def form(text: str | None) -> str | None:
    return pl.DataFrame({"lot": [text]}, schema={"lot": pl.String}).select(lot.normalised(pl.col("lot"))).item()


@pytest.mark.parametrize(
    ("one", "other"),
    [("0821", "821"), ("Lot 0821", "0821"), ("LOT NO. 0821", "0821"), ("hs2608a", "HS-2608 A"), ("26-0917", "260917")],
)
def test_spellings_of_one_lot_meet(one: str, other: str) -> None:
    assert form(one) == form(other) is not None


@pytest.mark.parametrize(
    ("one", "other"), [("0821", "8210"), ("HS2608A", "HS2607C"), ("A01", "A1"), ("917", "26-0917")]
)
def test_other_lots_stay_apart(one: str, other: str) -> None:
    assert form(one) != form(other)


@pytest.mark.parametrize("text", [None, "", " ", "-", "0", "0000", "n/a", "None", "mixed", "Lot ", "#"])
def test_what_names_no_lot_has_no_form(text: str | None) -> None:
    assert form(text) is None


def test_a_lot_that_begins_like_the_word_is_kept() -> None:
    assert form("LOT7") == "LOT7"
    assert form("Lotus-5") == "LOTUS5"


@pytest.mark.parametrize(("text", "short"), [("6A", True), ("917", True), ("0821", False), ("Lot 6A", True)])
def test_short_lots_are_told(text: str, short: bool) -> None:
    assert pl.DataFrame({"lot": [text]}).select(lot.is_short(pl.col("lot"))).item() is short


@given(st.text(max_size=30))
def test_any_text_has_a_form_of_letters_and_digits_or_none(text: str) -> None:
    found = form(text)
    assert found is None or (found and all(one.isalnum() or not one.isascii() for one in found))
