"""Is a name found wherever it stands, and each place read one way only? The spellings are drawn in tests/spec/text."""

import string
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from counterfoil.text.folding import fold_text
from counterfoil.text.lookalikes import CYRILLIC
from counterfoil.text.mark_index import MarkIndex, Name, build
from counterfoil.text.mark_search import find
from counterfoil.text.words import is_known_word

NAMES = ["Gucci", "Ralph Lauren", "Polo Ralph Lauren", "Levi's", "LV", "Y.S.L.", "グッチ", "Красный Октябрь", "7 Rings"]
INDEX = build(Name(number, name) for number, name in enumerate(NAMES))
ORDINARY_WORDS = st.lists(st.text(string.ascii_letters, min_size=1, max_size=8), max_size=5)
LONG_NAMES = st.sampled_from(["Gucci", "Prada", "Versace", "Balenciaga", "Moncler"])
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u3164"
FULL_WIDTH = {letter: chr(ord(letter) + 0xFEE0) for letter in string.ascii_letters}
FROM_CYRILLIC = {latin: letter for letter, latin in CYRILLIC.items() if latin in string.ascii_lowercase}


def index_of(*names: str) -> MarkIndex:
    return build(Name(number, name) for number, name in enumerate(names))


PIECES = st.sampled_from([*NAMES, "by", "s", "-", "*", " ", "\u200b", "\U0001f600", "\ud800", "½", "ﾞ"])


@given(st.text(max_size=40) | st.lists(PIECES, max_size=12).map("".join), st.booleans())
@example("Polo Ralph Lauren-Gucci*Gu\u200bcci", True)
def test_any_text_is_searched_and_places_lie_in_it_and_never_cross(text: str, slips: bool) -> None:
    found = find(text, INDEX, slips=slips)
    places = [(mention.start, mention.end) for mention in found]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(places))
    assert len({(mention.start, mention.mark) for mention in found}) == len(found)


@given(ORDINARY_WORDS, LONG_NAMES, ORDINARY_WORDS)
def test_a_name_between_words_is_found(before: list[str], name: str, after: list[str]) -> None:
    """Unless a single letter follows that makes it its own plural: "Gucci s" is left to stand as the bare name."""
    text = " ".join([*before, name, *after])
    start = len(" ".join([*before, ""])) if before else 0
    found = find(text, index_of(name))
    assert any(mention.manner == "plain" and mention.start == start for mention in found)


@given(LONG_NAMES, st.data())
def test_a_name_with_invisible_characters_is_found_disguised(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(name) - 1))
    hidden = data.draw(st.text(INVISIBLE, min_size=1, max_size=3))
    written = name[:place] + hidden + name[place:]
    (mention,) = find(f"new {written} bag", index_of(name))
    assert (mention.manner, mention.start, mention.end) == ("disguised", 4, 4 + len(written))


@given(LONG_NAMES, st.data())
def test_a_name_in_look_alike_letters_is_found_disguised(name: str, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from([FULL_WIDTH, FROM_CYRILLIC]))
    replaced = data.draw(st.sets(st.sampled_from(sorted({c for c in name.lower() if c in table})), min_size=1))
    written = "".join(table[letter] if letter in replaced else letter for letter in name.lower())
    (mention,) = find(f"new {written} bag", index_of(name))
    assert (mention.manner, mention.start, mention.end) == ("disguised", 4, 4 + len(written))


@given(st.text(string.ascii_lowercase, min_size=5, max_size=9), st.data())
def test_every_slip_of_a_long_name_is_found_unless_it_makes_a_word(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    written = name[:place] + letter + name[place + data.draw(st.integers(0, 1)) :]
    assume(written not in (name, name + "s", name.removesuffix("s")) and not is_known_word(written))
    assert [mention.manner for mention in find(f"0 {written} 0", index_of(name))] == ["misspelled"]


def test_the_longest_name_wins() -> None:
    found = find("Polo Ralph Lauren", index_of("Ralph Lauren", "Polo Ralph Lauren", "Polo"))
    assert [mention.mark for mention in found] == [1]


def test_two_owners_of_one_name_are_both_found() -> None:
    found = find("a Delta tap", index_of("Delta", "DELTA", "Gucci"))
    assert [(mention.mark, mention.start, mention.end) for mention in found] == [(0, 2, 7), (1, 2, 7)]


def test_an_alias_is_no_disguise_and_no_breaking_up() -> None:
    for alias, text in (("Y-S-L", "Y-S-L bag"), ("LouisVuitton", "Louis-Vuitton bag"), ("Guссi", "Guссi bag")):
        names = build([Name(0, {"Y-S-L": "YSL", "LouisVuitton": "Louis Vuitton"}.get(alias, "Gucci")), Name(0, alias)])
        assert [mention.manner for mention in find(text, names)] == ["plain"]


def test_descriptions_are_not_searched_for_slips_and_joined_words() -> None:
    text = "Cucci, guccishop, Hogo Boss, Gu*cci"
    assert [m.manner for m in find(text, index_of("Gucci", "Hugo Boss"), slips=False)] == ["broken"]


def test_words_are_counted_as_they_stand() -> None:
    (mention,) = find("\U0001f600 new Ralph Lauren shirt", INDEX)
    assert (mention.first_word, mention.last_word) == (1, 2)


def test_a_text_that_says_a_name_twenty_thousand_times_is_read() -> None:
    assert len(find("gucci " * 20_000, INDEX)) == 20_000


@pytest.mark.parametrize("nothing", ["", "®", "***", "\u200b"])
def test_a_name_without_a_letter_is_left_out(nothing: str) -> None:
    assert build([Name(0, nothing)]).forms == ()
    assert find("any ® *** text", build([Name(0, nothing)])) == []


def test_keys_of_names_are_folded() -> None:
    assert index_of("Hermès").is_name("hermes")
    assert index_of("Levi's").is_name("levi")
    assert not index_of("LV").is_name("lvs")
    assert fold_text("HERMÈS") == "hermes"
