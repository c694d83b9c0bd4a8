"""Which characters are marked, and is hostile text harmless? Drawn cases, then every text."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.documents.highlight import HIDDEN, Segment, Span, highlighted, merged, segments, shown

SPANS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)).map(lambda pair: Span(*pair)), max_size=6)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([Span(2, 5)], [Span(2, 5)]),
        ([Span(4, 8), Span(2, 5)], [Span(2, 8)]),  # overlapping
        ([Span(2, 4), Span(4, 6)], [Span(2, 6)]),  # touching
        ([Span(1, 9), Span(3, 4)], [Span(1, 9)]),  # one within the other
        ([Span(0, 2), Span(5, 7)], [Span(0, 2), Span(5, 7)]),  # apart
        ([Span(-3, 2), Span(8, 40)], [Span(0, 2), Span(8, 10)]),  # beyond the text's ends
        ([Span(5, 5), Span(7, 3), Span(20, 30)], []),  # nothing inside
    ],
)
def test_spans_are_merged_and_cut_to_the_text(spans: list[Span], expected: list[Span]) -> None:
    assert merged(spans, 10) == expected


def test_positions_count_characters_beyond_the_basic_plane_as_one() -> None:
    assert highlighted("👟👟 𝓗alvorsen", [Span(3, 12)], limit=50) == "<bdi>👟👟 <mark>𝓗alvorsen</mark></bdi>"


def test_overlapping_matches_become_one_mark() -> None:
    text = highlighted("H-alv-orsen shoes", [Span(0, 11), Span(6, 17)], limit=50)
    assert text == "<bdi><mark>H-alv-orsen shoes</mark></bdi>"


def test_markup_in_a_title_is_escaped_inside_and_outside_the_match() -> None:
    text = highlighted('<b onclick="x">&', [Span(0, 3)], limit=50)
    assert text == "<bdi><mark>&lt;b </mark>onclick=&#34;x&#34;&gt;&amp;</bdi>"


def test_long_text_is_cut_at_the_end() -> None:
    assert segments("x" * 5000, [Span(0, 2)], limit=10) == [
        Segment("xx", True),
        Segment("x" * 8, False),
        Segment("…", False),
    ]


def test_a_match_far_inside_a_long_text_is_still_seen() -> None:
    text = "a" * 3000 + "Halvorsen" + "b" * 2000
    parts = segments(text, [Span(3000, 3009)], limit=100)
    assert parts == [
        Segment("…", False),
        Segment("a" * 40, False),
        Segment("Halvorsen", True),
        Segment("b" * 51, False),
        Segment("…", False),
    ]


def test_characters_that_turn_or_hide_text_are_named_instead_of_obeyed() -> None:
    assert shown("Rol\u202exe\u200b\u200b\u200b!") == "<bdi>Rol<i>U+202E</i>xe<i>U+200B ×3</i>!</bdi>"
    assert shown("null\x00 stays a tab\t") == "<bdi>null<i>U+0000</i> stays a tab\t</bdi>"


def test_joiners_that_scripts_need_are_kept() -> None:
    assert shown("می\u200cخواهم 👩\u200d🔬") == "<bdi>می\u200cخواهم 👩\u200d🔬</bdi>"


def test_no_text_is_an_empty_isolate() -> None:
    assert shown(None) == "<bdi></bdi>"


@given(st.text(max_size=50), SPANS)
def test_a_text_shown_whole_keeps_every_character(text: str, spans: list[Span]) -> None:
    assert "".join(part.text for part in segments(text, spans, limit=50)) == text


@given(st.text(max_size=50), SPANS)
def test_exactly_the_characters_of_some_span_are_marked(text: str, spans: list[Span]) -> None:
    marked = [part.matched for part in segments(text, spans, limit=50) for _ in part.text]
    assert marked == [any(start <= place < end for start, end in spans) for place in range(len(text))]


@given(st.text(min_size=21, max_size=80), SPANS)
def test_a_shortened_text_shows_as_much_as_it_may_and_the_first_match(text: str, spans: list[Span]) -> None:
    parts = [part for part in segments(text, spans, limit=20) if part != Segment("…", False)]
    shown_text = "".join(part.text for part in parts)
    assert shown_text in text
    assert len(shown_text) <= 20
    assert any(part.matched for part in parts) == bool(merged(spans, len(text)))


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'\u202e\u2066\x00")), max_size=60),
    SPANS,
)
def test_the_html_reads_back_as_the_text_and_holds_no_other_elements(text: str, spans: list[Span]) -> None:
    written = str(highlighted(text, spans, limit=60))
    assert HIDDEN.search(written) is None
    assert set(re.findall(r"</?(\w+)", written)) <= {"bdi", "mark", "i"}
    without_names = re.sub(r"<i>.*?</i>", "", written)
    assert html.unescape(re.sub(r"<[^>]*>", "", without_names)) == HIDDEN.sub("", text)
