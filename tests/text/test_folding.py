"""Is every text folded, does each folded character know where it came from, and what counts as a disguise?"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterfoil.text.folding import fold, fold_text, is_disguised

ANY_TEXT = st.text(st.characters() | st.characters(categories=["Cs", "Mn", "Cf"]), max_size=40)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("GUCCI", "gucci"),
        ("Hermès", "hermes"),
        ("Herme\u0300s", "hermes"),
        ("Straße", "strasse"),
        ("Løkken", "lokken"),
        ("ＧＵＣＣＩ", "gucci"),
        ("Guссi", "gucci"),
        ("ᴳᵁᶜᶜᴵ", "gucci"),
        ("🅖🅤🅒🅒🅘", "gucci"),
        ("Gu\u200b\u202e\u00ad\u3164cci", "gucci"),
        ("Gu\ud800cci", "gucci"),
        ("Gucci™ bag", "gucci  bag"),
        ("Giorgio²", "giorgio"),
        ("Gu$$y", "gussy"),
        ("$50 a@ @b", "$50 a@ @b"),
        ("İstanbul ISPARTA ıssız", "istanbul isparta issiz"),
        ("ｸﾞｯﾁ", "グッチ"),
        ("ク\u3099ッチ", "グッチ"),
        ("\u1100\u116e\u110d\u1175", "구찌"),
    ],
)
def test_table(written: str, folded: str) -> None:
    assert fold_text(written) == folded


@given(ANY_TEXT)
@example("\x00\ud800\u202e\u0301")
@example("a$!b")
def test_any_text_is_folded_and_every_character_knows_its_origin(text: str) -> None:
    folded = fold(text)
    if folded.origin is None:
        assert len(folded.text) == len(text)
        return
    assert len(folded.origin) == len(folded.text)
    assert folded.origin == sorted(folded.origin)
    assert all(0 <= position < len(text) for position in folded.origin)


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once


@given(ANY_TEXT, st.data())
def test_a_span_holds_the_characters_that_were_folded_into_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(text)
    origin = folded.origin or range(len(text))
    assert {origin[place] for place in range(start, end)} <= set(range(first, last))


@pytest.mark.parametrize(
    "honest", ["GUCCI", "Hermès", "Løkken", "Straße", "Ray-Ban®", "Nº 5", "グッチ", "구찌", "Y*S*L"]
)
def test_accents_capitals_and_other_scripts_are_no_disguise(honest: str) -> None:
    assert not is_disguised(honest)


@pytest.mark.parametrize(
    "disguised", ["Guссi", "ＧＵＣＣＩ", "Gu\u200bcci", "Gu\u115fcci", "Gu$$y", "Giorgio²", "𝐆ucci"]
)
def test_letters_that_stand_for_others_are(disguised: str) -> None:
    assert is_disguised(disguised)
