"""Where a mark is named, and where it is only talked about."""

import pytest

from screening.screened import HALVORSEN, OWNER, Case, check_not_shown, check_shown, kinds_of

CASES = (
    Case(
        kind="mark_in_title",
        shown="New Halvorsen shoes",
        detail="The title names Halvorsen (“Halvorsen”) as the mark of the goods.",
        field="title",
        seen="Halvorsen",
        at=(4, 13),
        not_shown=("Insoles for Halvorsen", "Skarv boots, not Halvorsen", "Inspired by Halvorsen", "Halvor shoes"),
    ),
    Case(
        kind="mark_in_brand_field",
        shown={"title": "Shoes", "brand": "HALVORSEN"},
        detail="The brand field gives Halvorsen (“HALVORSEN”) as the brand of the goods.",
        field="brand",
        seen="HALVORSEN",
        at=(0, 9),
        not_shown=({"title": "Halvorsen shoes", "brand": "Skarv"}, {"title": "Halvorsen shoes"}),
    ),
    Case(
        kind="mark_in_description",
        shown={"title": "Shoes", "description": "By Halvorsen."},
        detail="The description names Halvorsen (“Halvorsen”).",
        field="description",
        seen="Halvorsen",
        at=(3, 12),
        not_shown=({"title": "Halvorsen", "description": "laces that fit Halvorsen"},),
    ),
    Case(
        kind="named_for_compatibility",
        shown={"title": "Case for Halvorsen 12", "brand": "CaseCraft"},
        detail="Halvorsen is named only to say what the goods fit (“for”, “compatible with”, “fits”), which is "
        "nominative use.",
        field="title",
        seen="Halvorsen",
        not_shown=(
            {"title": "Case for Halvorsen 12", "brand": "Halvorsen"},
            "Shoes for men Halvorsen",
            "Shoes for hiking Halvorsen",
            "Shoes for everyday by Halvorsen",
            "Mink fur Halvorsen coat",
            "Dupe for Halvorsen shoes",
            "Halvorsen shoes for women",
        ),
    ),
    Case(
        kind="mark_denied",
        shown="Skarv boots, not Halvorsen",
        detail="Halvorsen is named only to deny it (“not”, “no”, “never”), or to say what the goods fit.",
        field="title",
        seen="Halvorsen",
        not_shown=("Halvorsen boots, not Skarv", "Halvorsen boots, not new"),
    ),
    Case(
        kind="inspired_in_own_copy",
        shown={"title": "Halvorsen shoes", "brand": "Halvorsen", "description": "Inspired by the fjords."},
        detail="The description says “Inspired by”, as a brand's own copy often does: the brand field names Halvorsen "
        "itself, and the goods are compared with no other mark.",
        field="description",
        seen="Inspired by",
        not_shown=(
            {"title": "Halvorsen shoes", "description": "Inspired by the fjords."},
            {"title": "Shoes", "brand": "Skarv", "description": "Inspired by Halvorsen."},
            {"title": "Halvorsen shoes", "brand": "Halvorsen", "description": "An inspiration."},
        ),
    ),
    Case(
        kind="compared_with_mark",
        shown={"title": "Shoes inspired by Halvorsen", "brand": "Dupely"},
        detail="The title names Halvorsen (“Halvorsen”), a mark of Halvorsen Sport AS, in a comparison (such as "
        "“inspired by”, “type” or “dupe”), as offers of other makers' goods do; the brand field does not name it.",
        field="title",
        seen="Halvorsen",
        at=(18, 27),
        not_shown=(
            {"title": "Halvorsen shoes inspired by Halvorsen's Fjord", "brand": "Halvorsen"},
            {"title": "Halvorsen shoes", "description": "Inspired by the streets of Bergen"},
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_shows_it_and_the_sentence_says_so(case: Case) -> None:
    check_shown(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_offer_close_by_does_not(case: Case) -> None:
    check_not_shown(case)


@pytest.mark.parametrize("words", ["for", "fits", "compatible with", "replacement for", "fuer", "pour"])
def test_whom_the_goods_fit_is_no_claim_to_be_the_maker(words: str) -> None:
    kinds = kinds_of({"title": f"Strap {words} Halvorsen", "brand": "StrapCo"})
    assert "named_for_compatibility" in kinds
    assert kinds.isdisjoint({"mark_in_title", "brand_names_another", "goods_owner_does_not_make"})


@pytest.mark.parametrize("title", ["Dupe for Halvorsen shoes", "Halvorsen type shoes", "Smells like Halvorsen"])
def test_a_comparison_is_no_compatibility(title: str) -> None:
    assert "compared_with_mark" in kinds_of(title)
    assert "named_for_compatibility" not in kinds_of(title)


def test_a_mark_in_the_description_alone_brings_no_price_and_no_goods() -> None:
    offer = {"title": "Umbrella", "description": "Lovely with Halvorsen shoes", "price": 1, "price_currency": "USD"}
    right = {**HALVORSEN, "owner": OWNER, "price_floor": 100, "price_floor_currency": "USD"}
    assert kinds_of(offer, [right]) == {"mark_in_description"}
