"""The mark written so that the eye reads it and a search does not."""

import pytest

from screening.screened import Case, check_not_shown, check_shown, kinds_of

CASES = (
    Case(
        kind="mark_broken_up",
        shown="Shoes H-alv-orsen",
        detail="The title writes the mark Halvorsen as “H-alv-orsen”, broken up by signs or spaces so "
        "that a search for "
        "the mark misses it while the buyer reads it.",
        field="title",
        seen="H-alv-orsen",
        at=(6, 17),
        expected="Halvorsen",
        not_shown=("Halvorsen-shoes", "Halvorsen, shoes", "H. Alvorson shoes"),
    ),
    Case(
        kind="mark_disguised",
        shown="Hаlvorsen shoes",
        detail="The title writes the mark Halvorsen as “Hаlvorsen”, with letters, digits or "
        "invisible characters that look like its own in place of them.",
        field="title",
        seen="Hаlvorsen",
        at=(0, 9),
        expected="Halvorsen",
        not_shown=("HALVORSEN shoes", "Hálvorsen shoes", "Halvorsen® shoes"),
    ),
    Case(
        kind="mark_misspelled",
        shown="Halvorsan shoes",
        detail="The title writes “Halvorsan”, which is a name of Halvorsen but for a letter doubled, dropped, added, "
        "swapped or replaced, and is no word of its own, on goods such as Halvorsen Sport AS sells under it.",
        field="title",
        seen="Halvorsan",
        at=(0, 9),
        expected="Halvorsen",
        not_shown=(
            *("Halvorsens shoes", "Halvarsan shoes", "Halvorsan printer"),
            {"title": "Halvorsan shoes", "brand": "Brightwell"},
        ),
    ),
    Case(
        kind="name_near_mark",
        shown="Halvorsan printer",
        detail="The title writes “Halvorsan”, which is a name of Halvorsen but for a letter; that Halvorsen Sport AS "
        "sells such goods is not known, and many honest names are a letter apart.",
        field="title",
        seen="Halvorsan",
        at=(0, 9),
        expected="Halvorsen",
        not_shown=("Halvorsan shoes", {"title": "Halvorsan printer", "brand": "Brightwell"}),
    ),
    Case(
        kind="name_resembles_mark",
        shown={"title": "Halvorsan shoes", "brand": "Brightwell"},
        detail="The title says “Halvorsan”, which is a name of Halvorsen but for a letter, while the brand field names "
        "another maker: it may be that maker's own name for the goods, and it may be chosen to be taken for the mark.",
        field="title",
        seen="Halvorsan",
        at=(0, 9),
        expected="Halvorsen",
        not_shown=("Halvorsan shoes", {"title": "Halvorsan shoes", "brand": "Halvorsen"}),
    ),
    Case(
        kind="mark_joined",
        shown="ByHalvorsen shoes",
        detail="The title runs the mark Halvorsen together with another word: “ByHalvorsen”.",
        field="title",
        seen="ByHalvorsen",
        at=(0, 11),
        expected="Halvorsen",
        not_shown=("By Halvorsen shoes", "Halvorsenic shoes"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


def test_a_slip_beside_another_makers_brand_does_not_say_that_the_title_names_the_mark() -> None:
    kinds = kinds_of({"title": "Halvorsan shoes", "brand": "Brightwell"})
    assert kinds == {"name_resembles_mark"}


def test_misspellings_are_not_looked_for_in_descriptions() -> None:
    assert kinds_of({"title": "Shoes", "description": "like halvorsan"}) == set()
