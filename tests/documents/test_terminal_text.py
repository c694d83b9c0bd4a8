"""Hostile words on a terminal: nothing is obeyed, what is hidden shows, matches stay where they are."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from counterfoil.documents.highlight import Span, merged
from counterfoil.documents.terminal_text import CLOSING, FOUND, OPENING, harmless, marked

ANY = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "‹U+001B›[31mred‹U+001B›[0m"),
        ("a\r\nb\tc", "a b c"),
        ("pay\u202egnp", "pay‹U+202E›gnp"),
        ("G\u200b\u200b\u200bucci", "G‹U+200B ×3›ucci"),
        ("\x07\x9b2J", "‹U+0007 ×2›2J"),
        ("tag\U000e0041", "tag‹U+E0041›"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs its joiner
        ("a\u2028b", "a b"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(ANY)
def test_no_control_or_direction_character_is_left(text: str) -> None:
    assert not [c for c in harmless(text) if unicodedata.category(c) in ("Cc", "Zl", "Zp")]
    assert not set(harmless(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("a Gucci bag", [Span(2, 7)], "a ⟦Gucci⟧ bag"),
        ("a Gucci bag", [Span(2, 5), Span(4, 7)], "a ⟦Gucci⟧ bag"),
        ("😀😀 G😀cci", [Span(3, 8)], "😀😀 ⟦G😀cci⟧"),
        ("G\u200bucci", [Span(0, 6)], "⟦G‹U+200B›ucci⟧"),
        ("x", [Span(5, 9)], "x"),
        ("", [], ""),
    ],
)
def test_matches_stand_in_brackets_without_a_terminal(text: str, spans: list[Span], shown: str) -> None:
    assert marked(text, spans, limit=100, brackets=True).plain == shown


@given(ANY, st.lists(st.builds(Span, st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_every_match_is_highlighted_once(text: str, spans: list[Span]) -> None:
    styled = marked(text, spans, limit=10**6, brackets=False)
    found = [styled.plain[span.start : span.end] for span in styled.spans if span.style == FOUND]
    assert found == [harmless(text[start:end]) for start, end in merged(spans, len(text)) if harmless(text[start:end])]
    assert styled.plain == "".join(harmless(part) for part in _cut(text, spans))


def _cut(text: str, spans: list[Span]) -> list[str]:
    edges = sorted({0, len(text), *(edge for span in merged(spans, len(text)) for edge in span)})
    return [text[start:end] for start, end in pairwise(edges)]


def test_printed_plainly_there_is_no_escape_code() -> None:
    console = Console(width=40, force_terminal=False)
    with console.capture() as captured:
        console.print(marked("[red]\x1b[31m Gucci :smile:", [Span(11, 16)], limit=80, brackets=True))
    assert captured.get().replace("\n", " ").strip() == f"[red]‹U+001B›[31m {OPENING}Gucci{CLOSING} :smile:"
