"""The waterfall: every bar begins where the one before it ended, the drawing is valid and says itself in words."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.documents.waterfall import BROAD, SLIM, Layout, bars, in_one_sentence, waterfall
from counterfoil.evidence.explanation import Addition, Group, Part

SVG = "{http://www.w3.org/2000/svg}"
NAMING = Group(
    "naming", (Part("mark_in_title", 500, "It names it."), Part("in_brand", 300, "So.")), 800, 500, -3500, 500
)
PRICE = Group("price", (Part("price_as_genuine", -200, "As usual."),), -200, -200, -200, 4500)
ADDED = Addition(-4000, (NAMING, PRICE), -3700)


def test_every_finding_and_every_cap_is_a_bar() -> None:
    assert [(bar.kind, bar.group, bar.name, bar.figure) for bar in bars(ADDED)] == [
        ("base", "", "Starting weight", -4000),
        ("for", "Naming", "Mark in title", 500),
        ("for", "", "In brand", 300),
        ("cut", "", "Counted only to the cap of +0.50", -300),
        ("against", "Price", "Price as genuine", -200),
        ("total", "", "Total", -3700),
    ]


def test_it_can_be_read_aloud() -> None:
    assert in_one_sentence(ADDED) == (
        "Starting weight −4.00; Mark in title +0.50; In brand +0.30; Counted only to the cap of +0.50 −0.30; "
        "Price as genuine −0.20; total −3.70."
    )
    assert in_one_sentence(Addition(-4000, (), -4000)) == "Starting weight −4.00; total −4.00."


@pytest.mark.parametrize("layout", [BROAD, SLIM])
def test_a_file_of_its_own_has_title_words_and_both_colours(layout: Layout) -> None:
    root = ElementTree.fromstring(waterfall(ADDED, layout=layout, name="why", alone=True))
    titled = {part.get("id"): part.text for part in root if part.tag in (SVG + "title", SVG + "desc")}
    assert root.get("role") == "img"
    assert sorted(titled) == sorted((root.get("aria-labelledby") or "").split())
    assert titled == {"why-t": "How the weights add up to −3.70", "why-d": in_one_sentence(ADDED)}
    assert "prefers-color-scheme:dark" in (root.findtext(SVG + "style") or "")


def test_inside_a_page_it_brings_no_style_and_takes_the_pages_colour() -> None:
    drawn = waterfall(ADDED, layout=BROAD, name="w1")
    assert "<style" not in drawn
    assert 'fill="currentColor"' in drawn
    assert not re.search(r"#[0-9a-f]{3,6}", drawn)


def test_names_from_a_model_are_text() -> None:
    hostile = Group("<b>\u202e\uffff", (Part('"><script>x</script>', 1, "–"),), 1, 1, 0, 9)
    drawn = waterfall(Addition(0, (hostile,), 1), layout=BROAD, name="w", alone=True)
    texts = "".join(ElementTree.fromstring(drawn).itertext())
    assert "<script>" not in drawn
    assert '"><script>x' in texts
    assert "\u202e" not in drawn


@st.composite
def additions(draw: st.DrawFn) -> Addition:
    """Any sum that a model could make."""
    groups = []
    for name in draw(st.lists(st.text(max_size=6), max_size=5)):
        parts = tuple(
            Part(k, w, "")
            for k, w in draw(
                st.lists(st.tuples(st.text(max_size=9), st.integers(-(10**6), 10**6)), min_size=1, max_size=4)
            )
        )
        before = sum(part.weight for part in parts)
        after = min(max(before, -3000), 3000)
        groups.append(Group(name, parts, before, after, -3000, 3000))
    prior = draw(st.integers(-5000, 5000))
    return Addition(prior, tuple(groups), prior + sum(group.after for group in groups))


@given(additions(), st.sampled_from([BROAD, SLIM]))
def test_bars_join_and_stay_inside_the_drawing(added: Addition, layout: Layout) -> None:
    rows = bars(added)
    assert all(after.begin == before.end for before, after in pairwise(rows[:-1]))
    assert rows[-2].end == added.total == rows[-1].end
    root = ElementTree.fromstring(waterfall(added, layout=layout, name="w", alone=True))
    for bar in root.iter(SVG + "rect"):
        left, width = float(bar.get("x") or 0), float(bar.get("width") or 0)
        assert layout.left - 1 <= left
        assert left + width <= layout.right + 1


def test_long_names_are_cut_to_their_columns() -> None:
    group = Group("g" * 30, (Part("k" * 60, 1, "–"),), 1, 1, 0, 9)
    bar = bars(Addition(0, (group,), 1))[1]
    assert (bar.group, bar.name) == ("G" + "g" * 9 + "…", "K" + "k" * 32 + "…")
