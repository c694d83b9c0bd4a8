"""One operator's template under several accounts; a common phrase, a common slip and a product's name are none."""

import pytest

from screening.population.compared import Row, marked, sold_by

KIND = "same_template_under_sellers"
RING = ("Sauvage spray New In Seald Box", "Male cologne New In Seald Box", "Red shoes new in seald box")
ODD = ("Sauvage spray 3.3 Oz /100ML For Men New Box", "Male cologne 3.3 Oz /100ML For Men New Box")


@pytest.mark.parametrize(
    ("offers", "accounts"),
    [
        (sold_by(3, *RING), 3),
        (sold_by(2, *RING), None),  # two accounts may be one honest seller's two shops
        (sold_by(3, RING[0]), None),  # on one product only: perhaps its name
        (sold_by(3, "Sauvage New In Sealed Box", "Male New In Sealed Box"), None),  # nothing odd in it
        (sold_by(3, "MYSLF spray for men", "New MYSLF spray for men"), None),  # capitals among others: a name
        (sold_by(3, *ODD), 3),  # a slash with a space on one side, in a phrase of six words
        (sold_by(3, "Sauvage 3.3 Oz /100ML", "Male 3.3 Oz /100ML"), None),  # too short a phrase to be anybody's own
        (sold_by(3, "Sauvage 3.3 oz/100ml for men new", "Male 3.3 oz/100ml for men new"), None),
    ],
)
def test_a_template_is_an_oddity_that_accounts_repeat_on_different_goods(
    offers: list[Row], accounts: int | None
) -> None:
    assert [row["accounts"] for row in marked(KIND, offers)] == ([accounts] * len(offers) if accounts else [])


def test_a_phrase_of_many_accounts_is_common_usage() -> None:
    assert marked(KIND, sold_by(30, *RING)) != []
    assert marked(KIND, sold_by(31, *RING)) == []


def test_a_slip_that_stands_in_many_phrases_is_common_too() -> None:
    elsewhere = [f"Seald bottle number {'abcdefgh'[n]} of glass" for n in range(4)]
    others = [{"title": title, "external_seller_id": f"o-{n}"} for n, title in enumerate(elsewhere)]
    assert marked(KIND, sold_by(3, *RING)) != []
    assert marked(KIND, sold_by(3, *RING) + others) == []


def test_the_place_stands_in_for_the_seller_where_none_is_told_and_the_brand_does_not() -> None:
    towns = ("Dayton,New Jersey", "dayton, new jersey", "Reno", "Hong Kong")
    offers = [{"title": title, "item_location": town} for title, town in zip((*RING, RING[0]), towns, strict=True)]
    assert [row["accounts"] for row in marked(KIND, offers)] == [3] * 4
    assert marked(KIND, [{"title": title, "brand": f"B{n}"} for n, title in enumerate(RING)]) == []


def test_each_offer_is_quoted_in_its_own_words_its_title_before_its_description() -> None:
    offers = sold_by(3, *RING, description="Fast shiping from our US werehouse within 24 hour")
    found = marked(KIND, offers)
    assert [(row["field"], row["example"], row["group"]) for row in found] == [
        ("title", "New In Seald Box", "new in seald box"),
        ("title", "New In Seald Box", "new in seald box"),
        ("title", "new in seald box", "new in seald box"),
    ]
