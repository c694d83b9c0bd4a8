"""What the words around a mark say of it."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reference import context as twin

from counterfoil.screening.context import AFTER_A_FIRST_NAME, COMPARING, DENYING, FITS_WORDS, contexts
from counterfoil.text import kernel_around as kernel

MARK = "halvorsen"
SPOKEN = sorted(
    {*FITS_WORDS, *DENYING, *AFTER_A_FIRST_NAME, *(w for pair in COMPARING for w in pair), "by", "2", "new"}
)


def around(text: str) -> twin.Context:
    start = text.lower().index(MARK)
    return read(text, start)


def read(text: str, start: int) -> twin.Context:
    (told,) = contexts(pl.Series([text]), np.array([[0], [start], [start + len(MARK)]])).tolist()
    flags = (kernel.NOMINATIVE, kernel.COMPARING, kernel.DENIED, kernel.HEADS, kernel.COMPLETED)
    return twin.Context(*(bool(told & flag) for flag in flags))


@pytest.mark.parametrize(
    ("text", "nominative"),
    [
        ("case for halvorsen", True),
        ("laces that fit halvorsen", True),
        ("coque pour halvorsen", True),
        ("case for halvorsen by skarv", True),
        ("case for phones by halvorsen", False),
        ("shoes for men halvorsen", False),
        ("shoes for hiking halvorsen", False),
        ("for halvorsen", False),
        ("mink fur halvorsen coat", False),
        ("halvorsen shoes for rain", False),
    ],
)
def test_whom_the_goods_fit(text: str, nominative: bool) -> None:
    assert around(text).nominative is nominative


@pytest.mark.parametrize(
    ("text", "comparing"),
    [
        ("inspired by halvorsen", True),
        ("inspired by the famous halvorsen", True),
        ("inspired by what the famous halvorsen", False),
        ("halvorsen dupe", True),
        ("halvorsen type", True),
        ("halvorsen inspired by the sea", True),
        ("halvorsen shoes dupe", False),
        ("by halvorsen", False),
    ],
)
def test_comparisons(text: str, comparing: bool) -> None:
    assert around(text).comparing is comparing


@pytest.mark.parametrize(
    ("text", "denied"), [("not halvorsen", True), ("not a halvorsen", False), ("halvorsen", False)]
)
def test_denials(text: str, denied: bool) -> None:
    assert around(text).denied is denied


@pytest.mark.parametrize(("text", "start"), [("halvorsen", True), ("new 2 halvorsen", True), ("red halvorsen", False)])
def test_the_head_of_the_title(text: str, start: bool) -> None:
    assert around(text).at_start is start


@pytest.mark.parametrize(
    ("text", "completed"),
    [("halvorsen smith", True), ("halvorsen eau", False), ("halvorsen 100", False), ("halvorsen", False)],
)
def test_a_first_name_may_go_on(text: str, completed: bool) -> None:
    assert around(text).completed is completed


@pytest.mark.parametrize(
    "text", ["Case (for) Halvorsen", "case for men for Halvorsen", "INSPIRED BY: Halvorsen", "Isn't Halvorsen"]
)
def test_signs_and_capitals_change_nothing(text: str) -> None:
    found = around(text)
    assert found.nominative or found.comparing or found.denied


@given(st.lists(st.sampled_from([*SPOKEN, "red", "shoes"]), max_size=6), st.lists(st.sampled_from(SPOKEN), max_size=2))
def test_whole_columns_are_read_as_word_by_word(before: list[str], after: list[str]) -> None:
    text = " ".join([*before, MARK, *after])
    assert around(text) == twin.context(before, after)


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_any_text_has_a_context(before: str, after: str) -> None:
    start = len(before)
    assert len(read(f"{before}{MARK}{after}", start)) == len(twin.Context._fields)
