"""Whom the brand field names: the mark's house, nobody, or somebody else."""

import pytest

from screening.screened import OWNER, Case, Row, check_not_shown, check_shown, finding, kinds_of

ORCHARD: Row = {"mark": "Apple", "owner": "Orchard Devices Inc."}
SHORT: Row = {"mark": "LV", "owner": "Lund Vesterby SA"}
RUNNER: Row = {"mark": "Fjord Runner", "owner": OWNER}

CASES = (
    Case(
        kind="placeholder_brand",
        shown={"title": "Halvorsen shoes", "brand": "AS SHOWN"},
        detail="The brand field reads “AS SHOWN”, which names nobody, while the title names Halvorsen: a seller of "
        "genuine goods states the brand that the buyer will receive.",
        field="brand",
        seen="AS SHOWN",
        expected="Halvorsen",
        not_shown=(
            "Halvorsen shoes",
            {"title": "Insoles for Halvorsen", "brand": "Generic"},
            {"title": "Shoes", "brand": "Generic"},
            {"title": "Halvorsen shoes", "brand": "Halvorsen"},
        ),
    ),
    Case(
        kind="brand_names_another",
        shown={"title": "Halvorsen shoes", "brand": "Revscoll"},
        detail="The title names Halvorsen, but the brand field names “Revscoll”, which is neither the mark nor its "
        "house or owner.",
        field="brand",
        seen="Revscoll",
        expected="Halvorsen",
        not_shown=(
            {"title": "Halvorsen shoes", "brand": "Halvorsen Sport AS"},
            {"title": "Halvorsen shoes", "brand": "Unbranded"},
            {"title": "Case for Halvorsen", "brand": "CaseCraft"},
        ),
    ),
    Case(
        kind="word_in_its_own_meaning",
        shown={"title": "Leather case, apple green", "brand": "CaseCraft"},
        detail="“Apple” is an ordinary word, and here it stands as one: the brand field names “CaseCraft”.",
        field="brand",
        seen="CaseCraft",
        not_shown=({"title": "Apple phone", "brand": "Apple"}, "Apple phone", "A*p*p*l*e phone"),
        rights=(ORCHARD,),
    ),
    Case(
        kind="word_that_may_be_a_mark",
        shown="Apple phone",
        detail="“Apple” is also an ordinary word, and neither the words beside it nor the goods settle whether the "
        "mark is meant.",
        field=None,
        seen=None,
        not_shown=({"title": "Apple phone", "brand": "Apple"}, "Red apple slicer", "A*p*p*l*e phone"),
        rights=(ORCHARD,),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


def test_a_word_beside_no_brand_is_said_to_stand_where_no_maker_stands() -> None:
    assert finding("word_in_its_own_meaning", "Red apple slicer", [ORCHARD])["detail"] == (
        "“Apple” is an ordinary word, and here it stands as one: no brand field names it, and what "
        "stands around it speaks for the word."
    )


def test_two_letters_beside_another_makers_brand_are_a_code_and_no_ordinary_word() -> None:
    offer = {"title": "Charger cable LV", "brand": "Leviton"}
    assert finding("word_in_its_own_meaning", offer, [SHORT])["detail"] == (
        "“LV” is short enough to be a code, and here it stands as one: the brand field names “Leviton”."
    )
    assert "brand_names_another" not in kinds_of(offer, [SHORT])


@pytest.mark.parametrize("brand", [OWNER, "HALVORSEN SPORT", "Halvorsen-Sport A.S."])
def test_the_owners_name_is_no_other_maker(brand: str) -> None:
    assert "brand_names_another" not in kinds_of({"title": "Fjord Runner shoes", "brand": brand}, [RUNNER])


@pytest.mark.parametrize("word", ["target", "gap", "coach", "polo", "diesel"])
def test_common_words_that_are_marks_are_read_as_words(word: str) -> None:
    right = {"mark": word.title(), "owner": "Word Brands Inc."}
    kinds = kinds_of({"title": f"Shirt with {word} print", "brand": "Loomstead"}, [right])
    assert "word_in_its_own_meaning" in kinds
    assert "brand_names_another" not in kinds
