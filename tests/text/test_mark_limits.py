"""Is every list of names and every text taken, however odd, or refused with a sentence?"""

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.text import mark_build
from counterfoil.text.mark_index import LONGEST_NAME, Name, build
from counterfoil.text.mark_scan import find_all, find_one, scanner_of
from counterfoil.text.mark_search import find

ODD_NAMES = [
    "X",
    "a",
    "",
    "®",
    "the",
    "The",
    "and",
    "1",
    "7-11",
    "\ud800",
    "\U0001f600",
    "שלום",
    "مرحبا",
    "ﷺ",
    "𝐆",
    "ß",
]
TEXTS = [
    "X marks the spot, a the THE and 1 7-11 7 11",
    "שלום עולם gucci مرحبا",
    "\U0001f600 the \U0001f468\u200d\U0001f469\u200d\U0001f467 and X\u202eX",
    "ﷺ 𝐆 ß SS ss \U0001f1e9\U0001f1ea",
    "e\u0301" * 50 + " \ufdfa" * 50,
    "",
]


@pytest.mark.parametrize("name", [*ODD_NAMES, "a" * LONGEST_NAME, "a" * (LONGEST_NAME + 1), " ".join("abcdefghij" * 9)])
def test_one_odd_name_is_looked_for_as_plain_python_does(name: str) -> None:
    names = [Name(0, name), Name(1, "Gucci")]
    scanner, index = scanner_of(names), build(names)
    for text in [*TEXTS, name, f"a {name}s, {name.upper()} {name.swapcase()}"]:
        for slips in (True, False):
            assert find_one(text, scanner, slips=slips) == find(text, index, slips=slips)


def test_no_names_at_all_are_found_nowhere() -> None:
    assert find_all(pl.Series(TEXTS), scanner_of([])).is_empty()
    assert find_one("Gucci", scanner_of([Name(0, "®")])) == []


def test_a_mark_that_is_a_stop_word_is_found_as_often_as_it_stands() -> None:
    assert len(find_one("the the The " * 300, scanner_of([Name(0, "The")]))) == 900


def test_a_text_of_a_megabyte_is_searched_whole() -> None:
    text = "gucci bag, new! " * 65_536
    found = find_all(pl.Series([text, "short", "x" * 1_000_000 + " Gucc1"]), scanner_of([Name(0, "Gucci")]))
    assert found["row"].value_counts(sort=True).rows() == [(0, 65_536), (2, 1)]
    assert found["end"].max() == len(text) - 11


def test_half_a_surrogate_pair_hides_no_name() -> None:
    (mention,) = find_one("a \ud800 Gu\udc00cci", scanner_of([Name(0, "Gucci")]))
    assert (mention.manner, mention.start, mention.end) == ("plain", 4, 10)


def test_more_names_than_are_taken_are_refused_with_a_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mark_build, "MOST_NAMES", 2)
    with pytest.raises(UserError, match=r"3 names are looked for, and 2 are the most\. Split the list of rights"):
        scanner_of([Name(number, "Gucci") for number in range(3)])


def test_names_of_one_key_by_the_thousand_are_each_found() -> None:
    scanner = scanner_of([Name(number, "Gucci") for number in range(3_000)])
    assert len(find_one("a Gucci bag, a Gucc1 bag", scanner)) == 6_000
