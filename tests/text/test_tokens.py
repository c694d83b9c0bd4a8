"""Where do words begin and end, in scripts with and without spaces?"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.text.folding import fold
from counterfoil.text.tokens import key, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Levi's 501", ["levis", "501"]),
        ("Levi’s O`Neill", ["levis", "oneill"]),
        ("'quoted'", ["quoted"]),
        ("A-v_entus", ["a", "v", "entus"]),
        ("正品GUCCI包", ["正", "品", "gucci", "包"]),
        ("ルイ・ヴィトン", list("ルイヴィトン")),
        ("구찌GUCCI가방 2개", ["구찌", "gucci", "가방", "2", "개"]),
        ("iPhone15", ["iphone15"]),
        ("¿Qué?", ["que"]),
    ],
)
def test_table(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_key_is_the_words_run_together() -> None:
    assert key("Ralph-Lauren") == key("RALPH LAUREN") == key("R.a.l.p.h Lauren") == "ralphlauren"


@given(st.text(max_size=60))
def test_words_are_in_order_apart_and_hold_letters_and_digits_only(text: str) -> None:
    folded = fold(text)
    found = tokens(folded)
    assert all(earlier.end <= later.start for earlier, later in pairwise(found))
    for token in found:
        assert set(token.text) <= set(folded.text[token.start : token.end])
        assert token.text
