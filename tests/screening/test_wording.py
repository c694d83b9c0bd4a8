"""Words by which copies are called, and the same words meant otherwise."""

import pytest

from screening.screened import HALVORSEN, Case, Row, check_not_shown, check_shown, kinds_of, screened

NOCTURNE: Row = {"mark": "Replica Nocturne", "owner": "Orlune SA", "house_mark": "Orlune", "goods": ["perfume"]}

CASES = (
    Case(
        kind="called_a_copy",
        shown="Halvorsen 1:1 replica shoes",
        detail="The title says “1:1 replica”: the seller calls the goods copies.",
        field="title",
        seen="1:1 replica",
        at=(10, 21),
        not_shown=(
            "Halvorsen shoes, tester, no original box",
            "Halvorsen shoes, not original packaging",
            "Halvorsen shoes, money back if not authentic",
            "Halvorsen shoes, beware of counterfeit goods",
            "Counterfeit money detector pen",
            "Signed first copy of the book",
            "Halvorsen shoes, 100 % authentic",
        ),
    ),
    Case(
        kind="word_for_copies_beside_mark",
        shown="Halvorsen shoes AAA",
        detail="The title says “AAA” beside the name of a mark, and nothing near it gives the word another meaning.",
        field="title",
        seen="AAA",
        at=(16, 19),
        not_shown=(
            "AAA shoes",
            "Halvorsen shoe light with 2 AAA batteries",
            "Halvorsen 1:1 scale model",
            "Halvorsen, one of the most popular AAA titles",
            "Halvorsen bathroom mirror",
            "Halvorsen fake leather shoes",
            "Halvorsen faux leather shoes",
            "Halvorsen tester, no box",
            "Halvorsen shoes, not a replica",
            "Halvorsen replica jersey kit",
            "Halvorsen size 1 1 piece",
        ),
    ),
    Case(
        kind="genuine_line_bears_the_word",
        shown={"title": "Orlune Replica Nocturne perfume", "brand": "Orlune"},
        detail="“Replica” is here the name of a product line of the owner of a mark that the offer names, "
        "not a word for "
        "a copy.",
        field="title",
        seen="Replica",
        at=(7, 14),
        not_shown=("Halvorsen replica", "Replica perfume", "Halvorsen shoes"),
        rights=(NOCTURNE, HALVORSEN),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


def test_a_genuine_line_called_replica_is_clear() -> None:
    result = screened([{"title": "Orlune Replica Nocturne perfume", "brand": "Orlune"}], [NOCTURNE])
    assert result.decisions["decision"].to_list() == ["clear"]


@pytest.mark.parametrize(
    "title",
    ["Superclone watch", "Reloj replica AAA", "Halvorsen 高仿", "Master copy shoes", "Not authentic Halvorsen shoes"],
)
def test_plain_words_for_copies_need_no_mark_beside_them(title: str) -> None:
    assert "called_a_copy" in kinds_of(title)
