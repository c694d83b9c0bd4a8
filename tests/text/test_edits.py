"""Is every slip of one letter told, and no greater one? Held against the whole table of distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.text.edits import deletions, slip, squeezed
from reference.distance import distance

WORD = st.text("abcn", max_size=7)


@pytest.mark.parametrize(
    ("written", "meant", "how"),
    [
        ("guucci", "gucci", "doubled"),
        ("guci", "gucci", "dropped"),
        ("gucxci", "gucci", "added"),
        ("ugcci", "gucci", "transposed"),
        ("cucci", "gucci", "alike"),
        ("guxci", "gucci", "replaced"),
        ("gucci", "gucci", ""),
        ("xucxi", "gucci", ""),
        ("", "g", "dropped"),
        ("g", "", "added"),
        ("", "", ""),
    ],
)
def test_table(written: str, meant: str, how: str) -> None:
    assert slip(written, meant) == how


@given(WORD, WORD)
def test_there_is_a_slip_just_where_the_distance_is_one(written: str, meant: str) -> None:
    assert bool(slip(written, meant)) == (distance(written, meant) == 1)


@given(WORD, WORD)
def test_words_one_slip_apart_share_a_deletion(written: str, meant: str) -> None:
    if distance(written, meant) <= 1:
        assert deletions(written) & deletions(meant)


@given(st.text(max_size=12))
def test_deletions_are_the_word_and_forms_one_shorter(word: str) -> None:
    assert word in deletions(word)
    assert {len(form) for form in deletions(word)} <= {len(word), len(word) - 1}


def test_runs_are_squeezed() -> None:
    assert [squeezed(word) for word in ("balenciaaaga", "gucci", "")] == ["balenciaga", "guci", ""]
