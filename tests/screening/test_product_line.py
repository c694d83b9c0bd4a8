"""A product line without the name of the house that makes it."""

import pytest

from screening.screened import Case, Row, check_not_shown, check_shown, kinds_of

SEVRINE = "Sevrine Parfums SA"
BLEU: Row = {"mark": "Bleu de Sevrine", "owner": SEVRINE, "house_mark": "Sevrine", "goods": ["perfume"]}
VESPER: Row = {"mark": "Ambre Vesper", "owner": SEVRINE, "house_mark": "Sevrine", "goods": ["perfume"]}
ORLUNE: Row = {"mark": "Orlune Paris", "owner": "Orlune SA"}

CASES = (
    Case(
        kind="line_without_house_mark",
        shown="Ambre Vesper perfume 100 ml",
        detail="The offer names the product line Ambre Vesper but nowhere its house mark Sevrine, under which Sevrine "
        "Parfums SA sells it: leaving out the house mark keeps the offer from being found.",
        field="title",
        seen="Ambre Vesper",
        at=(0, 12),
        expected="Sevrine",
        not_shown=(
            "Sevrine Ambre Vesper perfume",
            {"title": "Ambre Vesper perfume", "brand": "Sevrine"},
            {"title": "Ambre Vesper perfume", "description": "by Sevrine of Grasse"},
            "Ambre Vesper bath mat",
        ),
        rights=(VESPER,),
    ),
    Case(
        kind="line_name_without_house_mark",
        shown="Bleu de eau de parfum",
        detail="The title says “Bleu de”, which is the name Bleu de Sevrine with the house mark cut out of it.",
        field="title",
        seen="Bleu de",
        at=(0, 7),
        expected="Bleu de Sevrine",
        not_shown=("Bleu de Sevrine eau de parfum", {"title": "Bleu de eau de parfum", "brand": "Sevrine"}),
        rights=(BLEU,),
    ),
    Case(
        kind="mark_cut_short",
        shown="Perfume by Orlune",
        detail="The title says “by Orlune”, the beginning of a name of Orlune Paris, and leaves the rest "
        "of the name out.",
        field="title",
        seen="by Orlune",
        at=(8, 17),
        expected="Orlune Paris",
        not_shown=("Perfume by Orlune Paris", "Perfume by Orlune Hendricks", {"title": "By Orlune", "brand": "Orlune"}),
        rights=(ORLUNE,),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


def test_a_house_mark_given_as_its_own_house_says_nothing() -> None:
    own = {"mark": "Sevrine", "owner": SEVRINE, "house_mark": "Sevrine"}
    assert "line_without_house_mark" not in kinds_of("Sevrine perfume", [own])
