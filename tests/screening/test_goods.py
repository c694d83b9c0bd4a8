"""Goods that the owner does not make, used goods, and grades in place of a condition."""

import pytest

from screening.screened import HALVORSEN, Case, Row, check_not_shown, check_shown, finding, kinds_of, screened

SHOE = {"title": "Halvorsen shoes"}

CASES = (
    Case(
        kind="goods_owner_does_not_make",
        shown="Halvorsen phone case",
        detail="The goods are of the kind “phone case”, which the list of rights does not give for "
        "Halvorsen Sport AS: its "
        "goods under Halvorsen are footwear.",
        field="title",
        seen="phone case",
        expected="footwear",
        not_shown=("Halvorsen shoes", "Halvorsen thing", "Phone case for Halvorsen", "Halvorsen trail running shoes"),
    ),
    Case(
        kind="goods_unusual_for_mark",
        shown={"title": "Halvorsen phone case", "brand": "Halvorsen"},
        detail="The goods are of the kind “phone case”; by the list of rights the goods under Halvorsen "
        "are footwear. The "
        "brand field names the mark, so this may be a licensed line that the list does not know.",
        field="title",
        seen="phone case",
        expected="footwear",
        not_shown=("Halvorsen phone case", {"title": "Halvorsen boots", "brand": "Halvorsen"}),
    ),
    Case(
        kind="used_goods",
        shown={**SHOE, "condition": "Used – good"},
        detail="The offer says that the goods are used (“Used – good”): genuine goods may be sold on, "
        "below the price of "
        "new ones.",
        field="condition",
        seen="Used – good",
        not_shown=(
            {**SHOE, "condition": "Never used"},
            {**SHOE, "condition": "unused"},
            {"title": "Pre-owned shoes", "condition": "new"},
            "Halvorsen shoes used for hiking",
            SHOE,
        ),
    ),
    Case(
        kind="grade_instead_of_condition",
        shown="Halvorsen shoes [Premium Quality]",
        detail="The title grades the goods (“[Premium Quality]”) as catalogues of copies do; genuine goods are new or "
        "used, not graded.",
        field="title",
        seen="[Premium Quality]",
        at=(16, 33),
        not_shown=(
            "Halvorsen shoes of premium quality",
            "Halvorsen shoes, small batch",
            "Halvorsen shoes, 3 colorways",
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


def test_the_place_of_a_used_goods_word_is_the_field_it_stands_in() -> None:
    assert finding("used_goods", "Pre-owned Halvorsen shoes")["field"] == "title"


def test_used_genuine_goods_are_clear() -> None:
    assert screened([{"title": "Pre-owned Halvorsen shoes", "brand": "Halvorsen"}]).decisions["decision"][0] == "clear"


def test_a_right_that_names_no_goods_accuses_nobody_of_making_others() -> None:
    unnamed: Row = {"mark": "Halvorsen"}
    assert "goods_owner_does_not_make" not in kinds_of("Halvorsen phone case", [unnamed])


def test_two_owners_of_one_mark_are_told_apart_by_their_goods() -> None:
    owners = [HALVORSEN, {"mark": "Halvorsen", "owner": "Halvorsen Foods Ltd", "goods": ["coffee"]}]
    result = screened(["Halvorsen shoes", "Halvorsen coffee", "Halvorsen thing", "Halvorsen phone case"], owners)
    pairs = result.assessments.group_by("subject_id", maintain_order=True).agg("right_id")
    assert dict(pairs.iter_rows()) == {"o-1": ["r-1"], "o-2": ["r-2"], "o-3": ["r-1", "r-2"], "o-4": ["r-1", "r-2"]}
