"""What the words around a mark say of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.screening.context import Context, context
from counterfoil.text.mark_reading import Mention

MARK = "halvorsen"


def around(text: str) -> Context:
    words = text.split()
    place = words.index(MARK)
    return context(Mention(0, "mark", "plain", 0, 9, place, place), words)


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


@given(st.lists(st.text("abé1", min_size=1)), st.lists(st.text("abé1", min_size=1)))
def test_any_words_have_a_context(before: list[str], after: list[str]) -> None:
    mention = Mention(0, "mark", "plain", 0, 0, len(before), len(before))
    assert not context(mention, [*before, MARK, *after]).comparing
