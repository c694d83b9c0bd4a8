"""Is a word that looks Latin read as what it is, by the script of the words around it?"""

import pytest

from counterfoil.text.mark_index import Name, build
from counterfoil.text.mark_search import find
from counterfoil.text.scripts import is_foreign, script_of

HOPE = build([Name(0, "Hope"), Name(1, "Moha")])


@pytest.mark.parametrize(
    ("text", "manners"),
    [
        ("НОРЕ perfume", ["disguised"]),
        ("НОРЕ", ["disguised"]),
        ("духи НОРЕ", []),
        ("духи НОРE", ["disguised"]),
        ("пальто Hope", ["plain"]),
        ("нора кролика", []),
        ("αγορά НОРЕ", ["disguised"]),
        ("ＨＯＰＥの香水", ["plain"]),
        ("ＨＯＰＥ perfume", ["disguised"]),
        ("Ｈ0ＰＥ", ["disguised"]),
        ("НОＰＥの香水", ["disguised"]),
        ("НО\u200bРЕ духи", ["disguised"]),
    ],
)
def test_the_words_around_decide(text: str, manners: list[str]) -> None:
    assert [mention.manner for mention in find(text, HOPE)] == manners


@pytest.mark.parametrize(
    ("word", "script"),
    [("Hope", "LATIN"), ("норе", "CYRILLIC"), ("нopе", ""), ("12", ""), ("ＧＵ", "FULLWIDTH"), ("香水", "EAST ASIAN")],
)
def test_the_script_of_a_word(word: str, script: str) -> None:
    assert script_of(word) == script
    assert is_foreign(word) == (script in ("CYRILLIC", "EAST ASIAN"))
