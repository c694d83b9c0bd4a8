"""Is a kind of evidence refused when it says nothing, and does its sentence show what the row holds, harmlessly?"""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.evidence.kind import Sign, evidence
from counterfoil.evidence.sentences import LONGEST_QUOTE, quoted, sentences

ALWAYS = Sign(when=pl.lit(value=True))


def test_the_first_paragraph_of_the_docstring_is_the_sentence() -> None:
    @evidence(scope="offer", party="The seller's.", source="A statute.")
    def broken_up() -> Sign:
        """The title
        says “{seen}”.

        Not part of it.
        """
        return ALWAYS

    assert (broken_up.name, broken_up.scope, broken_up.sentence) == ("broken_up", "offer", "The title says “{seen}”.")
    assert (broken_up.party_sentence, broken_up.source, broken_up.sign()) == ("The seller's.", "A statute.", ALWAYS)


def test_a_function_without_a_sentence_is_refused() -> None:
    def silent() -> Sign:
        return ALWAYS

    with pytest.raises(ValueError, match="silent has no docstring"):
        evidence(scope="offer", party="", source="")(silent)


def test_an_unknown_scope_is_refused() -> None:
    with pytest.raises(ValueError, match="shop is none of offer, word, mention, use"):
        evidence(scope="shop", party="", source="")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Gucci", "Gucci"),
        (None, "–"),
        ("a\x1b[31mb\x00\x9b", "a[31mb"),
        ("\u202eevil\u2066\u200b", "evil"),
        ("x" * 80, "x" * 80),
        ("靴" * 81, "靴" * 80 + "…"),
    ],
)
def test_what_is_quoted_is_short_and_steers_nothing(value: str | None, shown: str) -> None:
    assert quoted([value]) == [shown]


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_quoted_short(text: str) -> None:
    (shown,) = quoted([text])
    pattern = pl.Series([text]).str.replace_all(r"[\p{Cc}\p{Cf}]", "").item()
    assert shown == (pattern if len(pattern) <= LONGEST_QUOTE else f"{pattern[:LONGEST_QUOTE]}…")
    assert len(shown) <= LONGEST_QUOTE + 1
    assert not set(shown) & {"\x00", "\x1b", "\x9b", "\u202e", "\u200b", "\n"}


def test_places_are_filled_from_the_row() -> None:
    cells = {"seen": quoted(["{mark} %s", None]), "mark": ["Gucci", "Prada"]}
    told = sentences("“{seen}” is {mark}, {{so}}: 5 %.", cells, 2)
    assert told == ["“{mark} %s” is Gucci, {so}: 5 %.", "“–” is Prada, {so}: 5 %."]
    assert sentences("All of it: 5 %.", {}, 2) == ["All of it: 5 %."] * 2


def test_a_place_that_nothing_fills_is_our_fault() -> None:
    with pytest.raises(KeyError, match="owner"):
        sentences("of {owner}", {}, 1)
