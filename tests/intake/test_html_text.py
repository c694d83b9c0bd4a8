"""HTML to the text that a reader sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.intake.html_text import text_of_html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain  text\n", "plain text"),
        ("<p>one</p><p>two</p>", "one two"),
        ("one<br>two<br/>three", "one two three"),
        ("<ul><li>a<li>b</ul>c", "a b c"),
        ("5 &lt; 6 &amp; 7&nbsp;cm", "5 < 6 & 7 cm"),
        ("H<b>alv</b>orsen", "Halvorsen"),
        ("a<script>steal()</script>b<style>p{}</style><!-- c -->", "ab"),
        ("", ""),
        ("<", "<"),
        ("<p>", ""),
        ("&#0;", "\ufffd"),
        ('<?xml version="1.0" encoding="utf-8"?><p>a</p>', "a"),
        ("<div>" * 5_000 + "deep", "deep"),
    ],
)
def test_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    assert text_of_html(markup) == text


@given(st.text(alphabet=st.sampled_from("<>&;/a b=\"'!-p#0x\x00\ud7ff"), max_size=80))
def test_any_markup_gives_text(markup: str) -> None:
    text_of_html(markup).encode()
